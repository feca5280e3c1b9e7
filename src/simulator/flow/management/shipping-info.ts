import type { ShippingInfo } from '../../../klarna/order-management.ts';
import { checkShippingInfo } from '../../checks/management-rules.ts';
import type { State } from '../../state/state.ts';
import { findOrder } from './find-order.ts';

/** For the whole order: captures to come take it over. */
export function addOrderShippingInfo(state: State, order_id: string, body: Record<string, unknown>): undefined {
  const order = findOrder(state, order_id);
  order.shipping_info.push(...checkShippingInfo<{ shipping_info: ShippingInfo[] }>(body).shipping_info);
}
