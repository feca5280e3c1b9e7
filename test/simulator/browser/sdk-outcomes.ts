/**
 * Klarna's documentation of the SDK's callbacks, one row for each, as an action in a real page.
 * `TOKEN` stands for any token. The rest of a result is compared exactly.
 */
import type { UpdateData } from '../../../src/klarna/sdk.ts';
import { ADDRESS } from '../support/support.ts';

export const TOKEN = '<token>';

export interface SdkOutcome {
  says: string;
  lines: string[];
  method: 'load' | 'authorize' | 'reauthorize' | 'finalize';
  /** The shopper's earlier approval, for the methods that need one. */
  before?: { button: 'Approve' | 'Decline'; auto_finalize: boolean };
  payment_method_category?: string;
  /** The category that was loaded for a widget with an id of its own. */
  loaded?: string;
  auto_finalize?: boolean;
  data?: UpdateData;
  /**
   * The button that the shopper presses in the pop-up. `closes` means the window's own close button. Absent: there is
   * nothing to press.
   */
  shopper?: 'Approve' | 'Decline' | 'Cancel' | 'closes';
  /** The sign-up code that a new customer types first. */
  code?: string;
  result: Record<string, unknown>;
}

const billing = (changes: Partial<typeof ADDRESS> = {}): UpdateData => ({
  billing_address: { ...ADDRESS, ...changes },
});

const MANY_WRONG = {
  street_address: '1',
  city: 'B',
  given_name: '7',
  postal_code: '1',
  family_name: '7',
  email: 'nobody',
};

const line = (number: string): string[] => [`sdk-callbacks-${number}`];

const APPROVED = { approved: true, show_form: true, authorization_token: TOKEN };

export const SDK_OUTCOMES: readonly SdkOutcome[] = [
  { says: 'offered', lines: line('001'), method: 'load', result: { show_form: true } },
  {
    says: 'not offered',
    lines: line('002'),
    method: 'load',
    data: billing({ email: 'anna+red@example.com' }),
    result: { show_form: false },
  },
  {
    says: 'offered, with something to correct',
    lines: line('003'),
    method: 'load',
    data: billing({ email: 'nobody' }),
    result: { show_form: true, error: { invalid_fields: ['billing_address.email'] } },
  },
  {
    says: 'approved',
    lines: line('004'),
    method: 'authorize',
    data: billing(),
    shopper: 'Approve',
    result: { ...APPROVED, finalize_required: false },
  },
  {
    says: 'approved, after signing up with a code',
    lines: line('004'),
    method: 'authorize',
    data: billing({ email: 'anna+require_signup@example.com' }),
    code: '123456',
    shopper: 'Approve',
    result: { ...APPROVED, finalize_required: false },
  },
  {
    says: 'approved, to be finalized: no token yet',
    lines: line('005'),
    method: 'authorize',
    payment_method_category: 'pay_now',
    auto_finalize: false,
    shopper: 'Approve',
    result: { approved: true, show_form: true, finalize_required: true },
  },
  {
    says: 'to be corrected',
    lines: line('007'),
    method: 'authorize',
    data: billing({ email: 'nobody' }),
    result: { approved: false, show_form: true, error: { invalid_fields: ['billing_address.email'] } },
  },
  {
    says: 'to be corrected in many fields',
    lines: line('008'),
    method: 'authorize',
    data: billing(MANY_WRONG),
    result: {
      approved: false,
      show_form: true,
      error: {
        invalid_fields: Object.keys(MANY_WRONG)
          .map((name) => `billing_address.${name}`)
          .sort(),
      },
    },
  },
  {
    says: 'left with Cancel',
    lines: line('009'),
    method: 'authorize',
    shopper: 'Cancel',
    result: { approved: false, show_form: true },
  },
  {
    says: 'left by closing the window',
    lines: line('009'),
    method: 'authorize',
    shopper: 'closes',
    result: { approved: false, show_form: true },
  },
  {
    says: 'declined',
    lines: line('010'),
    method: 'authorize',
    shopper: 'Decline',
    result: { approved: false, show_form: false },
  },
  {
    says: 'declined, a test person: nothing to press',
    lines: line('010'),
    method: 'authorize',
    data: billing({ email: 'customer+denied@email.de' }),
    result: { approved: false, show_form: false },
  },
  {
    says: 'refused, for the widget was loaded with another category',
    lines: line('010'),
    method: 'authorize',
    loaded: 'pay_now',
    result: { approved: false, show_form: false },
  },
  {
    says: 'approved again',
    lines: line('012'),
    method: 'reauthorize',
    before: { button: 'Approve', auto_finalize: true },
    result: APPROVED,
  },
  {
    says: 'refused, for nobody has approved before',
    lines: line('013'),
    method: 'reauthorize',
    before: { button: 'Decline', auto_finalize: true },
    result: { approved: false, show_form: false },
  },
  {
    says: 'declined, a test person',
    lines: line('013'),
    method: 'reauthorize',
    before: { button: 'Approve', auto_finalize: true },
    data: billing({ email: 'customer+denied@email.de' }),
    result: { approved: false, show_form: false },
  },
  {
    says: 'to be corrected',
    lines: line('014'),
    method: 'reauthorize',
    before: { button: 'Approve', auto_finalize: true },
    data: billing({ email: 'nobody' }),
    result: { approved: false, show_form: true, error: { invalid_fields: ['billing_address.email'] } },
  },
  {
    says: 'approved',
    lines: line('015'),
    method: 'finalize',
    before: { button: 'Approve', auto_finalize: false },
    result: APPROVED,
  },
  {
    says: 'refused',
    lines: line('016'),
    method: 'finalize',
    before: { button: 'Decline', auto_finalize: false },
    result: { approved: false, show_form: false },
  },
  {
    says: 'refused, a test person',
    lines: line('016'),
    method: 'finalize',
    before: { button: 'Approve', auto_finalize: false },
    data: billing({ email: 'customer+reject_reason_under_age@email.de' }),
    result: { approved: false, show_form: false },
  },
  {
    says: 'to be corrected',
    lines: line('017'),
    method: 'finalize',
    before: { button: 'Approve', auto_finalize: false },
    data: billing({ email: 'nobody' }),
    result: { approved: false, show_form: true, error: { invalid_fields: ['billing_address.email'] } },
  },
  {
    says: 'approved, though nothing was to be finalized',
    lines: line('018'),
    method: 'finalize',
    before: { button: 'Approve', auto_finalize: true },
    result: APPROVED,
  },
];
