/** The events of a run, in any order. Each has a name, a condition, and an effect. */
import * as fc from 'fast-check';
import type { CallName, Step } from '../../../src/simulator/index.ts';
import { checkLaws } from '../support/laws.ts';
import { FAULTS, type Fault, type Route } from '../support/network.ts';
import { TabStorage } from '../support/shared-browser.ts';
import type { Finalize, ScriptFate, Tab } from '../support/tab.ts';
import type { Decision, World } from '../support/world.ts';

export type Command = fc.AsyncCommand<World, World>;

interface Happening {
  name: string;
  may?: (world: World) => boolean;
  happens: (world: World) => Promise<void> | void;
}

const command = ({ name, may = () => true, happens }: Happening): Command => ({
  check: (world) => may(world as World),
  async run(_, world) {
    world.note(name);
    await happens(world);
    await world.settle();
    checkLaws(world);
  },
  toString: () => name,
});

const pick = <Value>(values: readonly Value[], index: number): Value => {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
};

/** More than three would show nothing new. */
const MOST_TABS = 3;

const tabs = fc.nat(MOST_TABS - 1);

const onTab = (
  name: string,
  may: (tab: Tab, world: World) => boolean,
  happens: (tab: Tab, world: World) => Promise<void> | void,
) =>
  tabs.map((index) => {
    const tabOf = (world: World): Tab => pick(world.tabs, index);
    return command({
      name: `${name} in tab ${index}`,
      may: (world) => world.tabs.length > 0 && may(tabOf(world), world),
      happens: (world) => happens(tabOf(world), world),
    });
  });

const choose = fc.nat(2).chain((way) =>
  onTab(
    `choose ${way}`,
    (tab) => tab.radios.some((radio) => radio.matches(':enabled')),
    (tab) => tab.choose(way),
  ),
);

const press = onTab(
  'press',
  (tab) => tab.isPressable,
  (tab) => tab.press(),
);

/** The shopper buys without detours. */
const pay = onTab(
  'choose and press',
  (tab) => tab.isPressable,
  async (tab, world) => {
    if (tab.radios.length > 0 && !tab.radios.some(({ checked }) => checked)) tab.choose(0);
    await world.settle();
    tab.press();
  },
);

/** A press whatever the button says: a double click, or a script of the page. */
const hurry = onTab(
  'press twice',
  () => true,
  (tab) => {
    tab.press();
    tab.press();
    tab.element.authorize();
  },
);

const refresh = onTab(
  'refresh',
  () => true,
  (tab) => void tab.element.refresh(),
);

const reload = onTab(
  'reload',
  () => true,
  (tab, world) => void world.reload(tab),
);

/** The link to the other language loads the same page again. Each language has its own session. */
const speak = onTab(
  'reload in the other language',
  () => true,
  (tab, world) => {
    world.language = world.language === 'en' ? 'sv' : 'en';
    world.reload(tab);
  },
);

const duplicate = onTab(
  'duplicate',
  () => true,
  (tab, world) => {
    if (world.tabs.length < MOST_TABS) world.openTab(new TabStorage(tab.storage));
  },
);

const goBack = onTab(
  'leave and come back',
  () => true,
  (tab) => tab.comeBack(),
);

const redraw = onTab(
  'redraw',
  () => true,
  (tab) => tab.redraw(),
);

const openTab = fc.constant(
  command({
    name: 'open another tab',
    may: (world) => world.tabs.length < MOST_TABS,
    happens: (world) => void world.openTab(),
  }),
);

const closeTab = onTab(
  'close',
  () => true,
  (tab, world) => world.closeTab(tab),
);

/** Milliseconds. */
const PERSON = 3000;

const DECISIONS: readonly Decision[] = ['approve', 'approve', 'approve', 'decline', 'cancel'];

