/**
 * The results of Klarna's published test people. The tag after `+` in the e-mail address decides.
 * `+denied` and `+reject_reason_…` are refused after the shopper has pressed the button.
 * `+red` is not offered Klarna at all. `+new_user` and `+require_signup` must sign up in the pop-up first.
 * `pending.ts` handles `+pend-…`.
 *
 * The reason of a refusal is not passed on: Klarna's SDK does not tell it to the page, and there is no order that could
 * name it.
 */
import type { CustomerDetails } from '../../../klarna/types.ts';

type Test = (tag: string) => boolean;

const hasTag = ({ billing_address, shipping_address }: CustomerDetails, test: Test): boolean =>
  [billing_address, shipping_address].some((address) =>
    address?.email?.split('@')[0]?.toLowerCase().split('+').slice(1).some(test),
  );

/** The pre-assessment: `load` answers `show_form: false`. */
export const isNotOffered = (details: CustomerDetails): boolean => hasTag(details, (tag) => tag === 'red');

export const isDenied = (details: CustomerDetails): boolean =>
  hasTag(details, (tag) => tag === 'denied' || tag.startsWith('reject_reason_'));

export const mustSignUp = (details: CustomerDetails): boolean =>
  hasTag(details, (tag) => tag === 'new_user' || tag === 'require_signup');

/** Klarna's playground accepts any six digits as the code of its text message, except these. */
export const isSignUpCode = (code: string): boolean => /^\d{6}$/.test(code) && code !== '999999';
