/**
 * The end of every run: everything works again, and a shopper who uses what the page offers gets the cart exactly once. So
 * the test proves that a shopper can finish, not only that a button can be pressed.
 */
import * as fc from 'fast-check';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import type { SessionRecord } from '../../../src/simulator/index.ts';
import type { Tab } from '../support/tab.ts';
import type { World } from '../support/world.ts';

export interface Ending {
  /** The tab in which the shopper continues. */
  readonly where: 'here' | 'reload' | 'new tab';
  /** Whether Klarna's delayed callbacks arrive. */
  readonly callbacks: boolean;
  /** The result of Klarna's windows that are still open. */
  readonly popups: 'approve' | 'cancel';
}

export const endings: fc.Arbitrary<Ending> = fc.record({
  where: fc.constantFrom('here', 'reload', 'new tab'),
  callbacks: fc.boolean(),
  popups: fc.constantFrom('approve', 'cancel'),
});

/** Milliseconds. Longer than every repeat and time-out of a page, shorter than the life of an authorization. */
const TIMEOUTS = 60_000;

/** The limit of presses and waits, which no shopper needs. */
const STEPS = 12;

export async function endRun(world: World, ending: Ending): Promise<void> {
  world.note('everything works again');
  await heal(world, ending);
  const cart = world.backend.cart;
  const tab = goOn(world, ending);
  await world.settle();
  if (cart === null) return;
  // An older page cannot know the authorization of a window that another page opened. If the cart has changed, the shopper
  // has to confirm which cart was authorized.
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
 * Another session replaced this one while its window was open, so its callback orders nothing. No page can close that
 * window. If the shopper authorizes in it, the authorization expires by itself.
 */
const isLeft = ({ merchant_urls }: SessionRequest): boolean => merchant_urls?.authorization?.endsWith('?held') === true;

/** Whether the current cart has an authorization that can still be ordered. */
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
 * callback has the order. Until then the page sells nothing and says that there is an order.
 */
const isForAPerson = ({ wasDatabaseDown }: World, { element }: Tab): boolean =>
  wasDatabaseDown && element.error?.reason === 'already-placed';

export async function buy(world: World, begun: Tab): Promise<Tab> {
  let tab = begun;
  for (let step = 0; step < STEPS && tab.element.status !== 'complete'; step++) {
    if (tab.element.status === 'unavailable') {
      // A refusal ends the page. The shopper may come back.
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