/** The page gets the answer at once, twice, later, never, or is already gone. */
const decide = fc
  .record({
    decision: fc.constantFrom(...DECISIONS),
    hears: fc.constantFrom('once', 'once', 'once', 'twice', 'later', 'never', 'gone'),
    popup: fc.nat(2),
  })
  .map(({ decision, hears, popup }) =>
    command({
      name: `${decision} in window ${popup}, heard ${hears}`,
      may: ({ popups }) => popups.length > 0,
      async happens(world) {
        const window = pick(world.popups, popup);
        // No shopper reads and decides faster. Background repeats have ended by then.
        await world.pass(PERSON);
        const opener = world.tabs.find(({ realm }) => realm === window.owner);
        if (hears === 'gone' && opener) world.closeTab(opener);
        await world.decide(window, decision);
        const [answer] = world.answers.filter(({ call }) => call === 'authorize').slice(-1);
        if (answer === undefined || hears === 'later') return;
        if (hears === 'never') return world.drop(answer);
        world.tell(answer);
        if (hears === 'twice') answer.tell();
      },
    }),
  );

const tell = fc.nat(3).map((index) =>
  command({
    name: `the page hears late answer ${index}`,
    may: ({ answers }) => answers.length > 0,
    happens: (world) => world.tell(pick(world.answers, index)),
  }),
);

const echo = fc.nat(5).map((index) =>
  command({
    name: `the page hears old answer ${index} again`,
    may: ({ told }) => told.length > 0,
    happens: (world) => pick(world.told, index).tell(),
  }),
);

const breakNetwork = fc
  .record({ route: fc.constantFrom<Route>('session', 'order', 'order'), fault: fc.constantFrom<Fault>(...FAULTS) })
  .map(({ route, fault }) =>
    command({ name: `the next ${route} is ${fault}`, happens: ({ network }) => network.break(route, fault) }),
  );

const letGo = fc.nat(2).map((index) =>
  command({
    name: `slow request ${index} goes on`,
    may: ({ network }) => network.held.length > 0,
    happens: ({ network }) => network.release(pick(network.held, index)),
  }),
);

const STEPS: readonly [string, Step][] = [
  ['invalid', { outcome: 'invalid' }],
  ['pending', { outcome: 'pending', callback: 'after' }],
  ['approved, and the callback comes first', { outcome: 'approve', callback: 'before' }],
  ['refused at the order', failing('create_order', { status: 403, error_code: 'PAYMENT_METHOD_FAILED' })],
  ['in doubt about the order', failing('create_order', { status: 409, error_code: 'BAD_VALUE' })],
];

const FAILURES = ['reset', 'lost', 429, 500, 502, 503] as const;

const CALLS = ['create_session', 'read_session', 'update_session', 'create_order', 'cancel_authorization'] as const;

function failing(call: CallName, refusal: { status: number; error_code: string }): Step {
  return { outcome: 'fail', call, refusal };
}

const klarnaSays = fc
  .constantFrom(...STEPS)
  .map(([name, step]) =>
    command({ name: `Klarna’s next word: ${name}`, happens: ({ backend }) => backend.klarna.script([step]) }),
  );

const klarnaFails = fc
  .record({ call: fc.constantFrom(...CALLS), how: fc.constantFrom(...FAILURES) })
  .map(({ call, how }) =>
    command({
      name: `Klarna’s next ${call} ends in ${how}`,
      happens: ({ backend }) => backend.klarna.script([{ outcome: 'fail', call, with: how }]),
    }),
  );

const goOffline = fc.boolean().map((isOffline) =>
  command({
    name: `the browser is ${isOffline ? 'offline' : 'online'}`,
    may: ({ network }) => network.isOffline !== isOffline,
    happens: (world) => world.setOffline(isOffline),
  }),
);

const scriptIs = fc.constantFrom<ScriptFate>('served', 'blocked', 'something else', 'never').map((fate) =>
  command({
    name: `Klarna’s script: ${fate}`,
    may: ({ script }) => script !== fate,
    happens: (world) => {
      world.script = fate;
    },
  }),
);

