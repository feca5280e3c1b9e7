import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckoutSession } from '../../../src/checkout/endpoint/session.ts';
import { KlarnaCheckoutError } from '../../../src/checkout/errors.ts';
import {
  type CheckoutAction,
  type CheckoutState,
  categoryOf,
  type Offer,
  offerOf,
  type WidgetStatus,
} from '../../../src/checkout/state/state.ts';
import { transition } from '../../../src/checkout/state/transition.ts';

const sessionOf = (...identifiers: string[]): CheckoutSession => ({
  client_token: 'a.b.c',
  session_id: 'session',
  intent: 'buy',
  payment_method_categories: identifiers.map((identifier) => ({ identifier, name: identifier })),
});
const offerWith = (widgets: Record<string, WidgetStatus>): Offer => ({
  session: sessionOf(...Object.keys(widgets)),
  widgets,
});

const run = 3;
const error = new KlarnaCheckoutError('order', 'broken');
const order = { order_id: 'order-1' };
const offer = offerWith({ now: 'shown', later: 'loading' });
const approval = { offer, session_id: 'session', category: 'now', authorization_token: 'token' };
const resumed = { type: 'resumed', run, category: 'now' } as const;
const authorizing = { status: 'authorizing', run, offer, category: 'now' } as const;
const authorized = { status: 'authorized', run, offer, category: 'now', notice: undefined } as const;

/** An example of each state. */
const states = {
  idle: { status: 'idle' },
  'preparing, nothing known': { status: 'preparing', run, offer: undefined, category: undefined, notice: undefined },
  'preparing, session there': {
    status: 'preparing',
    run,
    offer: offerWith({ now: 'loading', later: 'loading' }),
    category: undefined,
    notice: undefined,
  },
  'ready, none chosen': { status: 'ready', run, offer, category: undefined, notice: undefined },
  'ready, shown one chosen': {
    status: 'ready',
    run,
    offer,
    category: 'now',
    notice: { kind: 'closed', at_once: false },
  },
  'ready, loading one chosen': { status: 'ready', run, offer, category: 'later', notice: undefined },
  authorizing: { ...authorizing, call: 'authorize' },
  finalizing: { ...authorizing, call: 'finalize' },
  authorized: { ...authorized, held: false, taken: false, step: 'order', authorization_token: 'token' },
  'authorized, held': { ...authorized, held: true, taken: false, step: 'order', authorization_token: 'token' },
  'authorized, taken by the page': {
    ...authorized,
    held: false,
    taken: true,
    step: 'order',
    authorization_token: 'token',
  },
  'authorized, to be finalized': {
    ...authorized,
    held: true,
    taken: false,
    step: 'finalize',
    authorization_token: undefined,
  },
  ordering: { status: 'ordering', ...approval },
  complete: { status: 'complete', order },
  unavailable: { status: 'unavailable', reason: 'not-offered', category: 'now' },
  failed: { status: 'failed', error, category: 'now', approval: undefined },
  'failed, approval in hand': { status: 'failed', error, category: 'now', approval },
} satisfies Record<string, CheckoutState>;

const actions = {
  'prepare, next run': { type: 'prepare', run: run + 1 },
  'prepare, old run': { type: 'prepare', run: run - 1 },
  'session-opened': { type: 'session-opened', run, session: sessionOf('now', 'later') },
  'session-opened, empty': { type: 'session-opened', run, session: sessionOf() },
  'session-opened, old run': { type: 'session-opened', run: run - 1, session: sessionOf('now') },
  'widget-loaded, shown': { type: 'widget-loaded', run, category: 'later', show_form: true },
  'widget-loaded, refused': { type: 'widget-loaded', run, category: 'later', show_form: false },
  'widget-loaded, unknown': { type: 'widget-loaded', run, category: 'never', show_form: true },
  'widget-loaded, old run': { type: 'widget-loaded', run: run - 1, category: 'later', show_form: true },
  'widgets-lost': { type: 'widgets-lost' },
  'prepare-failed': { type: 'prepare-failed', run, error },
  'prepare-failed, old run': { type: 'prepare-failed', run: run - 1, error },
  resumed: { ...resumed, next: { step: 'finalize', authorization_token: undefined } },
  'resumed, unknown': { ...resumed, category: 'never', next: { step: 'order', authorization_token: 'token' } },
  'resumed, old run': { ...resumed, run: run - 1, next: { step: 'order', authorization_token: 'token' } },
  'order-resumed': { type: 'order-resumed', run, approval: { ...approval, offer: undefined } },
  'order-resumed, old run': { type: 'order-resumed', run: run - 1, approval },
  'select now': { type: 'select', category: 'now' },
  'select later': { type: 'select', category: 'later' },
  'select unknown': { type: 'select', category: 'never' },
  'select none': { type: 'select', category: undefined },
  notice: { type: 'notice', notice: { kind: 'elsewhere' } },
  authorize: { type: 'authorize' },
  reauthorize: { type: 'reauthorize' },
  finalize: { type: 'finalize' },
  'session-updated': { type: 'session-updated', session: sessionOf('now', 'later') },
  approved: { type: 'approved', authorization_token: 'token' },
  'approved, to be finalized': { type: 'approved', authorization_token: undefined },
  invalid: { type: 'invalid', invalid_fields: ['billing_address.email'] },
  closed: { type: 'closed', at_once: false },
  declined: { type: 'declined' },
  'authorize-failed': { type: 'authorize-failed', error },
  order: { type: 'order' },
  taken: { type: 'taken' },
  ordered: { type: 'ordered', order },
  found: { type: 'found', order },
  'next-cart': { type: 'next-cart', run: run + 1 },
  'order-failed, approval lives': { type: 'order-failed', error, approval_lives: true },
  'order-failed, approval spent': { type: 'order-failed', error, approval_lives: false },
  leave: { type: 'leave' },
} satisfies Record<string, CheckoutAction>;

