/**
 * People whom Klarna publishes for its playground; the simulator knows them too. Keys are the names of the form's
 * fields. Klarna declines the person with `+denied`.
 */
import type { MarketCode } from '../shop/markets.ts';

type TestOutcome = 'approved' | 'denied';

type Details = Readonly<Record<string, string>>;

const BERLIN = { 'address-line1': 'Neue Schönhauser Str. 2', 'postal-code': '10178', 'address-level2': 'Berlin' };

const NEW_YORK = {
  'address-line1': '509 Amsterdam Ave',
  'postal-code': '10024-3941',
  'address-level2': 'New York',
  'address-level1': 'NY',
};

export const TEST_PEOPLE: Readonly<Record<MarketCode, Readonly<Record<TestOutcome, Details>>>> = {
  DE: {
    approved: {
      'given-name': 'Mock',
      'family-name': 'Mock',
      email: 'customer@email.de',
      tel: '+49017614284340',
      bday: '1970-07-10',
      ...BERLIN,
    },
    denied: {
      'given-name': 'Test',
      'family-name': 'Person-de',
      email: 'customer+denied@email.de',
      tel: '+49017610927312',
      bday: '1970-07-10',
      ...BERLIN,
    },
  },
  SE: {
    approved: {
      'given-name': 'Alice',
      'family-name': 'Test',
      email: 'customer@email.se',
      tel: '+46701740615',
      bday: '1941-03-21',
      'address-line1': 'Södra Blasieholmshamnen 2',
      'postal-code': '11 148',
      'address-level2': 'Stockholm',
    },
    denied: {
      'given-name': 'Test',
      'family-name': 'Person-se',
      email: 'customer+denied@email.se',
      tel: '+46701740620',
      bday: '1941-10-28',
      'address-line1': 'Karlaplan 3',
      'postal-code': '11 460',
      'address-level2': 'Stockholm',
    },
  },
  US: {
    approved: {
      'given-name': 'Test',
      'family-name': 'Person-us',
      email: 'customer@email.us',
      tel: '+13106683312',
      bday: '1970-07-10',
      ...NEW_YORK,
    },
    denied: {
      'given-name': 'Test',
      'family-name': 'Person-us',
      email: 'customer+denied@email.us',
      tel: '+13106354386',
      bday: '1970-07-10',
      ...NEW_YORK,
    },
  },
};

/** Fills in the form as a person would, with `input` events. */
export function fillIn(form: HTMLFormElement, details: Details): void {
  for (const [name, value] of Object.entries(details)) {
    const control = form.elements.namedItem(name);
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) continue;
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
