import type { Step } from '../../script/step.ts';

interface Choice {
  label: string;
  /** The purpose of the step, shown on hover. */
  title: string;
  step: Step;
}

/** The steps for the next `authorize()` that have a button. */
export const SHOPPER_CHOICES: readonly Choice[] = [
  { label: 'Approve', title: 'approved: true with a token', step: { outcome: 'approve' } },
  { label: 'Decline', title: 'show_form: false, Klarna is over for this order', step: { outcome: 'decline' } },
  { label: 'Cancel', title: 'The shopper closes the window', step: { outcome: 'cancel' } },
  { label: 'Bad e-mail', title: 'invalid_fields: billing_address.email', step: { outcome: 'invalid' } },
  {
    label: 'Pending, accepted',
    title: 'The order is PENDING; accepted after 5 minutes of the clock',
    step: { outcome: 'pending', decision: 'accept' },
  },
  {
    label: 'Pending, rejected',
    title: 'The order is PENDING; rejected after 5 minutes of the clock',
    step: { outcome: 'pending', decision: 'reject' },
  },
  {
    label: 'Callback first',
    title: 'Approved, and the shop’s server hears of it before the page does',
    step: { outcome: 'approve', callback: 'before' },
  },
  {
    label: 'Network breaks',
    title: 'Approved at Klarna, but the page never hears of it',
    step: { outcome: 'approve', network: 'breaks' },
  },
];

/** The steps for the next call of the shop's server that have a button. */
export const CALL_CHOICES: readonly Choice[] = [
  {
    label: 'Order: 500',
    title: 'Klarna’s own failure; nothing is placed',
    step: { outcome: 'fail', call: 'create_order', with: 500 },
  },
  {
    label: 'Order: answer lost',
    title: 'The order is placed, and the answer never arrives',
    step: { outcome: 'fail', call: 'create_order', with: 'lost' },
  },
  {
    label: 'Order: 3 s late',
    title: 'Answered after three seconds of the clock',
    step: { outcome: 'answer', call: 'create_order', latency_ms: 3000 },
  },
  {
    label: 'Session: 503',
    title: 'As from a proxy in front of Klarna',
    step: { outcome: 'fail', call: 'create_session', with: 503 },
  },
];
