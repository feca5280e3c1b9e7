/**
 * Every step of the flow with every fault: the shopper's message, the page's event, and the way to continue. This file has
 * only data; `faults.model.test.ts` runs it.
 */
import type { FrameFate, SdkCall, Trouble } from './klarna/klarna-driver.ts';
import type { Fault, Route, Stranger } from './support/network.ts';
import type { ScriptFate } from './support/tab.ts';
import type { World } from './support/world.ts';

export interface FaultRow {
  readonly step:
    | 'script'
    | 'session'
    | 'init'
    | 'load'
    | 'authorize'
    | 'reauthorize'
    | 'finalize'
    | 'order'
    | 'outcome';
  readonly fault: string;
  /** Sets up the fault, before the page opens or while Klarna's window is open. */
  arrange(world: World): void;
  /** Milliseconds until the fault shows. */
  readonly after?: number;
  /** The checkout's status then. */
  readonly status: string;
  /** The shopper's message, as a path into the English strings. Empty if there is none. */
  readonly message: string;
  /** The event for the page: name, code, reason. Undefined if no event fires. */
  readonly event?: string;
  /**
   * How the purchase continues after the fault is over. `press`: the shopper presses the button. `wait`: the checkout tries
   * again by itself. `start again`: the shopper uses that link. `goes on`: the purchase never stopped.
   */
  readonly way: 'press' | 'wait' | 'start again' | 'reload' | 'goes on';
  /** How often Klarna asked the shopper until the end. Default 1. */
  readonly asked?: number;
}

const html = (status: number, title: string): Stranger => ({
  status,
  body: `<!doctype html><h1>${status} ${title}</h1>`,
  headers: { 'content-type': 'text/html' },
});

const json = (status: number, value: unknown): Stranger => ({
  status,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});

/** Milliseconds. Harmless requests are repeated twice, and this is longer than the repeats take. */
const REPEATS = 9000;

/** The faults of any request, with the reason that the error gives. */
const HTTP_FAULTS: readonly { name: string; faults: (Fault | Stranger)[]; reason?: string; after?: number }[] = [
  { name: 'refused', faults: ['unreachable', 'unreachable', 'unreachable'], reason: 'unreachable', after: REPEATS },
  { name: 'reset after it was done', faults: ['lost', 'lost', 'lost'], reason: 'unreachable', after: REPEATS },
  { name: 'never answered', faults: ['slow-request'], reason: 'timeout', after: 50_000 },
  { name: 'answered too late', faults: ['slow-answer'], reason: 'timeout', after: 50_000 },
  { name: '400', faults: [json(400, { message: 'No.' })] },
  { name: '401 of a proxy, in HTML', faults: [html(401, 'Authorization Required')] },
  { name: '429, empty', faults: [{ status: 429, body: '' }] },
  { name: '500', faults: [json(500, { message: 'Oh.' })] },
  { name: '502 of a proxy, in HTML', faults: [html(502, 'Bad Gateway')] },
  { name: '503 with Retry-After, three times', faults: ['busy-503', 'busy-503', 'busy-503'], after: REPEATS },
  { name: 'JSON that breaks off', faults: ['truncated'], reason: 'bad-response' },
  { name: 'HTML with 200', faults: [html(200, 'Welcome')], reason: 'bad-response' },
  { name: 'JSON of something else', faults: [json(200, { hello: 'world' })], reason: 'bad-response' },
  { name: 'JSON null', faults: [json(200, null)], reason: 'bad-response' },
];

const breaks =
  (route: Route, ...faults: (Fault | Stranger)[]) =>
  ({ network }: World) =>
    network.break(route, ...faults);

const said = (...words: (string | undefined)[]): string => words.filter(Boolean).join(' ');

const session: FaultRow[] = [
  ...HTTP_FAULTS.map(
    ({ name, faults, reason, after }): FaultRow => ({
      step: 'session',
      fault: name,
      arrange: breaks('session', ...faults),
      ...(after !== undefined && { after: after === REPEATS ? 3000 : 16_000 }),
      status: 'failed',
      message: 'failed.session',
      event: said('error session', reason),
      way: 'press',
    }),
  ),
  {
    step: 'session',
    fault: 'offline',
    arrange: (world) => world.setOffline(true),
    after: REPEATS,
    status: 'failed',
    message: 'failed.offline-waiting',
    // The failure of the script shows first.
    event: 'error sdk offline',
    way: 'wait',
  },
  {
    step: 'session',
    fault: '503 with Retry-After, once',
    arrange: breaks('session', 'busy-503'),
    status: 'preparing',
    message: 'loading',
    way: 'wait',
  },
  {
    step: 'session',
    fault: '404',
    arrange: breaks('session', html(404, 'Not Found')),
    status: 'failed',
    message: 'failed.configuration',
    event: 'error configuration not-found',
    way: 'press',
  },
  {
    step: 'session',
    fault: '403 cross-site',
    arrange: ({ network }) => {
      network.site = 'cross-site';
    },
    status: 'failed',
    message: 'failed.configuration',
    event: 'error configuration cross-site',
    way: 'press',
  },
  {
    step: 'session',
    fault: '409 empty-cart',
    arrange: ({ backend }) => {
      backend.cart = null;
    },
    status: 'failed',
    message: 'failed.empty-cart',
    event: 'error session empty-cart',
    way: 'press',
  },
];

