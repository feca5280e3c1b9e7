/** The wire format of customer tokens: a shopper's permission for later purchases. */
import type { Address, Customer, OrderLine } from './types.ts';

/** `POST /payments/v1/authorizations/{authorization_token}/customer-token`. */
export interface CustomerTokenRequest {
  purchase_country: string;
  purchase_currency: string;
  locale: string;
  /** The purpose of the token, 1 to 255 characters. */
  description: string;
  intended_use: 'SUBSCRIPTION';
  billing_address?: Address;
  customer?: Customer;
}

/** 200 of the same. */
export interface CustomerTokenCreated {
  token_id: string;
  redirect_url?: string;
  payment_method_reference?: string;
  billing_address?: Address;
  customer?: Customer;
}

/** 200 of `GET /customer-token/v1/tokens/{token_id}`. Tokens do not expire. */
export interface CustomerTokenRead {
  status: 'ACTIVE' | 'CANCELLED' | 'SUSPENDED';
  payment_method_type?: string;
  card?: { brand?: string; expiry_date?: string; masked_number?: string };
  direct_debit?: { masked_number?: string };
}

/** `POST /customer-token/v1/tokens/{token_id}/order`. All amounts are required here, in minor units. */
export interface CustomerTokenOrder {
  purchase_currency: string;
  /** At least 1. */
  order_amount: number;
  order_tax_amount: number;
  order_lines: OrderLine[];
  auto_capture?: boolean;
  locale?: string;
  merchant_data?: string;
  merchant_reference1?: string;
  merchant_reference2?: string;
  merchant_urls?: { confirmation: string; push?: string };
  shipping_address?: Address;
}
