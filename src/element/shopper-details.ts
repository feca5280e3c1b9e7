/**
 * Reads the shopper's details from a form. The element loads it as a file of its own, at once and beside Klarna's script, and
 * the button waits for it: a page that sets `customer` never needs it.
 */
export { readForm } from './form-details.ts';
export { inspectFields, readFields, tokensIn } from './form-fields.ts';
export { findControls } from './form-paths.ts';
