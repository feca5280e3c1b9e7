/**
 * What Klarna's published test people get. The address of the e-mail decides, after a `+`:
 * `+denied` and `+reject_reason_…` are refused once the shopper has pressed the button, `+red` is not offered Klarna at
 * all, `+new_user` and `+require_signup` have to sign up in the pop-up first. What `+pend-…` does is in `pending.ts`.
 *
 * The reason of a refusal goes nowhere: Klarna's SDK does not tell it to the page, and there is no order to read it from.
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

/** Klarna's playground takes any six digits as the code that it would have texted, but for these. */
export const isSignUpCode = (code: string): boolean => /^\d{6}$/.test(code) && code !== '999999';
