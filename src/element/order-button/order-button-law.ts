/**
 * Judges a page's own words on the order button. For developers only, so it is loaded only where there are such words,
 * and imports nothing: beside `cdn.js` it has to stand alone.
 *
 * It is careful: what no court has ruled on passes as soon as it speaks of buying or paying. Not legal advice.
 */
import type { Language } from '../strings/load-strings.ts';

interface LabelInQuestion {
  readonly label: string;
  readonly purchase_country: string;
  /** What the element would say, in the shopper's language. */
  readonly lawful: string;
  /** The statutory words and Klarna's copy in every language. */
  readonly known: readonly { readonly order: string; readonly klarna: string }[];
}

/** Where a country's own rule is known by its place. Elsewhere it is the directive's. */
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
 * Taken as they stand. German courts have ruled word by word, so there only these count: "bestellen" alone, "Bestellung
 * abschicken" and "Mit PayPal bezahlen" (LG Hildesheim, 6 O 156/22) do not.
 */
const ACCEPTED = [
  'zahlungspflichtig bestellen',
  'kostenpflichtig bestellen',
  'zahlungspflichtigen vertrag schließen',
  'zahlungspflichtigen vertrag schliessen',
  'kaufen',
  // The Commission's guidance on the directive (2021/C 525/01) gives these.
  'buy',
  'pay',
  'confirm purchase',
];

/** "Buy now" says what "buy" says. */
const NOW = /^jetzt | now$/;

/** Beginnings of the words for buying and paying. One list for all: what a page says its language is may be wrong. */
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

/** What to tell the developer, or undefined where nothing speaks against the label. */
export function checkLabel({ label, purchase_country, lawful, known }: LabelInQuestion): string | undefined {
  const words = normalize(label);
  // Nothing to judge, as a picture: or a framework has yet to fill it.
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
