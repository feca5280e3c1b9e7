/**
 * Charges a subscription's customer token, each period once, whatever fails:
 *
 * 1. store a row for the period, before the call to Klarna;
 * 2. call Klarna, with an idempotency key from the row;
 * 3. store the order and update the row, together.
 *
 * Between 1 and 3 there may be a second press, another process, or a restart after a crash. Each repeats the call with
 * the same key, and Klarna answers with the same order.
 */
import { type CustomerTokensApi, KlarnaApiError, type OrderCreated } from '../../../src/server/index.ts';
import { MARKETS } from '../../shop/markets.ts';
import type { StoredOrder } from '../../shop/stored-order.ts';
import { explainChargeRefusal } from '../../shop/subscriptions/explain-charge-refusal.ts';
import { priceCharge } from '../../shop/subscriptions/price-charge.ts';
import type { StoredSubscription } from '../../shop/subscriptions/stored-subscription.ts';
import type { Charge, ChargeRepository } from '../database/charge-repository.ts';
import type { CustomerTokenRepository } from '../database/customer-token-repository.ts';
import type { SubscriptionRepository } from '../database/subscription-repository.ts';
import { HttpError } from '../http/http-error.ts';

interface Parts {
  api: Pick<CustomerTokensApi, 'chargeCustomerToken'>;
  tokens: CustomerTokenRepository;
  subscriptions: SubscriptionRepository;
  charges: ChargeRepository;
  onError: (error: unknown) => void;
  /** ms since the epoch. @default Date.now */
  now?: () => number;
}

/** Klarna stores a key for 24 hours. Afterwards the same call makes another order. */
const KEY_LIFE_MS = 23 * 60 * 60 * 1000;

/**
 * The key names the charge and contains nothing of the token. Its first part is random, so it is unique in the account.
 */
const keyOf = ({ subscription, period, attempt }: Charge) => `${subscription}/${period}/${attempt}`;

/** Klarna has checked the charge and refused it. After any other error, an order may exist. */
const isVerdict = ({ failure, status }: KlarnaApiError) => failure === 'refused' && [400, 403, 404].includes(status);

/** Klarna's `merchant_reference1`. The merchant can find the order by it in the merchant portal. */
const referenceOf = ({ subscription, period }: Charge) => `${subscription}-${period}`;

export class SubscriptionBilling {
  readonly #parts: Parts;
  readonly #now: () => number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
  }

  /**
   * @param period the period to charge; a second call for it charges nothing
   * @returns Klarna's id of the order
   * @throws {HttpError} with a message that says what to do
   */
  async charge(reference: string, period: number): Promise<string> {
    const { subscriptions, charges } = this.#parts;
    const subscription = subscriptions.find(reference);
    if (!subscription) throw new HttpError(404, 'This shop has no subscription with that number.');
    const opened = charges.open(reference, period, this.#now());
    if (opened.state === 'paid') return opened.order_id;
    if (opened.state === 'cancelled') throw new HttpError(409, 'This subscription has ended. Nothing was charged.');
    if (opened.state === 'not-due') throw new HttpError(409, 'Another charge comes first. Load the page again.');
    return this.#ask(subscription, opened.charge);
  }

  /** Charges the unpaid first periods of a session: those of the subscriptions in a mixed cart. Never throws. */
  async chargeFirst(session_id: string): Promise<void> {
    for (const { reference, next } of this.#parts.subscriptions.findBySession(session_id)) {
      if (next.period === 0) await this.#tryToCharge({ subscription: reference, period: 0 });
    }
  }

  /** Repeats the charges that a crash or a lost answer left open. Never throws. */
  async resume(): Promise<void> {
    for (const charge of this.#parts.charges.listOpen()) await this.#tryToCharge(charge);
  }

  async #tryToCharge({ subscription, period }: Pick<Charge, 'subscription' | 'period'>): Promise<void> {
    try {
      await this.charge(subscription, period);
    } catch (error) {
      this.#parts.onError(error);
    }
  }

  async #ask(subscription: StoredSubscription, charge: Charge): Promise<string> {
    const { api, tokens, charges } = this.#parts;
    if (this.#now() - charge.asked_at > KEY_LIFE_MS) {
      throw new HttpError(
        409,
        `Klarna was asked more than a day ago and its answer was lost. A repeat could charge twice: look for ${referenceOf(charge)} in Klarna’s merchant portal.`,
      );
    }
    const token_id = tokens.findByReference(subscription.reference);
    const { order_amount, order_tax_amount, order_lines } = priceCharge(subscription);
    const { currency, locale } = MARKETS[subscription.market];
    const order = {
      purchase_currency: currency,
      locale,
      order_amount,
      order_tax_amount,
      order_lines,
      merchant_reference1: referenceOf(charge),
    };
    let created: OrderCreated;
    try {
      created = await api.chargeCustomerToken(token_id, order, keyOf(charge));
    } catch (error) {
      if (error instanceof KlarnaApiError) throw this.#explain(error, charge);
      throw error;
    }
    charges.pay(charge, this.#toOrder(subscription, charge, created));
    return created.order_id;
  }

  #explain(error: KlarnaApiError, charge: Charge): HttpError {
    const { subscriptions, charges, onError } = this.#parts;
    onError(error);
    if (!isVerdict(error)) {
      return new HttpError(502, 'Klarna gave no clear answer. Press once more: nothing is charged twice.');
    }
    const error_code = error.error_code ?? String(error.status);
    charges.refuse(charge, error_code);
    if (error_code === 'TOKEN_CANCELED') subscriptions.cancel(charge.subscription);
    return new HttpError(409, explainChargeRefusal(error_code));
  }

  #toOrder(subscription: StoredSubscription, charge: Charge, created: OrderCreated): StoredOrder {
    const { order_amount, order_tax_amount, order_lines } = priceCharge(subscription);
    return {
      order_id: created.order_id,
      subscription: subscription.reference,
      reference: referenceOf(charge),
      market: subscription.market,
      currency: MARKETS[subscription.market].currency,
      order_amount,
      order_tax_amount,
      order_lines,
      fraud_status: created.fraud_status,
      created_at: new Date(this.#now()).toISOString(),
    };
  }
}
