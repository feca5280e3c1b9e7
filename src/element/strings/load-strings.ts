import type { Strings } from './strings.ts';

/** A line for each language of Klarna's markets, each in a file of its own. English is part of the element. */
const LOADERS = {
  cs: async () => (await import('./cs.ts')).cs,
  da: async () => (await import('./da.ts')).da,
  de: async () => (await import('./de.ts')).de,
  el: async () => (await import('./el.ts')).el,
  es: async () => (await import('./es.ts')).es,
  fi: async () => (await import('./fi.ts')).fi,
  fr: async () => (await import('./fr.ts')).fr,
  hu: async () => (await import('./hu.ts')).hu,
  it: async () => (await import('./it.ts')).it,
  nb: async () => (await import('./nb.ts')).nb,
  nl: async () => (await import('./nl.ts')).nl,
  pl: async () => (await import('./pl.ts')).pl,
  pt: async () => (await import('./pt.ts')).pt,
  ro: async () => (await import('./ro.ts')).ro,
  sk: async () => (await import('./sk.ts')).sk,
  sv: async () => (await import('./sv.ts')).sv,
} satisfies Record<string, () => Promise<Strings>>;

export type Language = 'en' | keyof typeof LOADERS;

export const LANGUAGES = ['en', ...Object.keys(LOADERS)] as readonly Language[];

/** Norwegian has two written forms. Klarna has Bokmål, which everyone in Norway reads. */
const ALIASES: ReadonlyMap<string, Language> = new Map([
  ['no', 'nb'],
  ['nn', 'nb'],
]);

/** The language of a BCP 47 tag (`de-AT`, `sv_FI`), or undefined if the element does not speak it. */
export function languageOf(locale: string | undefined): Language | undefined {
  const subtag = /^[a-z]+/.exec(locale?.toLowerCase() ?? '')?.[0] ?? '';
  return LANGUAGES.find((language) => language === subtag) ?? ALIASES.get(subtag);
}

/** Rejects if the file does not load: there is no network, or the file is not beside `cdn.js`. */
export const loadStrings = (language: Exclude<Language, 'en'>): Promise<Strings> => LOADERS[language]();
