import { findMarket } from '../../../klarna/markets.ts';
import type { Order, PaymentMethodCategory } from '../../../klarna/types.ts';
import type { CategoryIdentifier } from '../../state/records.ts';
import { CATEGORY_NAMES, type CategoryNames } from './category-names.ts';

/**
 * Countries whose law requires a way to pay without credit first (payment services act of SE, ombudsman's guideline of
 * FI).
 */
const NO_CREDIT_FIRST = ['SE', 'FI'];

const USUAL: readonly CategoryIdentifier[] = ['pay_later', 'pay_now', 'pay_over_time'];

const NO_CREDIT: readonly CategoryIdentifier[] = ['pay_now', 'pay_later', 'pay_over_time'];

/**
 * The nearest of Klarna's locales for a country. The language need not fit the country (recorded: `EN`, `PL` with SE).
 */
export function resolveLocale(order: Pick<Order, 'purchase_country' | 'locale'>): string {
  const country = order.purchase_country.toUpperCase();
  const language = order.locale?.slice(0, 2).toLowerCase() ?? 'en';
  const locales = findMarket(country)?.locales ?? [];
  return (
    locales.find((locale) => locale.startsWith(language)) ??
    locales.find((locale) => locale.startsWith('en')) ??
    'en-US'
  );
}

const nameOf = (names: CategoryNames | undefined, identifier: CategoryIdentifier): string | undefined => {
  const [pay_later, pay_now, pay_over_time, klarna] = names ?? [];
  return { pay_later, pay_now, pay_over_time, klarna }[identifier];
};

/** The categories that a session offers. `badgeUrl` serves both asset URLs, as Klarna's do today. */
export function offerCategories(
  order: Pick<Order, 'purchase_country' | 'locale'>,
  configured: readonly CategoryIdentifier[] | undefined,
  badgeUrl: string,
): PaymentMethodCategory[] {
  const usual = NO_CREDIT_FIRST.includes(order.purchase_country.toUpperCase()) ? NO_CREDIT : USUAL;
  const names = CATEGORY_NAMES[resolveLocale(order)];
  return (configured ?? usual).flatMap((identifier) => {
    const name = nameOf(names, identifier);
    return name === undefined ? [] : [{ identifier, name, asset_urls: { descriptive: badgeUrl, standard: badgeUrl } }];
  });
}
