/**
 * How every run ends: whatever was broken works again, and a shopper who goes on by what the page offers gets the cart,
 * once. With it, "a way on" is more than a button that can be pressed.
 */
import * as fc from 'fast-check';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import type { SessionRecord } from '../../../src/simulator/index.ts';
import type { Tab } from '../support/tab.ts';
import type { World } from '../support/world.ts';

export interface Ending {
  /** Where the shopper goes on. */
  readonly where: 'here' | 'reload' | 'new tab';
  /** Whether Klarna's callbacks that are still on their way arrive. */
  readonly callbacks: boolean;
  /** What becomes of Klarna's windows that are still open. */
  readonly popups: 'approve' | 'cancel';
}

export const endings: fc.Arbitrary<Ending> = fc.record({
  where: fc.constantFrom('here', 'reload', 'new tab'),
  callbacks: fc.boolean(),
  popups: fc.constantFrom('approve', 'cancel'),
});

/** Milliseconds: longer than every repeat and time-out of a page, shorter than an approval lives. */
const TIMEOUTS = 60_000;

/** Presses and waits; nobody needs as many. */
const STEPS = 12;

export async function endRun(world: World, ending: Ending): Promise<void> {
  world.note('everything works again');
  await heal(world, ending);
  const cart = world.backend.cart;
  const tab = goOn(world, ending);
  await world.settle();
  if (cart === null) return;
  // A page that was there before cannot know what a window approved that was not its own; and where the cart has changed
  // at all, a doubt whether it was this cart that was approved is for the shopper to settle.
  const approved = ending.where !== 'here' && !world.hasCartChanged && openApprovalOf(world);
  const askedBefore = world.asked;
  const last = await buy(world, tab);
  const orders = world.backend.klarna.orders().filter(({ request }) => request.merchant_reference1 === cart.cart_id);
  if (orders.length !== 1) {
    throw new Error(`${cart.cart_id} ended with ${orders.length} orders and the page at ${last.element.status}`);
  }
  if (approved && world.asked > askedBefore) {
    throw new Error(`the shopper had approved ${cart.cart_id} and was asked again`);
  }
  const [order] = orders;
  if (order && !world.backend.saved.has(order.order_id) && !isForAPerson(world, last))
    throw new Error(`the shop never saved ${order.order_id}`);
  const left = world.backend.klarna.sessions().find((session) => isOpen(world, session));
  if (left) throw new Error(`the cart is bought, and session ${left.session_id} still holds an approval for it`);
}

async function heal(world: World, { callbacks, popups }: Ending): Promise<void> {
  await world.heal();
  await world.settle();
  for (const popup of world.popups) await world.decide(popup, popups);
  for (const answer of world.answers) world.tell(answer);
  if (callbacks) for (const { deliver } of world.callbacks) deliver();
  await world.settle();
  await world.pass(TIMEOUTS);
}

function goOn(world: World, { where }: Ending): Tab {
  const [first] = world.tabs;
  if (first === undefined || where === 'new tab') return world.openTab();
  if (where === 'here') return first;
  return world.reload(first);
}

const isOpen = ({ clock }: World, { authorization, request }: SessionRecord): boolean =>
  authorization?.state === 'open' && authorization.expires_at > clock.now && !isLeft(request);

/**
 * A session that was left for another one, before its window was done: its callback orders nothing. What is approved there
 * all the same ends by itself, for nothing on the page can close that window.
 */
const isLeft = ({ merchant_urls }: SessionRequest): boolean => merchant_urls?.authorization?.endsWith('?held') === true;

/** Whether the cart as it is now has an approval that can still be ordered. */
function openApprovalOf(world: World): boolean {
  const { cart, klarna } = world.backend;
  return klarna.sessions().some((session) => {
    const { authorization } = session;
    if (authorization === undefined || !isOpen(world, session)) return false;
    const { merchant_reference1, order_amount } = authorization.approved.request;
    return cart !== null && merchant_reference1 === cart.cart_id && order_amount === cart.total;
  });
}

/**
 * Klarna's callback placed the order for a page that was gone, and the shop could not save it. Only a repeat of the
 * callback knows which order that is; until it comes the page sells nothing and says that there is an order.
 */
const isForAPerson = ({ wasDatabaseDown }: World, { element }: Tab): boolean =>
  wasDatabaseDown && element.error?.reason === 'already-placed';

export async function buy(world: World, begun: Tab): Promise<Tab> {
  let tab = begun;
  for (let step = 0; step < STEPS && tab.element.status !== 'complete'; step++) {
    if (tab.element.status === 'unavailable') {
      // A "no" is an end of that page; the shopper may come back.
      tab = world.reload(tab);
    } else if (tab.wayBack) {
      tab.wayBack.click();
    } else if (tab.isPressable) {
      if (tab.radios.length > 0 && !tab.radios.some(({ checked }) => checked)) tab.choose(0);
      await world.settle();
      tab.press();
      // "Finish or close it there, then come back here": another tab is paying, or waits for a Klarna that is silent.
      if (tab.isPressable && tab.element.status === 'ready') closeOthers(world, tab);
    } else {
      await world.pass(TIMEOUTS);
    }
    await world.settle();
    for (const popup of world.popups) await world.decide(popup, 'approve');
    for (const answer of world.answers) world.tell(answer);
    await world.settle();
  }
  return tab;
}

function closeOthers(world: World, tab: Tab): void {
  for (const other of world.tabs) if (other !== tab) world.closeTab(other);
}
