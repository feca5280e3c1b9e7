/**
 * Everything the element says to a shopper, in English. Each message says what happened, that nothing was lost, and
 * what to do next.
 */
import type { KlarnaCheckoutError } from '../checkout/errors.ts';
import type { UnavailableReason } from '../checkout/machine.ts';

export const strings = {
  heading: 'Pay with Klarna',
  loading: 'Loading Klarna…',
  refreshing: 'Updating Klarna…',
  choose: 'Choose how you want to pay first.',
  widgetLoading: 'This way to pay is still loading. One moment, please.',
  categoryNotOffered: 'Not available for this order',
  authorizing: 'Continue in Klarna’s window.',
  approved: 'Klarna has approved your purchase.',
  ordering: 'Klarna has approved your purchase. Placing your order…',
  complete: 'Thank you. Your order is placed.',
  pending: 'Thank you. Your order is placed, and Klarna is still checking it.',
  closed: 'You closed Klarna. Nothing was ordered. Continue whenever you like.',
  closedAtOnce:
    'Klarna’s window did not open, or was closed. Nothing was ordered. If nothing opens, allow pop-ups for this shop.',
  ribbon: 'Test mode: no money moves',
  retry: 'Try again',
  retryOrder: 'Place the order now',
  fieldInvalid: 'Klarna cannot use this. Please check it.',
  /** Where the law of the shopper's country wants the button to say that it obliges to pay. */
  orderWithObligationToPay: 'Order with obligation to pay',
  continueWithKlarna: 'Continue with Klarna',

  invalid: (fields: string) => `Klarna could not use some of your details. Please check: ${fields}.`,

  unavailable: (reason: UnavailableReason) =>
    reason === 'declined'
      ? 'Klarna did not approve this purchase. Nothing was ordered or charged. Please choose another way to pay.'
      : 'Klarna is not available for this order. Please choose another way to pay.',

  failed: ({ code, reason }: KlarnaCheckoutError, approved: boolean): string => {
    if (approved) {
      const offline = reason === 'offline' ? 'You seem to be offline. ' : '';
      return `${offline}Klarna has approved your purchase, but the order could not be placed yet. Try again: you will not pay twice.`;
    }
    if (reason === 'offline') return 'You seem to be offline. Try again when you are connected.';
    if (reason === 'expired') return 'Klarna’s approval has expired. Nothing was charged. Please try again.';
    if (reason === 'empty-cart') return 'Your cart is empty. Add something to it, then try again.';
    switch (code) {
      case 'configuration':
        return 'Klarna is not set up correctly in this shop. Please choose another way to pay, or tell the shop.';
      case 'sdk':
        return 'Klarna could not be loaded. An extension or your network may be blocking it. Try again, or choose another way to pay.';
      case 'session':
        return 'Klarna cannot be reached at the moment. Try again, or choose another way to pay.';
      case 'authorization':
        return 'Klarna could not finish. Nothing was ordered. Please try again.';
      case 'order':
        return 'The order could not be placed. Please try again, or ask the shop before you pay another way.';
      case 'cart-changed':
        return 'Your cart has changed, so nothing was ordered. Look at the new total, then try again.';
    }
  },
};

/** What a path of Klarna (`billing_address.postal_code`) is called on a form. */
export const fieldName = (path: string): string => path.slice(path.lastIndexOf('.') + 1).replaceAll('_', ' ');
