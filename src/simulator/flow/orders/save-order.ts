import type { CustomerDetails, MerchantUrls, OrderCreated, OrderRequest } from '../../../klarna/types.ts';
import type { OrderRecord, Pending } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { capture } from '../management/capture.ts';
import { orderExpiry } from './order-life.ts';
import { paymentMethodOf } from './payment-method.ts';
import { scheduleDecision } from './pending.ts';

interface NewOrder {
  origin: Pick<OrderRecord, 'session_id' | 'authorization_token' | 'token_id'>;
  payment_method_category: string;
  request: OrderRequest;
  details: CustomerDetails;
  /** The order's URLs; a missing one comes from the session. */
  merchant_urls: MerchantUrls;
  pending?: Pending | undefined;
  /** Called with the order's id. Undefined means no redirect. */
  redirect_url: (order_id: string) => string | undefined;
}

/** Stores a new order, placed with or without the shopper. */
export function saveOrder(state: State, order: NewOrder): OrderRecord {
  const { origin, payment_method_category, request, details, merchant_urls, pending } = order;
  const order_id = state.ids.uuid();
  const created_at = state.now();
  const fraud_status = pending ? 'PENDING' : 'ACCEPTED';
  const redirect_url = order.redirect_url(order_id);
  const { type } = paymentMethodOf(payment_method_category, request.purchase_country);
  const reply: OrderCreated = {
    order_id,
    ...(redirect_url && { redirect_url }),
    fraud_status,
    // Recorded with `type` alone, although the schema has days and instalments too.
    authorized_payment_method: state.bare_payment_method ? type : { type },
  };
  const { confirmation, notification } = merchant_urls;
  const { order_amount, order_lines, merchant_reference1, merchant_reference2 } = request;
  const record: OrderRecord = {
    order_id,
    ...origin,
    klarna_reference: `K${state.ids.letters(6)}`,
    payment_method_category,
    created_at,
    expires_at: orderExpiry(created_at),
    request,
    current: {
      order_amount,
      order_lines,
      ...(merchant_reference1 && { merchant_reference1 }),
      ...(merchant_reference2 && { merchant_reference2 }),
    },
    details,
    reply,
    ...(confirmation && { confirmation }),
    ...(notification && { notification }),
    status: 'AUTHORIZED',
    fraud_status,
    captures: [],
    refunds: [],
    shipping_info: [],
    released_amount: 0,
  };
  state.orders.set(order_id, record);
  if (pending) scheduleDecision(state, record, pending);
  // A pending order is captured after the decision, because Klarna forbids it before.
  else if (request.auto_capture) capture(state, record, { captured_amount: order_amount, order_lines });
  return record;
}
