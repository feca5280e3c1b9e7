/** Klarna's minor unit is a hundredth in every currency. V8 would round some of them, such as the forint. */
const DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** `12345` → `€123.45`. */
export function formatMoney(minor_units: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...DIGITS }).format(minor_units / 100);
}

/** `1900` → `19%`. */
export function formatRate(rate: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(rate / 10_000);
}
