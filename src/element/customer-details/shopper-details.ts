/**
 * Reads the shopper's details from a form. It is a file of its own, because a page that sets `customer` does not need it.
 * The element loads it beside Klarna's script, and the button waits for it.
 */

export { inspectFields, readFields, tokensIn } from './autocomplete-fields.ts';
export { readForm } from './customer-details.ts';
export { findControls } from './field-paths.ts';
