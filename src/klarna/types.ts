/**
 * The wire format of Klarna Payments v1, in Klarna's spelling.
 *
 * Amounts are integers in minor units of the currency (cents, öre); rates carry two implied decimals
 * (`2500` is 25 %). Source: Klarna's API reference for `/payments/v1` and recorded playground traffic.
 * The types contain the fields that Klarna names. Klarna *accepts* less: see `order-arithmetic.ts`.
 */

/** The use of an authorization: place an order, make a customer token, or both. */
export type Intent = 'buy' | 'tokenize' | 'buy_and_tokenize' | 'buy_and_default_tokenize';

export const INTENTS: readonly Intent[] = ['buy', 'tokenize', 'buy_and_tokenize', 'buy_and_default_tokenize'];

/** Known values of `payment_method_categories[].identifier`. Accounts may have others, so the type is open. */
type PaymentMethodCategoryIdentifier =
  | 'klarna'
  | 'pay_now'
  | 'pay_later'
  | 'pay_over_time'
  | 'direct_bank_transfer'
  | 'direct_debit'
  | (string & {});

export interface PaymentMethodCategory {
  identifier: PaymentMethodCategoryIdentifier;
  /** In the language of the session's `locale`. Show it unchanged. */
  name: string;
  /** May be an empty object (recorded in read sessions). */
  asset_urls?: { descriptive?: string; standard?: string };
}

export type OrderLineType =
  | 'physical'
  | 'discount'
  | 'shipping_fee'
  | 'sales_tax'
  | 'digital'
  | 'gift_card'
  | 'store_credit'
  | 'surcharge';

export const ORDER_LINE_TYPES: readonly OrderLineType[] = [
  'physical',
  'discount',
  'shipping_fee',
  'sales_tax',
  'digital',
  'gift_card',
  'store_credit',
  'surcharge',
];

export interface Subscription {
  /** 1 to 255 characters; the same at session, order and token order. */
  name: string;
  interval: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';
  /** At least 1. */
  interval_count: number;
}

export interface OrderLine {
  type?: OrderLineType;
  reference?: string;
  name: string;
  /** Whole items; Klarna refuses fractions. */
  quantity: number;
  quantity_unit?: string;
  /** Tax included (US: excluded), before discount. */
  unit_price: number;
  tax_rate?: number;
  /** `quantity × unit_price − total_discount_amount`. */
  total_amount: number;
  total_discount_amount?: number;
  total_tax_amount?: number;
  image_url?: string | null;
  product_url?: string | null;
  merchant_data?: string;
  product_identifiers?: Record<string, string>;
  subscription?: Subscription;
}

/** Values of `customer.organization_entity_type`, by Klarna's schema. */
export const ORGANIZATION_ENTITY_TYPES: readonly string[] = [
  'LIMITED_COMPANY',
  'PUBLIC_LIMITED_COMPANY',
  'ENTREPRENEURIAL_COMPANY',
  'LIMITED_PARTNERSHIP_LIMITED_COMPANY',
  'LIMITED_PARTNERSHIP',
  'GENERAL_PARTNERSHIP',
  'REGISTERED_SOLE_TRADER',
  'SOLE_TRADER',
  'CIVIL_LAW_PARTNERSHIP',
  'PUBLIC_INSTITUTION',
  'OTHER',
];

/** The address for `authorize()`. Every field is optional: Klarna asks the shopper for the others. */
export interface Address {
  title?: string;
  given_name?: string;
  family_name?: string;
  organization_name?: string;
  attention?: string;
  email?: string;
  phone?: string;
  street_address?: string;
  street_address2?: string;
  postal_code?: string;
  city?: string;
  /** Mandatory in US and AU, in the short form (`OH`, `QLD`). */
  region?: string;
  /** ISO 3166 alpha-2. Overrides `purchase_country` when different. */
  country?: string;
}

export interface Customer {
  /** `yyyy-mm-dd`. */
  date_of_birth?: string;
  gender?: 'male' | 'female';
  title?: string;
  type?: 'person' | 'organization';
  last_four_ssn?: string;
  national_identification_number?: string;
  organization_registration_id?: string;
  organization_entity_type?: string;
  vat_id?: string;
}

/** Details that go with `authorize()` and never before it (Klarna's GDPR rule). */
export interface CustomerDetails {
  billing_address?: Address;
  shipping_address?: Address;
  customer?: Customer;
}

export interface MerchantUrls {
  /** The page that the shopper sees after Klarna's redirect. */
  confirmation?: string;
  /** Klarna posts here about pending orders. */
  notification?: string;
  push?: string;
  /** Klarna posts here about every approved authorization. */
  authorization?: string;
  /** Returns to an app, with the app's own scheme and not http(s). */
  app_return_url?: string;
}

/** The cart: the part of a session that names the goods and the amounts. */
export interface Order {
  /** ISO 3166 alpha-2. */
  purchase_country: string;
  /** ISO 4217; must be the country's own. */
  purchase_currency: string;
  /** BCP 47, e.g. `de-DE`. */
  locale?: string;
  /** Minor units, tax and discounts included. */
  order_amount: number;
  /** Minor units. */
  order_tax_amount?: number;
  /** 1 to 1000. */
  order_lines: OrderLine[];
  merchant_reference1?: string;
  merchant_reference2?: string;
  merchant_data?: string;
  merchant_urls?: MerchantUrls;
}

/** `POST /payments/v1/sessions`. It has no personal details: they go with `authorize()`. */
export interface SessionRequest extends Order {
  /** The kind of customer; a person if absent. Klarna needs it with the session. */
  customer?: Pick<Customer, 'type' | 'organization_entity_type'>;
  intent?: Intent;
  acquiring_channel?: 'ECOMMERCE' | 'IN_STORE' | 'TELESALES';
  custom_payment_method_ids?: string[];
  design?: string;
  options?: Record<string, string>;
  attachment?: { content_type: string; body: string };
}

/** 200 of `POST /payments/v1/sessions`. */
export interface SessionCreated {
  session_id: string;
  /** A JWT for the browser, without `exp`. */
  client_token: string;
  payment_method_categories: PaymentMethodCategory[];
}

/** 200 of `GET /payments/v1/sessions/{session_id}`. Customer details appear only after authorization. */
export interface SessionRead extends Omit<SessionRequest, 'customer'>, CustomerDetails {
  client_token: string;
  payment_method_categories: PaymentMethodCategory[];
  status: 'incomplete' | 'complete';
  /** ISO date-time, 48 hours after creation. */
  expires_at: string;
  /** Present once the shopper has authorized the session; it lives 60 minutes. */
  authorization_token?: string | undefined;
}

/** `POST /payments/v1/authorizations/{authorization_token}/order`. */
export interface OrderRequest extends Order, CustomerDetails {
  auto_capture?: boolean;
  custom_payment_method_ids?: string[];
}

/** 200 of the same. */
export interface OrderCreated {
  order_id: string;
  fraud_status: 'ACCEPTED' | 'PENDING';
  /** Absent when the session had no confirmation URL. */
  redirect_url?: string;
  /** An object by the schema and in recordings, a bare string in some of Klarna's samples. */
  authorized_payment_method?: { type: string; number_of_days?: number; number_of_installments?: number } | string;
}

/** The body of most of Klarna's 4xx and 5xx answers. But a 401 is HTML, and a 429 is empty. */
export interface KlarnaErrorBody {
  error_code: string;
  error_messages: string[];
  correlation_id: string;
}
