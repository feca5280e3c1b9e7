/** `12345` → `€123.45`. Every currency of this shop has two decimals. */
export function formatMoney(minor_units: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor_units / 100);
}

/** `1900` → `19%`. */
export function formatRate(rate: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(rate / 10_000);
}
