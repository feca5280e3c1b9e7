/** Defines `<klarna-checkout-button>` unless the tag is already defined. On a server it does nothing. */
import { defineTag } from './define-tag.ts';
import { KlarnaCheckoutButton } from './element/index.ts';

export * from './element/index.ts';

defineTag(KlarnaCheckoutButton);
