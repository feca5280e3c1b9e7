/** The simulator, with at most one fault, with refused orders, and with a turn before and after each call. */
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import type { Random } from '../../support/random.ts';
import type { PurchaseLog } from './purchase-log.ts';
import { PASSWORD } from './shop.ts';
import type { createTurns } from './turns.ts';

type Refusal = [status: number, error_code: string];

/** Klarna refuses the order of an authorization in one of these ways, each time. */
const REFUSALS: [Refusal, ...Refusal[]] = [
  [409, 'NOT_MATCHING'],
  [400, 'BAD_VALUE'],
  [403, 'REJECTED'],
  [403, 'NOT_ALLOWED'],
];
const REFUSED = 0.2;

/** A single fault in a purchase, at a random call. */
const FAULTS = ['none', 'none', 'not carried out', 'answer lost', 'shop'] as const;
/** More calls than a purchase has. */
const LAST_CALL = 60;

interface Settings {
  seed: number;
  random: Random;
  turns: ReturnType<typeof createTurns>;
  log: PurchaseLog;
  /** Klarna answers an order, perhaps for the second time. */
  onOrder(authorization_token: string, order_id: string): void;
}

export function createRandomKlarna({ seed, random, turns, log, onOrder }: Settings) {
  const klarna = createKlarnaSimulator({ username: 'PK1', password: PASSWORD, seed });
  const kind = random.pick(FAULTS);
  const faultyCall = random.integer(1, LAST_CALL);
  const state = { calls: 0, isFaulty: false, isOver: false };
  const refusals = new Map<string, { session_id: string; status: number; error_code: string }>();
  const tokenOf = new Map<string, string>();

  const isDue = (wanted: (typeof FAULTS)[number]): boolean => {
    if (state.isOver || state.isFaulty || kind !== wanted || state.calls < faultyCall) return false;
    state.isFaulty = true;
    log.note(`FAULT ${wanted}`);
    return true;
  };
  const findSession = (session_id: string | undefined) =>
    klarna.sessions().find((one) => one.session_id === session_id);
  /** A session that has its order refuses every other one in its own way. */
  const findRefusal = (authorization_token: string): Response | undefined => {
    const { session_id, status = 403, error_code } = refusals.get(authorization_token) ?? {};
    if (findSession(session_id)?.status !== 'incomplete') return undefined;
    return Response.json({ error_code, error_messages: [] }, { status });
  };
  return {
    klarna,
    state,
    /** The customer token of each authorization. */
    tokenOf,
    isDue,
    findSession,
    /** The shopper authorizes. @returns undefined if the session is over */
    authorize(session_id: string | undefined, mayRefuse: boolean): string | undefined {
      if (session_id === undefined || findSession(session_id)?.status !== 'incomplete') return undefined;
      const { authorization_token } = klarna.authorize(session_id);
      if (!authorization_token) return undefined;
      const [status, error_code] = mayRefuse && random.chance(REFUSED) ? random.pick(REFUSALS) : [];
      if (status && error_code) refusals.set(authorization_token, { session_id, status, error_code });
      log.note(`${log.nameOf(session_id)} ${log.nameOf(authorization_token, 'T')} authorized ${error_code ?? ''}`);
      return authorization_token;
    },
    async send(request: Request): Promise<Response> {
      await turns.wait();
      state.calls += 1;
      const { pathname } = new URL(request.url);
      const call = `${request.method} ${log.shorten(pathname).replace(/.*\/v1\//, '')}`;
      if (isDue('not carried out')) {
        log.note(`${call} → 429`);
        return new Response(null, { status: 429 });
      }
      const [, authorization_token = '', path = ''] = /\/authorizations\/([^/]+)\/?(.*)$/.exec(pathname) ?? [];
      const answer = (path === 'order' && findRefusal(authorization_token)) || (await klarna(request));
      const text = await answer.text();
      const body = text.startsWith('{') ? JSON.parse(text) : {};
      if (body.order_id !== undefined) onOrder(authorization_token, body.order_id);
      if (body.token_id !== undefined) {
        log.nameOf(body.token_id, 'C');
        tokenOf.set(authorization_token, body.token_id);
      }
      log.note(`${call} → ${answer.status} ${body.error_code ?? log.shorten(body.authorization_token ?? '')}`);
      const isLost = isDue('answer lost');
      await turns.wait();
      return isLost ? new Response('{"', { status: 200 }) : new Response(text || null, answer);
    },
  };
}

export type RandomKlarna = ReturnType<typeof createRandomKlarna>;
