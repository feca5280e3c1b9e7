import { isRecord } from '../../klarna/is-record.ts';
import { KlarnaCheckoutError } from '../errors.ts';
import { parseUrl } from './parse-url.ts';

/** What was made of a session that subscribes: the shop charges it later. */
export interface CustomerToken {
  readonly token_id: string;
  readonly [key: string]: unknown;
}

/** The order that exists now, as `POST {endpoint}/order` answers it. */
export interface PlacedOrder {
  /** Absent where the session's intent is `tokenize`: then there is a `customer_token` and nothing was bought. */
  readonly order_id?: string | undefined;
  /** Where the session's intent makes one. */
  readonly customer_token?: CustomerToken | undefined;
  /** `PENDING`: Klarna still decides, usually within hours; do not ship before. */
  readonly fraud_status?: string | undefined;
  /** Where Klarna wants the browser to go next. Absent where the session has no confirmation URL. */
  readonly redirect_url?: string | undefined;
  /** What else the endpoint said. */
  readonly [key: string]: unknown;
}

/** @throws {KlarnaCheckoutError} `order` with reason `bad-response` */
export function readPlacedOrder(value: unknown, source: string): PlacedOrder {
  const { order_id, customer_token, fraud_status, redirect_url } = isRecord(value) ? value : {};
  const placed = {
    order_id: isId(order_id) ? order_id : undefined,
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

const isId = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isCustomerToken = (value: unknown): value is CustomerToken => isRecord(value) && isId(value.token_id);

/** A `javascript:` address must never be followed, whoever sent it. */
function isWebAddress(value: unknown): value is string {
  const url = typeof value === 'string' ? parseUrl(value, globalThis.document?.baseURI) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol);
}
