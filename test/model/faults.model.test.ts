/** The fault table: each step of the flow with each of its faults, against the real handler and simulator. */
import { assert } from 'chai';
import { en } from '../../src/element/strings/en.ts';
import { FAULT_ROWS, type FaultRow } from './fault-rows.ts';
import { buy } from './shoppers/ending.ts';
import { checkLaws } from './support/laws.ts';
import type { Tab } from './support/tab.ts';
import { Stage, World } from './support/world.ts';

const text = async (path: string): Promise<string> => (await fetch(path)).text();
const stage = new Stage({ tab: await text('/model/tab.js'), backend: await text('/model/backend.js') });

/** The words at a path of the English strings. If they contain an amount, only the words before it. */
function words(path: string): string {
  const value = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], en);
  if (typeof value === 'function') return String(value('§')).split('§')[0] ?? '';
  if (typeof value !== 'string') throw new Error(`The English strings have no \`${path}\`.`);
  return value;
}

const OPENING: readonly FaultRow['step'][] = ['script', 'session', 'init', 'load'];

/** Runs the purchase up to the faulty step, and through it. */
async function meet(world: World, tab: Tab, row: FaultRow): Promise<void> {
  const isOpening = OPENING.includes(row.step);
  if (isOpening) row.arrange(world);
  await world.settle();
  if (!isOpening) {
    tab.choose(0);
    if (row.step !== 'order') row.arrange(world);
    tab.press();
    await world.settle();
    await approve(world, () => row.step === 'order' && row.arrange(world));
    if (row.step === 'reauthorize') await changeCart(world, tab);
  }
  await world.pass(row.after ?? 0);
}

/** Changes the cart after the authorization, so that the last press authorizes again. */
async function changeCart(world: World, tab: Tab): Promise<void> {
  if (world.backend.cart) world.backend.cart = { ...world.backend.cart, total: 5000 };
  await tab.element.refresh();
  await world.settle();
  tab.press();
  await world.settle();
}

async function approve(world: World, before: () => void = () => undefined): Promise<void> {
  for (const popup of world.popups) await world.decide(popup, 'approve');
  before();
  for (const answer of world.answers) world.tell(answer);
  await world.settle();
}

/** Continues in the way that the table names, after everything works again. */
async function goOn(world: World, tab: Tab, { way }: FaultRow): Promise<Tab> {
  await world.heal();
  world.backend.cart ??= { cart_id: 'cart-1', total: 9500 };
  if (way === 'reload') return world.reload(tab);
  if (way === 'press') {
    assert.isTrue(tab.isPressable, 'the button can be pressed');
    tab.press();
  }
  if (way === 'start again') {
    assert.isDefined(tab.wayBack, 'there is a way back');
    tab.wayBack?.click();
  }
  await world.settle();
  if (way === 'wait') {
    await world.pass(3000);
  }
  assert.include(['ready', 'authorizing', 'authorized', 'complete'], tab.element.status, `led on by: ${way}`);
  return tab;
}

for (const step of new Set(FAULT_ROWS.map((row) => row.step))) {
  describe(`A fault at the step: ${step}`, () => {
    for (const row of FAULT_ROWS.filter((one) => one.step === step)) {
      it(`${row.fault}: ${row.status}, and on by: ${row.way}`, async function () {
        this.timeout(60_000);
        const world = new World(stage, row.step === 'reauthorize' ? 'manual' : 'auto');
        try {
          const [tab] = world.tabs;
          assert.isDefined(tab);
          await meet(world, tab, row);
          const { status } = tab.element;
          const seen = { status, event: tab.said.at(-1), message: tab.message };
          const message = row.message && words(row.message);
          assert.deepEqual(
            { ...seen, message: message && seen.message.startsWith(message) ? message : seen.message },
            { status: row.status, event: row.event, message },
            JSON.stringify(seen),
          );
          const last = await buy(world, await goOn(world, tab, row));
          assert.equal(last.element.status, 'complete');
          const [order, ...others] = world.backend.klarna.orders();
          assert.deepEqual(others, [], 'one order and no other');
          assert.equal(last.element.order?.order_id, order?.order_id);
          assert.isTrue(world.backend.saved.has(order?.order_id ?? ''), 'the shop has it');
          assert.equal(world.asked, row.asked ?? 1, 'how often the shopper was asked');
          checkLaws(world);
        } catch (error) {
          throw new Error(`${error instanceof Error ? error.message : error}\n${world.trace.join('\n')}`, {
            cause: error,
          });
        } finally {
          world.clear();
        }
      });
    }
  });
}