/**
 * The whole flow. A dot means the same object: the state does not know the action. The columns are `states`, in order:
 * I idle · P preparing · R ready · A authorizing · Z authorized · O ordering · C complete · U unavailable · F failed.
 * The letter of the column itself means: the same status with a changed field.
 */
const TABLE = `
                              | I | P P | R R R | A A | Z Z Z Z | O | C | U | F F |
prepare, next run             | P | P P | P P P | . . | . P P P | . | . | P | P . |
prepare, old run              | P | . . | P P P | . . | . P P P | . | . | P | P . |
session-opened                | . | P P | . . . | . . | . . . . | . | . | . | . . |
session-opened, empty         | . | U U | . . . | . . | . . . . | . | . | . | . . |
session-opened, old run       | . | . . | . . . | . . | . . . . | . | . | . | . . |
widget-loaded, shown          | . | . R | R R R | A A | . . . . | . | . | . | . . |
widget-loaded, refused        | . | . P | R R R | A A | . . . . | . | . | . | . . |
widget-loaded, unknown        | . | . . | . . . | . . | . . . . | . | . | . | . . |
widget-loaded, old run        | . | . . | . . . | . . | . . . . | . | . | . | . . |
widgets-lost                  | . | . . | R R R | . . | . . . . | . | . | . | . . |
prepare-failed                | . | F F | . . . | . . | . . . . | . | . | . | . . |
prepare-failed, old run       | . | . . | . . . | . . | . . . . | . | . | . | . . |
resumed                       | . | . Z | . . . | . . | . . . . | . | . | . | . . |
resumed, unknown              | . | . . | . . . | . . | . . . . | . | . | . | . . |
resumed, old run              | . | . . | . . . | . . | . . . . | . | . | . | . . |
order-resumed                 | . | O O | . . . | . . | . . . . | . | . | . | . . |
order-resumed, old run        | . | . . | . . . | . . | . . . . | . | . | . | . . |
select now                    | . | P P | R . R | . . | . . . . | . | . | . | . . |
select later                  | . | P P | R R . | . . | . . . . | . | . | U | F . |
select unknown                | . | P . | . . . | . . | . . . . | . | . | U | F . |
select none                   | . | . . | . R R | . . | . . . . | . | . | U | F . |
notice                        | . | . . | R R R | . . | Z Z Z Z | . | . | . | . . |
authorize                     | . | . . | . A . | . . | . . . . | . | . | . | . . |
reauthorize                   | . | . . | . . . | . . | A A A A | . | . | . | . . |
finalize                      | . | . . | . . . | . . | . . . A | . | . | . | . . |
session-updated               | . | . . | . . . | A A | . . . . | . | . | . | . . |
approved                      | . | . . | . . . | Z Z | . . . . | . | . | . | . . |
approved, to be finalized     | . | . . | . . . | Z Z | . . . . | . | . | . | . . |
invalid                       | . | . . | . . . | R Z | . . . . | . | . | . | . . |
closed                        | . | . . | . . . | R Z | . . . . | . | . | . | . . |
declined                      | . | . . | . . . | U U | . . . . | U | . | . | . . |
authorize-failed              | . | . . | . . . | F F | . . . . | . | . | . | . . |
order                         | . | . . | . . . | . . | O O O . | . | . | . | . O |
taken                         | . | . . | . . . | . . | Z Z . . | . | . | . | . . |
ordered                       | . | C C | . . . | C C | . . . . | C | . | . | . . |
found                         | . | C C | C C C | . . | . . . . | . | . | C | C C |
next-cart                     | . | . . | . . . | . . | . . . . | . | P | . | . . |
order-failed, approval lives  | . | . . | . . . | . . | . . . . | F | . | . | . . |
order-failed, approval spent  | . | . . | . . . | . . | . . . . | F | . | . | . . |
leave                         | . | I I | I I I | F F | . I I I | . | . | I | I . |
`;

