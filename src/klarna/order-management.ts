/** The wire format of order management v1, for orders after the purchase. Amounts in minor units. */
import type { Address, CustomerDetails, Order, OrderLine } from './types.ts';

export interface ShippingInfo {
  shipping_company?: string;
  shipping_method?: string;
  tracking_number?: string;
  tracking_uri?: string;
  return_shipping_company?: string;
  return_tracking_number?: string;
  return_tracking_uri?: string;
}

/** `POST …/captures`: the goods have left, and the shopper owes the amount. */
export interface CaptureRequest {
  captured_amount: number;
  description?: string;
  reference?: string;
  order_lines?: OrderLine[];
  shipping_info?: ShippingInfo[];
  /** Days. */
  shipping_delay?: number;
}

/** `POST …/refunds`. */
export interface RefundRequest {
  refunded_amount: number;
  description?: string;
  reference?: string;
  order_lines?: OrderLine[];
}

export interface MerchantReferences {
  merchant_reference1?: string;
  merchant_reference2?: string;
}

/** 200 of `GET …/captures/{capture_id}`. The addresses are those of the order when it was captured. */
export interface Capture extends Omit<CaptureRequest, 'shipping_delay'> {
  capture_id: string;
  captured_at: string;
  klarna_reference?: string;
  /** The sum of the refunds whose lines have references of this capture. Other refunds count at the order only. */
  refunded_amount?: number;
  billing_address?: Address;
  shipping_address?: Address;
}

export interface Refund extends RefundRequest {
  refund_id?: string;
  refunded_at: string;
  /** For orders of companies only: Klarna sends the refund as a credit invoice. */
  credit_invoice?: boolean;
}

/** 200 of `GET …/captures/{capture_id}/extend-due-date-options`: days, and the fee in minor units. */
export interface DueDateOptions {
  currency: string;
  options: { number_of_days: number; amount: number }[];
}

/** 200 of `GET /ordermanagement/v1/orders/{order_id}`. */
export interface ManagedOrder extends Order, CustomerDetails {
  order_id: string;
  status: 'AUTHORIZED' | 'PART_CAPTURED' | 'CAPTURED' | 'CANCELLED' | 'EXPIRED' | 'CLOSED';
  fraud_status: 'ACCEPTED' | 'PENDING' | 'REJECTED';
  klarna_reference?: string;
  original_order_amount: number;
  captured_amount: number;
  refunded_amount: number;
  remaining_authorized_amount: number;
  created_at: string;
  /** The last moment for a capture: the midnight (UTC) at which the 28th day begins, unless agreed otherwise with Klarna. */
  expires_at: string;
  captures?: Capture[];
  refunds?: Refund[];
  shipping_info?: ShippingInfo[];
  initial_payment_method?: { type?: string; description?: string; number_of_installments?: number };
}
