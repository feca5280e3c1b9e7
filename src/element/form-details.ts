/**
 * The customer's details, read out of a plain HTML form by the `autocomplete` tokens of its fields: such a form needs no
 * script to pay with Klarna. Read at the click only.
 *
 * Fields under `shipping` make the shipping address, all others the billing address. Klarna copies billing to shipping
 * where shipping is absent; the other way round is done here, because most shops ask for the delivery address first.
 */
import type { Address, CustomerDetails } from '../klarna/types.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type AddressName = 'billing_address' | 'shipping_address';

const ADDRESS_FIELDS: Readonly<Record<string, keyof Address>> = {
  'honorific-prefix': 'title',
  'given-name': 'given_name',
  'family-name': 'family_name',
  organization: 'organization_name',
  email: 'email',
  tel: 'phone',
  'address-line1': 'street_address',
  'address-line2': 'street_address2',
  'postal-code': 'postal_code',
  'address-level2': 'city',
  'address-level1': 'region',
  country: 'country',
};

const PLACE: readonly (keyof Address)[] = [
  'street_address',
  'street_address2',
  'postal_code',
  'city',
  'region',
  'country',
];

/** The last word of `autocomplete` that names a field, and whether it belongs to the shipping address. */
function readTokens(control: Control): { field: string; address: AddressName } | undefined {
  const tokens = (control.getAttribute('autocomplete') ?? '').toLowerCase().split(/\s+/);
  const field = tokens.filter((token) => token !== 'webauthn').at(-1);
  if (!field || field === 'on' || field === 'off') return undefined;
  return { field, address: tokens.includes('shipping') ? 'shipping_address' : 'billing_address' };
}

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;

/** The fields that count: those that a submit would send. */
function* namedControls(form: HTMLFormElement) {
  for (const control of form.elements) {
    if (!isControl(control) || control.matches(':disabled')) continue;
    if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type) && !control.checked) continue;
    const tokens = readTokens(control);
    if (tokens) yield { control, ...tokens };
  }
}

export function readForm(form: HTMLFormElement): CustomerDetails {
  const addresses: Record<AddressName, Address> = { billing_address: {}, shipping_address: {} };
  let date_of_birth: string | undefined;
  for (const { control, field, address } of namedControls(form)) {
    const value = control.value.trim();
    if (value === '') continue;
    if (field === 'bday') date_of_birth = /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : date_of_birth;
    else Object.assign(addresses[address], toAddress(field, value));
  }
  const billing_address = complete(addresses.billing_address, addresses.shipping_address);
  const shipping_address = isEmpty(addresses.shipping_address)
    ? {}
    : complete(addresses.shipping_address, addresses.billing_address);
  return {
    ...(!isEmpty(billing_address) && { billing_address }),
    ...(!isEmpty(shipping_address) && { shipping_address }),
    ...(date_of_birth && { customer: { date_of_birth } }),
  };
}

function toAddress(field: string, value: string): Address {
  if (field === 'name') {
    const words = value.split(/\s+/);
    const family_name = words.pop() ?? '';
    return words.length > 0 ? { given_name: words.join(' '), family_name } : { given_name: family_name };
  }
  if (field === 'street-address') {
    const [street_address = '', ...rest] = value.split(/\s*\n\s*/);
    return rest.length > 0 ? { street_address, street_address2: rest.join(', ') } : { street_address };
  }
  if (field === 'country') return /^[a-z]{2}$/i.test(value) ? { country: value.toUpperCase() } : {};
  const name = ADDRESS_FIELDS[field];
  return name ? { [name]: value } : {};
}

/** Person and contact fill up one by one; the place only as a whole, or two streets would be mixed into one. */
function complete(address: Address, other: Address): Address {
  const hasPlace = PLACE.some((field) => field !== 'country' && address[field] !== undefined);
  const lent = Object.entries(other).filter(([field]) => !hasPlace || !PLACE.includes(field as keyof Address));
  return { ...Object.fromEntries(lent), ...address };
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** The fields that hold what Klarna calls `billing_address.email`. */
export function findControls(form: HTMLFormElement, path: string): Control[] {
  const [group, name] = path.split('.');
  const fits = [...namedControls(form)].filter(({ field }) => {
    if (group === 'customer') return name === 'date_of_birth' && field === 'bday';
    return field === 'name' || field === 'street-address' || field === 'country'
      ? NAMES_OF[field]?.includes(name ?? '')
      : ADDRESS_FIELDS[field] === name;
  });
  const exact = fits.filter(({ address }) => address === group);
  return (exact.length > 0 ? exact : fits).map(({ control }) => control);
}

const NAMES_OF: Readonly<Record<string, readonly string[]>> = {
  name: ['given_name', 'family_name'],
  'street-address': ['street_address', 'street_address2'],
  country: ['country'],
};