const LETTERS: Record<string, CheckoutState['status']> = {
  I: 'idle',
  P: 'preparing',
  R: 'ready',
  A: 'authorizing',
  Z: 'authorized',
  O: 'ordering',
  C: 'complete',
  U: 'unavailable',
  F: 'failed',
};

const rows = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name = '', ...cells] = line.split('|');
    return { name: name.trim(), cells: cells.join(' ').trim().split(/\s+/) };
  });

describe('the table of transitions', () => {
  const [head, ...body] = rows;

  it('has a column for each state and a row for each action', () => {
    assert.deepEqual(
      head?.cells.map((letter) => LETTERS[letter]),
      Object.values(states).map(({ status }) => status),
    );
    assert.deepEqual(
      body.map(({ name }) => name),
      Object.keys(actions),
    );
  });

  for (const { name, cells } of body) {
    it(`${name}: every cell`, () => {
      for (const [index, [stateName, state]] of Object.entries(states).entries()) {
        const cell = cells[index] ?? '?';
        const frozen = structuredClone({ ...state, error: undefined });
        const next = transition(state, actions[name as keyof typeof actions]);
        if (cell === '.') assert.equal(next, state, `${stateName} must not know it`);
        else {
          assert.equal(next.status, LETTERS[cell], stateName);
          assert.notEqual(next, state, `${stateName} must change`);
        }
        assert.deepEqual(structuredClone({ ...state, error: undefined }), frozen, `${stateName} was written to`);
      }
    });
  }
});

