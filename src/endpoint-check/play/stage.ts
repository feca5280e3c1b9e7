/** Gives a rule its means: be a shopper, let Klarna authorize, play Klarna's servers, look at what Klarna has. */
import { isRecord } from '../../klarna/is-record.ts';
import type { Intent } from '../../klarna/types.ts';
import type { SessionRecord } from '../../simulator/state/records.ts';
import { TEST_MARKETS, testPerson } from '../../simulator/testing/test-person.ts';
import type { RecordingKlarna } from './klarna.ts';
import { type Answer, describe, Shopper, toAnswer } from './shopper.ts';
import { expectThat, NotChecked } from './verdict.ts';

/** Klarna has a test person for each of its markets. */
function personOf(country: string) {
  const market = TEST_MARKETS.find((known) => known === country.toUpperCase());
  if (market === undefined) throw new NotChecked(`Klarna has no test person in ${country}`);
  return testPerson(market);
}

export interface StageOptions {
  /** The mount of the endpoint. */
  readonly url: string;
  readonly klarna: RecordingKlarna;
  /** Posted for each new shopper; `{intent}` in it becomes an intent. */
  readonly cartUrl?: string | undefined;
  /** Posted to change the shopper's cart. */
  readonly changeCartUrl?: string | undefined;
  /** Returns the saved orders as a JSON list of `order_id`, or of objects that have one. */
  readonly ordersUrl?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof globalThis.fetch;
}

/** A shopper with an open session. */
export interface OpenedSession {
  readonly shopper: Shopper;
  readonly answer: Answer;
  /** The session as Klarna has it. */
  readonly session: SessionRecord;
}

/** A shopper whom Klarna has authorized. `ids` is the body of `POST /order`. */
export interface Authorized extends OpenedSession {
  readonly ids: { authorization_token: string; session_id: string };
}

export class Stage {
  readonly klarna: RecordingKlarna;
  readonly answers: Answer[] = [];
  readonly #options: StageOptions;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: StageOptions) {
    this.#options = options;
    this.klarna = options.klarna;
    this.#fetch = options.fetch ?? globalThis.fetch;
  }

  get offersIntents(): boolean {
    return this.#options.cartUrl?.includes('{intent}') ?? false;
  }

  get isSecure(): boolean {
    return this.#options.url.startsWith('https:');
  }

  /** A browser without cookies, with a filled cart if the check knows how. */
  async arrive(intent: Intent = 'buy'): Promise<Shopper> {
    const { url, headers = {}, cartUrl } = this.#options;
    const shopper = new Shopper({ url, headers, fetch: this.#fetch, answers: this.answers });
    if (cartUrl !== undefined) {
      const answer = await shopper.visit(cartUrl.replaceAll('{intent}', intent), 'POST');
      expectThat(answer.status < 400, 'the address of --cart-url to fill the cart', describe(answer));
    }
    return shopper;
  }

  async open(intent?: Intent): Promise<OpenedSession> {
    const shopper = await this.arrive(intent);
    const answer = await shopper.post('/session');
    return { shopper, answer, session: this.sessionOf(answer) };
  }

  async authorize(intent?: Intent): Promise<Authorized> {
    return this.authorizeOpened(await this.open(intent));
  }

  /** The shopper authorizes at Klarna, with the details of Klarna's test person. */
  authorizeOpened(opened: OpenedSession): Authorized {
    const { session_id, request } = opened.session;
    const { simulator } = this.klarna;
    const { authorization_token } = simulator.authorize(session_id, { data: personOf(request.purchase_country) });
    if (authorization_token === undefined) throw new NotChecked('the offline Klarna did not authorize this cart');
    return { ...opened, ids: { authorization_token, session_id } };
  }

  async changeCart(shopper: Shopper): Promise<void> {
    const answer = await shopper.visit(this.requireChangeCart(), 'POST');
    expectThat(answer.status < 400, 'the address of --change-cart-url to change the cart', describe(answer));
  }

  requireChangeCart(): string {
    const { changeCartUrl } = this.#options;
    if (changeCartUrl === undefined) throw new NotChecked('it needs --change-cart-url');
    return changeCartUrl;
  }

  /** Ends a rule that is not about this endpoint. */
  leaveOut(why: string): never {
    throw new NotChecked(why);
  }

  /** Posts like Klarna's servers: without cookies. */
  async callBack({ session }: OpenedSession, body: unknown): Promise<Answer> {
    const url = session.request.merchant_urls?.authorization;
    if (url === undefined) throw new NotChecked('the endpoint gives Klarna no merchant_urls.authorization');
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await toAnswer(await this.#fetch(url, init));
    this.answers.push(answer);
    return answer;
  }

  async savedOrders(shopper: Shopper): Promise<string[]> {
    const { ordersUrl } = this.#options;
    if (ordersUrl === undefined) throw new NotChecked('it needs --orders-url');
    const { list } = await shopper.visit(ordersUrl, 'GET');
    expectThat(list, 'a JSON list at --orders-url', 'something else');
    return list.map((entry) => (isRecord(entry) ? String(entry.order_id) : String(entry)));
  }

  ordersOf({ session }: OpenedSession): { order_id: string; amount: number }[] {
    const orders = this.klarna.simulator.orders().filter(({ session_id }) => session_id === session.session_id);
    return orders.map(({ order_id, request }) => ({ order_id, amount: request.order_amount }));
  }

  /** The session at Klarna that an answer of `POST /session` is about. */
  sessionOf(answer: Answer): SessionRecord {
    expectThat(answer.status === 200, '200 of POST /session', describe(answer));
    const { client_token } = answer.body;
    const session = this.klarna.simulator.sessions().find((one) => one.client_token === client_token);
    expectThat(session, 'the client_token of a session of this Klarna', 'another client_token, or none');
    return session;
  }
}
