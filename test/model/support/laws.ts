/** The rules that must always hold. Each returns a description of its first violation, or nothing. */
import { namesCustomer } from '../shoppers/customer.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

type Law = (world: World) => string | undefined;

/** The merchant's reference of an order names its cart. */
const cartsOf = (world: World): string[] =>
  world.backend.klarna.orders().map(({ request }) => request.merchant_reference1 ?? '');

const oneOrderPerCart: Law = (world) => {
  const carts = cartsOf(world);
  const twice = carts.find((cart, index) => carts.indexOf(cart) !== index);
  return twice && `${twice} was ordered twice`;
};

const nothingBeforeTheClick: Law = (world) => {
  const [leak] = world.leaks;
  return leak && `customer details left the page: ${leak}`;
};

/** Customer details go to Klarna only. The shop's server gets them from Klarna. */
const nothingToTheShop: Law = ({ network }) => {
  const leak = network.sent.find(namesCustomer);
  return leak && `customer details were sent to the shop: ${leak}`;
};

const alwaysAWayOn: Law = (world) => {
  const stuck = world.tabs.find((tab) => !hasWayOn(world, tab));
  return stuck && `a tab is stuck at ${stuck.element.status}`;
};

/** The shopper can press a control, or something will happen by itself, or the purchase has ended. */
function hasWayOn(world: World, tab: Tab): boolean {
  const { realm, element } = tab;
  switch (element.status) {
    case 'complete':
    case 'unavailable':
      return true;
    case 'ready':
    case 'failed':
      return tab.isPressable;
    case 'authorized':
      // The order is being placed, or waits for the last page.
      return tab.isPressable || world.clock.hasTimers(realm.window);
    case 'authorizing':
      return (
        tab.wayBack !== undefined ||
        world.clock.hasTimers(realm.window) ||
        [...world.answers, ...world.popups].some(({ owner }) => owner === realm)
      );
    default:
      // Time-outs and repeats are timers.
      return (
        world.clock.hasTimers(realm.window) ||
        [...world.network.held, ...world.answers].some(({ owner }) => owner === realm)
      );
  }
}

/** In a multi-page checkout an authorization alone makes no order. */
const nothingBeforeTheLastStep: Law = (world) =>
  world.finalize === 'manual' && !world.hasConfirmed && cartsOf(world).length > 0
    ? 'the cart was ordered before the shopper confirmed'
    : undefined;

/** Klarna has the order that a tab shows. */
const noMadeUpOrder: Law = (world) => {
  const real = new Set(world.backend.klarna.orders().map(({ order_id }) => order_id));
  const shown = world.tabs
    .map(({ element }) => element.order?.order_id)
    .find((id) => id !== undefined && !real.has(id));
  return shown && `a tab shows the order ${shown}, which Klarna does not have`;
};

const LAWS: readonly Law[] = [
  oneOrderPerCart,
  nothingBeforeTheClick,
  nothingBeforeTheLastStep,
  nothingToTheShop,
  alwaysAWayOn,
  noMadeUpOrder,
];

export function checkLaws(world: World): void {
  for (const law of LAWS) {
    const offence = law(world);
    if (offence !== undefined) throw new Error(offence);
  }
}