describe('a checkout', () => {
  const preparing = states['preparing, nothing known'];
  const open = (session: CheckoutSession, category?: string) =>
    transition({ ...preparing, category }, { type: 'session-opened', run, session });
  const loaded = (state: CheckoutState, category: string, show_form: boolean) =>
    transition(state, { type: 'widget-loaded', run, category, show_form });

  it('selects a single category, and none of several', () => {
    assert.equal(categoryOf(open(sessionOf('klarna'))), 'klarna');
    assert.equal(categoryOf(open(sessionOf('now', 'later'))), undefined);
  });

  it('keeps the choice if the new session offers it, and drops it otherwise', () => {
    assert.equal(categoryOf(open(sessionOf('now', 'later'), 'later')), 'later');
    assert.equal(categoryOf(open(sessionOf('now', 'later'), 'never')), undefined);
  });

  it('is ready with the first widget, and unavailable only if Klarna refuses all', () => {
    const waiting = open(sessionOf('now', 'later'));
    const one = loaded(waiting, 'now', false);
    assert.equal(one.status, 'preparing');
    assert.equal(loaded(one, 'later', true).status, 'ready');
    const none = loaded(one, 'later', false);
    assert.deepEqual(none, { status: 'unavailable', reason: 'not-offered', category: undefined });
  });

  it('drops the choice of a category that Klarna refuses', () => {
    const chosen = states['ready, loading one chosen'];
    const next = loaded(chosen, 'later', false);
    assert.equal(next.status, 'ready');
    assert.equal(categoryOf(next), undefined);
  });

  it('notes a widget that loads during a payment, and ignores an answer for the one in use', () => {
    const next = loaded(states.authorizing, 'later', true);
    assert.equal(offerOf(next)?.widgets.later, 'shown');
    assert.equal(loaded(states.authorizing, 'now', false), states.authorizing);
  });

  it('keeps a single category selected', () => {
    const sole: CheckoutState = {
      status: 'ready',
      run,
      offer: offerWith({ klarna: 'shown' }),
      category: 'klarna',
      notice: undefined,
    };
    assert.equal(transition(sole, { type: 'select', category: undefined }), sole);
  });

  it('does not select a category that Klarna does not offer', () => {
    const state: CheckoutState = {
      ...states['ready, none chosen'],
      offer: offerWith({ now: 'shown', later: 'not-offered' }),
    };
    assert.equal(transition(state, { type: 'select', category: 'later' }), state);
  });

  it('keeps the old offer while it prepares again', () => {
    const next = transition(states['ready, shown one chosen'], { type: 'prepare', run: run + 1 });
    assert.equal(offerOf(next), offer);
    assert.equal(categoryOf(next), 'now');
  });

  it('keeps a choice made after a failure for the next try', () => {
    for (const broken of [states.failed, states.unavailable]) {
      const chosen = transition(broken, { type: 'select', category: 'later' });
      const next = transition(chosen, { type: 'prepare', run: run + 1 });
      assert.equal(categoryOf(next), 'later');
      const opened = transition(next, { type: 'session-opened', run: run + 1, session: sessionOf('now', 'more') });
      assert.equal(categoryOf(opened), undefined);
    }
  });

  it('drops the notice when the shopper chooses again', () => {
    const next = transition(states['ready, shown one chosen'], { type: 'select', category: 'later' });
    assert.deepEqual(next, { status: 'ready', run, offer, category: 'later', notice: undefined });
  });

  it('shows the notice of its preparation when it is ready', () => {
    const notice = { kind: 'cart-changed' } as const;
    const next = transition(states['ready, none chosen'], { type: 'prepare', run: run + 1, notice });
    const again = transition(next, { type: 'prepare', run: run + 2 });
    assert.deepEqual('notice' in again && again.notice, notice);
    const opened = transition(again, { type: 'session-opened', run: run + 2, session: sessionOf('klarna') });
    const ready = transition(opened, { type: 'widget-loaded', run: run + 2, category: 'klarna', show_form: true });
    assert.deepEqual(ready.status === 'ready' && ready.notice, notice);
  });

  it('loads its widgets again after another session took Klarna’s script, except refused ones', () => {
    const state: CheckoutState = {
      ...states['ready, none chosen'],
      offer: offerWith({ now: 'shown', later: 'not-offered' }),
    };
    const next = transition(state, { type: 'widgets-lost' });
    assert.deepEqual(offerOf(next)?.widgets, { now: 'loading', later: 'not-offered' });
    assert.equal(transition(next, { type: 'authorize' }), next);
  });

  it('keeps its offer if another session took Klarna’s script before the widgets loaded', () => {
    const state = states['preparing, session there'];
    const next = transition(state, { type: 'widgets-lost', run });
    assert.deepEqual([next.status, offerOf(next)], ['ready', offerOf(state)]);
    assert.equal(transition(state, { type: 'widgets-lost', run: run - 1 }), state);
    const unknown = states['preparing, nothing known'];
    assert.equal(transition(unknown, { type: 'widgets-lost', run }), unknown);
  });

  it('stays authorized if the shopper closes the last step, and repeats that step', () => {
    for (const call of ['finalize', 'reauthorize'] as const) {
      const next = transition({ ...authorizing, call }, { type: 'closed', at_once: false });
      const notice = { kind: 'closed', at_once: false };
      assert.deepEqual(next, {
        ...authorized,
        held: true,
        taken: false,
        notice,
        step: call,
        authorization_token: undefined,
      });
    }
  });

  it('continues with an authorization of an earlier page', () => {
    const waiting = open(sessionOf('now', 'later'));
    const next = transition(waiting, { ...resumed, next: { step: 'order', authorization_token: 'token' } });
    const ordering = transition(next, { type: 'order' });
    assert.deepEqual(ordering, { status: 'ordering', ...approval, offer: offerOf(waiting) });
  });

  it('resumes an order without an offer', () => {
    const older = { ...approval, offer: undefined };
    const next = transition(preparing, { type: 'order-resumed', run, approval: older });
    assert.deepEqual(next, { status: 'ordering', ...older });
    assert.equal(offerOf(next), undefined);
  });

  it('returns to the same offer if the shopper closes Klarna', () => {
    const next = transition(states.authorizing, { type: 'closed', at_once: true });
    const notice = { kind: 'closed', at_once: true };
    assert.deepEqual(next, { status: 'ready', run, offer, category: 'now', notice });
  });

  it('keeps the authorization if only the order failed, and orders again with the same token', () => {
    const failed = transition(states.ordering, { type: 'order-failed', error, approval_lives: true });
    assert.deepEqual(failed, { status: 'failed', error, category: 'now', approval });
    assert.deepEqual(transition(failed, { type: 'order' }), states.ordering);
  });

  it('orders an authorization of an earlier page without asking the shopper', () => {
    const session = { ...sessionOf('now', 'later'), authorization_token: 'token' };
    const next = open(session);
    assert.equal(next.status, 'failed');
    const ordering = transition(next, { type: 'order' });
    assert.equal(ordering.status, 'ordering');
    assert.equal('authorization_token' in ordering && ordering.authorization_token, 'token');
  });

  it('fails with `interrupted` if the element leaves while the shopper is at Klarna', () => {
    const next = transition(states.authorizing, { type: 'leave' });
    assert.equal(next.status === 'failed' && next.error.reason, 'interrupted');
  });

  it('drops an authorization that is used up', () => {
    const failed = transition(states.ordering, { type: 'order-failed', error, approval_lives: false });
    assert.deepEqual(failed, { status: 'failed', error, category: 'now', approval: undefined });
  });
});
