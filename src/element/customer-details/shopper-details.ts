/**
 * Reads the shopper's details from a form. The element loads it as a file of its own, at once and beside Klarna's script, and
 * the button waits for it: a page that sets `customer` never needs it.
 */

export { inspectFields, readFields, tokensIn } from './autocomplete-fields.ts';
export { readForm } from './customer-details.ts';
export { findControls } from './field-paths.ts';
