/**
 * Checks a page's own label on the order button against the law. It is for developers, so it is loaded only if the page has
 * such a label. It imports nothing, because it is a file of its own beside `cdn.js`.
 *
 * It warns only of clear cases: a label that names buying or paying passes unless a court has ruled on it. Not legal advice.
 */
import type { Language } from '../strings/load-strings.ts';

interface LabelInQuestion {
  readonly label: string;
  readonly purchase_country: string;
  /** The element's own label, in the shopper's language. */
  readonly lawful: string;
  /** The lawful label and Klarna's text in every language. */
  readonly known: readonly { readonly order: string; readonly klarna: string }[];
}

/** The national rules that we know. For other countries the warning names the directive. */
const STATUTES: Readonly<Record<string, string>> = {
  AT: '§ 8 FAGG',
  BE: 'article VI.46 of the Code of Economic Law',
  CZ: '§ 1826a of the Civil Code',
  DE: '§ 312j BGB',
  ES: 'article 98.2 TRLGDCU',
  FR: 'article L221-14 of the Code de la consommation',
  GB: 'regulation 14 of the Consumer Contracts Regulations 2013',
  NL: 'article 6:230v BW',
};

/**
 * These labels are accepted word for word. In Germany and Austria no others are, because German courts have ruled on single
 * words. "bestellen" alone, "Bestellung abschicken" and "Mit PayPal bezahlen" are not enough (LG Hildesheim, 6 O 156/22).
 */
const ACCEPTED = [
  'zahlungspflichtig bestellen',
  'kostenpflichtig bestellen',
  'zahlungspflichtigen vertrag schließen',
  'zahlungspflichtigen vertrag schliessen',
  'kaufen',
  // From the Commission's guidance on the directive (2021/C 525/01).
  'buy',
  'pay',
  'confirm purchase',
];

/** "Buy now" means the same as "buy". */
const NOW = /^jetzt | now$/;

/** Beginnings of words for buying and paying. All languages are tried, because the page's `lang` may be wrong. */
const PAYING: Readonly<Record<Exclude<Language, 'de'>, string>> = {
  cs: 'plat|zaplat|koup|nákup',
  da: 'betal|køb',
  el: 'πληρω|πληρώ|αγορ|αγόρ',
  en: 'pay|buy|purchas',
  es: 'pag|compr',
  fi: 'maks|osta|osto',
  fr: 'pay|pai|achet|achat',
  hu: 'fizet|vásár|megvás|megvesz',
  it: 'pag|acquist|compr',
  nb: 'betal|kjøp',
  nl: 'betal|koop|kopen|aankoop',
  pl: 'płac|płać|płat|zapła|kup|zakup',
  pt: 'pag|compr',
  ro: 'plăt|plat|cumpăr|cumpar',
  sk: 'plat|zaplat|kúp|nákup',
  sv: 'betal|köp',
};

const SPEAKS_OF_PAYING = new RegExp(`(?<!\\p{L})(?:${Object.values(PAYING).join('|')})`, 'u');

const normalize = (label: string): string =>
  label
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** @returns the warning for the developer, or undefined if the label is acceptable */
export function checkLabel({ label, purchase_country, lawful, known }: LabelInQuestion): string | undefined {
  const words = normalize(label);
  // A picture without a text, or a label that a framework fills later.
  if (words === '') return undefined;
  const is = (other: string): boolean => normalize(other) === words;
  if (known.some(({ order }) => is(order)) || ACCEPTED.includes(words.replace(NOW, ''))) return undefined;
  const german = purchase_country === 'DE' || purchase_country === 'AT';
  const copy = known.some(({ klarna }) => is(klarna));
  if (!german && !copy && SPEAKS_OF_PAYING.test(words)) return undefined;
  const why = copy ? ', it is Klarna’s copy for a button that only opens Klarna' : '';
  return (
    `in ${purchase_country} the button that places the order must say in its own words that it obliges to pay ` +
    `(${ruleOf(purchase_country)}). “${label}” does not${why}: the order may not bind the shopper. ` +
    `Write “${lawful}” into the slot "label", or leave the words to the element. ` +
    'Where a later step orders, say finalization="manual".'
  );
}

function ruleOf(country: string): string {
  const statute = STATUTES[country];
  if (country === 'GB' && statute) return statute;
  return `Directive 2011/83/EU, article 8(2)${statute ? `; ${statute}` : ''}`;
}