const scriptIs = (fate: ScriptFate) => (world: World) => {
  world.script = fate;
};

const script: FaultRow[] = [
  {
    step: 'script',
    fault: 'blocked',
    arrange: scriptIs('blocked'),
    // The wait for the browser's report of a violated policy.
    after: 1000,
    status: 'failed',
    message: 'failed.sdk',
    event: 'error sdk blocked',
    way: 'press',
  },
  {
    step: 'script',
    fault: 'forbidden by the page',
    arrange: scriptIs('forbidden'),
    after: 1000,
    status: 'failed',
    message: 'failed.sdk',
    event: 'error sdk csp',
    way: 'press',
  },
  {
    step: 'script',
    fault: 'something else',
    arrange: scriptIs('something else'),
    status: 'failed',
    message: 'failed.sdk',
    event: 'error sdk bad-response',
    way: 'press',
  },
  {
    step: 'script',
    fault: 'never arrives',
    arrange: scriptIs('never'),
    after: 21_000,
    status: 'failed',
    message: 'failed.sdk',
    event: 'error sdk timeout',
    way: 'press',
  },
  {
    step: 'script',
    fault: 'blocked, and left to itself',
    arrange: scriptIs('blocked'),
    // The wait for the browser's report of a violated policy.
    after: 1000,
    status: 'failed',
    message: 'failed.sdk',
    event: 'error sdk blocked',
    way: 'wait',
  },
];

const framesAre = (fate: FrameFate) => (world: World) => {
  world.frames = fate;
};

/** No widget of any category loads. */
const frames: FaultRow[] = [
  {
    step: 'load',
    fault: 'no frame comes',
    arrange: framesAre('never'),
    after: 31_000,
    status: 'failed',
    message: 'failed.sdk',
    event: 'error sdk timeout',
    way: 'press',
  },
  {
    step: 'load',
    fault: 'no frame comes, and left to itself',
    arrange: framesAre('never'),
    after: 31_000,
    status: 'failed',
    message: 'failed.sdk',
    event: 'error sdk timeout',
    way: 'wait',
  },
  {
    step: 'load',
    fault: 'the page forbids the frames',
    arrange: framesAre('forbidden'),
    status: 'failed',
    message: 'failed.sdk',
    event: 'error sdk csp',
    way: 'press',
  },
];

const has = (call: SdkCall, trouble: Trouble) => (world: World) => {
  for (const { driver } of world.tabs) driver.troubles.set(call, trouble);
};

type Sdk = Omit<FaultRow, 'step' | 'fault' | 'arrange'> & { trouble: Trouble };

const ofCall = (step: SdkCall, rows: readonly Sdk[]): FaultRow[] =>
  rows.map(({ trouble, ...row }) => ({ ...row, step, fault: trouble, arrange: has(step, trouble) }));

const sdk: FaultRow[] = [
  ...ofCall('init', [
    { trouble: 'throws', status: 'failed', message: 'failed.session', event: 'error session', way: 'press' },
  ]),
  // Only one of three widgets fails, so the shopper can pay with the others.
  ...ofCall('load', [
    { trouble: 'throws', status: 'ready', message: '', way: 'goes on' },
    { trouble: 'nothing', status: 'ready', message: '', way: 'goes on' },
    { trouble: 'refused', status: 'ready', message: '', way: 'goes on' },
    { trouble: 'twice', status: 'ready', message: '', way: 'goes on' },
    { trouble: 'never', after: 36_000, status: 'ready', message: '', way: 'goes on' },
  ]),
  ...ofCall('authorize', [
    {
      trouble: 'throws',
      status: 'failed',
      message: 'failed.authorization',
      event: 'error authorization bad-response',
      way: 'press',
    },
    { trouble: 'nothing', status: 'complete', message: 'complete', way: 'goes on' },
    { trouble: 'tokenless', status: 'complete', message: 'complete', way: 'goes on' },
    { trouble: 'twice', status: 'complete', message: 'complete', way: 'goes on' },
    {
      trouble: 'refused',
      status: 'unavailable',
      message: 'unavailable.declined',
      event: 'unavailable declined',
      way: 'reload',
    },
    { trouble: 'never', after: 60_000, status: 'authorizing', message: 'authorizing', way: 'start again' },
  ]),
];

const finalize: FaultRow[] = ofCall('finalize', [
  { trouble: 'throws', status: 'complete', message: 'complete', way: 'goes on' },
  { trouble: 'nothing', status: 'complete', message: 'complete', way: 'goes on' },
  { trouble: 'tokenless', status: 'complete', message: 'complete', way: 'goes on' },
  { trouble: 'finalize-required', status: 'complete', message: 'complete', way: 'goes on' },
  { trouble: 'twice', status: 'complete', message: 'complete', way: 'goes on' },
  {
    trouble: 'refused',
    status: 'unavailable',
    message: 'unavailable.declined',
    event: 'unavailable declined',
    way: 'reload',
  },
  { trouble: 'never', after: 60_000, status: 'authorizing', message: 'authorizing', way: 'start again' },
]).map((row) => ({
  ...row,
  arrange(world: World) {
    has('authorize', 'finalize-required')(world);
    row.arrange(world);
  },
}));

