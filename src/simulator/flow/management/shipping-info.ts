import type { ShippingInfo } from '../../../klarna/order-management.ts';
import { checkShippingInfo } from '../../checks/management-rules.ts';
import type { State } from '../../state/state.ts';
import { findOrder } from './find-order.ts';
import { checkRoom } from './grow-order.ts';

/** For the whole order. Later captures copy it. */
export function addOrderShippingInfo(state: State, order_id: string, body: Record<string, unknown>): undefined {
  const order = findOrder(state, order_id);
  const { shipping_info } = checkShippingInfo<{ shipping_info: ShippingInfo[] }>(body);
  checkRoom(order, shipping_info);
  order.shipping_info.push(...shipping_info);
  state.orders.set(order_id, order);
}
