import { findMarket } from '../klarna/markets.ts';

/**
 * The words on the button. In the EU, the EEA and Great Britain the button that places an order must say, in words of
 * its own, that it obliges to pay (Directive 2011/83/EU, article 8(2); only the words on the button count, C-249/21).
 * Klarna's own copy does not, so it is used elsewhere only. Before the country is known the careful wording stands.
 */
export function buttonLabel(purchase_country: string | undefined): string {
  const lawful = purchase_country === undefined || (findMarket(purchase_country)?.order_button_law ?? true);
  return lawful ? 'Order with obligation to pay' : 'Continue with Klarna';
}
