import { isRecord } from '../klarna/is-record.ts';
import { KlarnaCheckoutError } from './errors.ts';

/** The order that exists now, as `POST {endpoint}/order` answers it. */
export interface PlacedOrder {
  readonly order_id: string;
  /** `PENDING`: Klarna still decides, usually within hours; do not ship before. */
  readonly fraud_status?: string | undefined;
  /** Where Klarna wants the browser to go next. Absent where the session has no confirmation URL. */
  readonly redirect_url?: string | undefined;
  /** What else the endpoint said. */
  readonly [key: string]: unknown;
}

/** @throws {KlarnaCheckoutError} `order` with reason `bad-response` */
export function readPlacedOrder(value: unknown, source: string): PlacedOrder {
  if (!isRecord(value) || typeof value.order_id !== 'string' || value.order_id === '') {
    throw new KlarnaCheckoutError('order', `${source} did not answer with an \`order_id\`.`, {
      reason: 'bad-response',
    });
  }
  const { order_id, fraud_status, redirect_url } = value;
  return {
    ...value,
    order_id,
    fraud_status: typeof fraud_status === 'string' ? fraud_status : undefined,
    redirect_url: isWebAddress(redirect_url) ? redirect_url : undefined,
  };
}

/** A `javascript:` address must never be followed, whoever sent it. */
function isWebAddress(value: unknown): value is string {
  const base = globalThis.document?.baseURI;
  return typeof value === 'string' && URL.canParse(value, base) && /^https?:$/.test(new URL(value, base).protocol);
}
