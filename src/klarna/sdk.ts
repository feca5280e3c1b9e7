/**
 * The part of `Klarna.Payments` (SDK v1, `kp/lib/v1/api.js`) that this package uses.
 *
 * Nothing returns a promise. Results come through the callback. On misuse the SDK first calls the callback with the negative
 * result and then throws, so a caller must settle once.
 * Source: Klarna's SDK reference; callback-then-throw was read out of Klarna's published script.
 */
import type { CustomerDetails, Order } from './types.ts';

export interface LoadOptions {
  /** An element in the light DOM, because the SDK finds its frames with `document.getElementById`. */
  container: HTMLElement | string;
  payment_method_category?: string;
  payment_method_categories?: string[];
  instance_id?: string;
  preferred_payment_method?: string;
}

export interface LoadResult {
  show_form: boolean;
  error?: { invalid_fields?: string[] };
}

export interface AuthorizeOptions {
  payment_method_category?: string;
  instance_id?: string;
  auto_finalize?: boolean;
}

/** Klarna may add other keys. Ignore them. */
export interface AuthorizeResult {
  approved?: boolean;
  show_form?: boolean;
  authorization_token?: string;
  /** Older versions of the SDK send it with `approved: false`, so test this field first. */
  finalize_required?: boolean;
  error?: { invalid_fields?: string[] };
}

export type UpdateData = Partial<Order> & CustomerDetails;

export interface KlarnaPayments {
  init(options: { client_token: string }): unknown;
  load(options: LoadOptions, data: UpdateData, callback: (result: LoadResult) => void): void;
  authorize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void;
  reauthorize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void;
  finalize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void;
  loadPaymentReview(options: { container: HTMLElement | string }, callback: (result: LoadResult) => void): void;
  on(event: SdkEvent, handler: (payload?: number) => void): void;
  off(event: SdkEvent, handler?: (payload?: number) => void): void;
}

export type SdkEvent = 'heightChanged' | 'fullscreenOverlayShown' | 'fullscreenOverlayHidden';

/** Klarna serves the script here, for the playground and for production. */
export const KLARNA_SDK_URL = 'https://x.klarnacdn.net/kp/lib/v1/api.js';

declare global {
  interface Window {
    Klarna?: { Payments?: KlarnaPayments };
    /** The script calls it once when `Klarna.Payments` is ready. There is only one, so call an existing function too. */
    klarnaAsyncCallback?: () => void;
  }
}
