/** By Klarna's `error_code`. */
const WORDS: Readonly<Record<string, string>> = {
  TOKEN_CANCELED: 'The shopper’s approval was cancelled at Klarna. The subscription has ended.',
  TOKEN_SUSPENDED: 'Klarna has suspended the shopper’s approval for now. Try again later.',
  TOKEN_NOT_FOUND: 'Klarna does not know the shopper’s approval. The simulator forgets all of them when it stops.',
  PAYMENT_METHOD_FAILED: 'The shopper’s way to pay did not work. Try again later, or ask the shopper.',
  UNAVAILABLE_PAYMENT_METHOD: 'The shopper’s way to pay cannot be used any more. The shopper has to subscribe anew.',
};

export const explainChargeRefusal = (error_code: string): string =>
  `Klarna refused the charge (${error_code}). ${WORDS[error_code] ?? 'Nothing was charged.'}`;
