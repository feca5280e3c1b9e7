/** The texts of the warnings for developers. Each names the fix. */

export type Usage =
  | 'attribute'
  | 'false'
  | 'cancelled'
  | 'details'
  | 'addresses'
  | 'novalidate'
  | 'handler'
  | 'onsubmit'
  | 'unseen';

const ASK_IT =
  "ask it: form.addEventListener('klarna-before-authorize', (event) => { if (!validate()) event.preventDefault(); }).";

const WORDS: Readonly<Record<Usage, (detail: string) => string>> = {
  attribute: (name) =>
    `the attribute "${name}" holds text and is not read. Assign an object to the property "${name}". React 19, Preact and ` +
    'Vue do that by themselves if the element is defined before they draw it: import "klarna-checkout-button" first. In ' +
    `React 18, and on pages that React or Preact hydrates, assign it to a ref; in Vue write :${name}.prop.`,
  false: (name) =>
    `"${name}" is the text "false", and HTML takes any text for true. Leave the attribute out, or assign false to the ` +
    `property. In Vue and Svelte import "klarna-checkout-button" before the element is drawn; in React 18 and Astro write ` +
    `${name}={value || undefined}.`,
  addresses: () =>
    'the form has two addresses and nothing separates them, so only one is sent. Write "billing" or "shipping" in front of the ' +
    'tokens, such as autocomplete="shipping postal-code", or give the fields a `data-klarna`.',
  details: () =>
    'it is in no form and has no `customer`, so Klarna is sent no details and asks the shopper for all of them. Set the ' +
    'attribute "form" to the id of the form, give fields a `data-klarna`, or set the property `customer`. If your server has ' +
    'given Klarna the details with the session, set `customer` to {}.',
  cancelled: () =>
    'a listener cancelled klarna-authorize, and the page has done nothing since then. If your page places the order itself, ' +
    'show the shopper the confirmation. If it does not, do not cancel the event: in Angular a listener statement whose value ' +
    'is false cancels it, so write (klarna-authorize)="onAuthorize()" and let onAuthorize return nothing.',
  novalidate: () =>
    `the form has novalidate and invalid fields, and Klarna opened all the same. If your page has a validator, ${ASK_IT}`,
  handler: () =>
    'the form has novalidate, and Klarna opened without its onsubmit handler, because that handler may place the ' +
    `order. The element calls only an attribute onsubmit="return validate()". If your page has a validator, ${ASK_IT}`,
  onsubmit: () =>
    'the form has novalidate, and its onsubmit handler refused the press, so Klarna stays closed. If it refuses every ' +
    'submit, give the form a submit button, or listen to submit instead.',
  unseen: (names) =>
    `the form requires fields that nobody sees: ${names}. The element has shown their names to the shopper. The next ` +
    'press opens Klarna if none of the fields can be reached. Disable fields that are out of view, or show them in a listener of "invalid".',
};

const said = new Set<string>();

export function warnOnce(usage: Usage, localName: string, detail: string): void {
  const key = `${usage} ${detail}`;
  if (said.has(key)) return;
  said.add(key);
  console.warn(`<${localName}>: ${WORDS[usage](detail)}`);
}
