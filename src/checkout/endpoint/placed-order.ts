import { isRecord } from '../../klarna/is-record.ts';
import { KlarnaCheckoutError } from '../errors.ts';
import { isText, toText } from '../text.ts';
import { parseUrl } from './parse-url.ts';

/** Klarna's token of a subscription: the shop charges it later. */
export interface CustomerToken {
  readonly token_id: string;
  readonly [key: string]: unknown;
}

/** The order that exists now, as `POST {endpoint}/order` answers it. */
export interface PlacedOrder {
  /** Absent if the session's intent is `tokenize`: then there is a `customer_token` and no order. */
  readonly order_id?: string | undefined;
  /** Present if the session's intent includes a token. */
  readonly customer_token?: CustomerToken | undefined;
  /** `PENDING`: Klarna is still deciding, usually for some hours. Do not ship before. */
  readonly fraud_status?: string | undefined;
  /** The address that Klarna wants the browser to open next. Absent if the session has no confirmation URL. */
  readonly redirect_url?: string | undefined;
  /** The endpoint may add fields of its own. */
  readonly [key: string]: unknown;
}

/** @throws {KlarnaCheckoutError} `order` with reason `bad-response` */
export function readPlacedOrder(value: unknown, source: string): PlacedOrder {
  const { order_id, customer_token, fraud_status, redirect_url } = isRecord(value) ? value : {};
  const placed = {
    order_id: toText(order_id),
    customer_token: isCustomerToken(customer_token) ? customer_token : undefined,
  };
  if (!isRecord(value) || (!placed.order_id && !placed.customer_token)) {
    throw new KlarnaCheckoutError('order', `${source} did not answer with an \`order_id\` or a \`customer_token\`.`, {
      reason: 'bad-response',
    });
  }
  return {
    ...value,
    ...placed,
    fraud_status: typeof fraud_status === 'string' ? fraud_status : undefined,
    redirect_url: isWebAddress(redirect_url) ? redirect_url : undefined,
  };
}

const isCustomerToken = (value: unknown): value is CustomerToken => isRecord(value) && isText(value.token_id);

/** The checkout must never open a `javascript:` address. */
function isWebAddress(value: unknown): value is string {
  const url = typeof value === 'string' ? parseUrl(value, globalThis.document?.baseURI) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol);
}