/** On the last of several pages, after the cart has changed since the authorization. */
const reauthorize: FaultRow[] = [
  ...ofCall('reauthorize', [
    {
      trouble: 'throws',
      status: 'failed',
      message: 'failed.authorization',
      event: 'error authorization bad-response',
      way: 'press',
    },
    {
      trouble: 'refused',
      status: 'unavailable',
      message: 'unavailable.declined',
      event: 'unavailable declined',
      way: 'reload',
    },
    { trouble: 'never', after: 60_000, status: 'authorizing', message: 'authorizing', way: 'start again' },
  ]),
  // The endpoint has the authorization, or Klarna wants another step. In both cases the last press is missing.
  ...(['nothing', 'tokenless', 'twice', 'finalize-required'] as const).flatMap((trouble) =>
    ofCall('reauthorize', [{ trouble, status: 'authorized', message: 'finalizeNext', way: 'press' }]),
  ),
];

const order: FaultRow[] = [
  ...HTTP_FAULTS.map(
    ({ name, faults, reason, after }): FaultRow => ({
      step: 'order',
      fault: name,
      arrange: breaks('order', ...faults),
      ...(after !== undefined && { after }),
      status: 'failed',
      message: 'failed.approved',
      event: said('error order', reason),
      way: 'press',
    }),
  ),
  {
    step: 'order',
    fault: 'offline',
    arrange: (world) => world.setOffline(true),
    after: REPEATS,
    status: 'failed',
    message: 'failed.approved-offline',
    event: 'error order offline',
    way: 'press',
  },
  {
    step: 'order',
    fault: '503 with Retry-After, once',
    arrange: breaks('order', 'busy-503'),
    status: 'ordering',
    message: 'ordering',
    way: 'wait',
  },
  {
    step: 'order',
    fault: '404',
    arrange: breaks('order', html(404, 'Not Found')),
    status: 'failed',
    message: 'failed.approved',
    event: 'error configuration not-found',
    way: 'press',
  },
  {
    step: 'order',
    fault: '403 cross-site',
    arrange: ({ network }) => {
      network.site = 'cross-site';
    },
    status: 'failed',
    message: 'failed.approved',
    event: 'error configuration cross-site',
    way: 'press',
  },
  {
    step: 'order',
    fault: 'the shop cannot save it',
    arrange: ({ backend }) => {
      backend.isBroken = true;
    },
    status: 'failed',
    message: 'failed.approved',
    event: 'error order not-saved',
    way: 'press',
  },
  {
    step: 'order',
    fault: '409 cart-changed',
    arrange: ({ backend }) => {
      if (backend.cart) backend.cart = { ...backend.cart, total: 5000 };
    },
    status: 'ready',
    message: 'cartChanged',
    event: 'error cart-changed not-matching',
    way: 'press',
    asked: 2,
  },
  {
    step: 'order',
    fault: 'the cart was emptied',
    arrange: ({ backend }) => {
      backend.cart = null;
    },
    status: 'failed',
    message: 'failed.empty-cart',
    event: 'error session empty-cart',
    way: 'press',
    asked: 2,
  },
  {
    step: 'order',
    fault: 'the approval has expired',
    arrange: ({ clock }) => {
      clock.now += 61 * 60_000;
    },
    status: 'ready',
    message: 'expiredAnew',
    event: 'error authorization expired',
    way: 'press',
    asked: 2,
  },
  {
    step: 'order',
    fault: 'Klarna takes its word back',
    arrange: ({ backend }) =>
      backend.klarna.script([
        { outcome: 'fail', call: 'create_order', refusal: { status: 403, error_code: 'REJECTED' } },
      ]),
    status: 'unavailable',
    message: 'unavailable.declined',
    event: 'unavailable declined',
    way: 'reload',
    asked: 2,
  },
];

/** The checkout asks for the outcome after a refusal of Klarna's script. Without an answer the refusal stands. */
const outcome: FaultRow[] = HTTP_FAULTS.map(
  ({ name, faults, after }): FaultRow => ({
    step: 'outcome',
    fault: name,
    arrange(world) {
      has('authorize', 'refused')(world);
      breaks('outcome', ...faults)(world);
    },
    ...(after !== undefined && { after: Math.min(after, 9000) }),
    status: 'unavailable',
    message: 'unavailable.declined',
    event: 'unavailable declined',
    way: 'reload',
  }),
);

export const FAULT_ROWS: readonly FaultRow[] = [
  ...script,
  ...session,
  ...frames,
  ...sdk,
  ...finalize,
  ...reauthorize,
  ...order,
  ...outcome,
];