const slowWidgets = fc.boolean().map((areSlow) =>
  command({
    name: `widgets are ${areSlow ? 'slow' : 'quick'}`,
    may: (world) => world.areWidgetsSlow !== areSlow,
    happens: (world) => {
      world.areWidgetsSlow = areSlow;
    },
  }),
);

/** The shopper says that Klarna's window is gone. It may still be open. */
const startAgain = onTab(
  'start again',
  (tab) => tab.wayBack !== undefined,
  (tab) => tab.wayBack?.click(),
);

const MINUTE = 60_000;

/** Milliseconds, at Klarna. */
const SESSION_LIFE = 48 * 60 * MINUTE;

/** Long enough for repeats, for time-outs, for the end of an authorization, for the end of a session. */
const WAITS: readonly [string, number][] = [
  ['1 second', 1000],
  ['10 seconds', 10_000],
  ['1 minute', MINUTE],
  ['1 minute', MINUTE],
  ['61 minutes', 61 * MINUTE],
  ['2 days', 2 * 24 * 60 * MINUTE],
];

/**
 * Not in the list: two days after a failure of the database. If the shop has not saved an order by then, Klarna's
 * session has ended. Only the shop's own log knows the order, and the cart can be sold again.
 */
const wait = fc.constantFrom(...WAITS).map(([name, milliseconds]) =>
  command({
    name: `${name} passes`,
    may: ({ wasDatabaseDown }) => !wasDatabaseDown || milliseconds < SESSION_LIFE,
    happens: (world) => world.pass(milliseconds),
  }),
);

const changeCart = fc.constantFrom(5000, 9500).map((total) =>
  command({
    name: `the cart is ${total}`,
    may: ({ backend }) => backend.cart !== null && backend.cart.total !== total,
    happens: (world) => {
      world.hasCartChanged = true;
      if (world.backend.cart) world.backend.cart = { ...world.backend.cart, total };
    },
  }),
);

const database = fc.boolean().map((isBroken) =>
  command({
    name: `the shop’s database is ${isBroken ? 'down' : 'up'}`,
    may: ({ backend }) => backend.isBroken !== isBroken,
    happens: (world) => {
      world.wasDatabaseDown = true;
      world.backend.isBroken = isBroken;
    },
  }),
);

const callback = fc.nat(2).map((index) =>
  command({
    name: `callback ${index} arrives`,
    may: ({ callbacks }) => callbacks.length > 0,
    happens: ({ callbacks }) => pick(callbacks, index).deliver(),
  }),
);

/** Frequent events are in the list more than once. */
const COMMANDS: fc.Arbitrary<Command>[] = [
  choose,
  press,
  press,
  pay,
  pay,
  pay,
  pay,
  pay,
  hurry,
  ...Array.from({ length: 6 }, () => decide),
  tell,
  tell,
  echo,
  refresh,
  reload,
  speak,
  openTab,
  duplicate,
  goBack,
  redraw,
  closeTab,
  breakNetwork,
  breakNetwork,
  letGo,
  wait,
  wait,
  klarnaSays,
  klarnaFails,
  goOffline,
  scriptIs,
  slowWidgets,
  startAgain,
  changeCart,
  callback,
  database,
  database,
];

const finalize = onTab(
  'the page finalizes',
  () => true,
  (tab) => tab.finalize(),
);

const reauthorize = onTab(
  'the page reauthorizes',
  () => true,
  (tab) => tab.element.reauthorize(),
);

/** In a multi-page checkout, a reload leads to the next page. */
const SEVERAL_PAGES: fc.Arbitrary<Command>[] = [...COMMANDS, press, press, reload, finalize, reauthorize, changeCart];

/** About half of the events cannot happen at their turn and are skipped. */
const MOST = 40;

/** @param replayPath the printed path of a failure */
export const commands = (finalize: Finalize, replayPath: string | undefined): fc.Arbitrary<Iterable<Command>> =>
  fc.commands(finalize === 'manual' ? SEVERAL_PAGES : COMMANDS, {
    maxCommands: MOST,
    size: 'max',
    ...(replayPath !== undefined && { replayPath }),
  });
