/** The words of the warnings for developers, each with the fix. */

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
    `React 18 assign it to a ref; in Vue write :${name}.prop.`,
  false: (name) =>
    `"${name}" is the text "false", and HTML takes any text for true. Leave the attribute out, or assign false to the ` +
    `property. In Vue and Svelte import "klarna-checkout-button" before the element is drawn; in React 18 and Astro write ` +
    `${name}={value || undefined}.`,
  addresses: () =>
    'the form has two addresses that nothing tells apart, and only one is sent. Write "billing" or "shipping" in front of the ' +
    'tokens, such as autocomplete="shipping postal-code", or give the fields a `data-klarna`.',
  details: () =>
    'it is in no form and has no `customer`, so Klarna is sent no details and asks the shopper for all of them. Set the ' +
    'attribute "form" to the id of the form, give fields a `data-klarna`, or set the property `customer`. If your server has ' +
    'given Klarna the details with the session, set `customer` to {}.',
  cancelled: () =>
    'a listener cancelled klarna-authorize, and since then the page has not gone on. If your page places the order itself, ' +
    'show the shopper the confirmation. If it does not, do not cancel the event: in Angular a listener statement whose value ' +
    'is false cancels it, so write (klarna-authorize)="onAuthorize()" and let onAuthorize return nothing.',
  novalidate: () =>
    `the form says novalidate and has fields that are not valid; the press went on. If your page has a validator, ${ASK_IT}`,
  handler: () =>
    'the form says novalidate, and the press went on without its onsubmit handler: it may place the order. The element asks ' +
    `no other one than an attribute onsubmit="return validate()". If your page has a validator, ${ASK_IT}`,
  onsubmit: () =>
    'the form says novalidate, and its onsubmit handler refused the press, so Klarna stays closed. If it refuses every ' +
    'submit, give the form a submit button, or listen to submit instead.',
  unseen: (names) =>
    `the form requires fields that nobody sees: ${names}. The shopper was told, and the next press goes on if none of them ` +
    'can be reached. Disable fields that are out of view, or show them in a listener of "invalid".',
};

const said = new Set<string>();

export function warnOnce(usage: Usage, localName: string, detail: string): void {
  const key = `${usage} ${detail}`;
  if (said.has(key)) return;
  said.add(key);
  console.warn(`<${localName}>: ${WORDS[usage](detail)}`);
}
