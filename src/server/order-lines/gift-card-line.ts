import type { OrderLine } from '../../klarna/types.ts';
import { requireAmount } from './item.ts';
import { shortName } from './short-name.ts';

export interface GiftCard {
  /** @default 'gift_card' */
  type?: 'gift_card' | 'store_credit';
  name: string;
  /** The shop's number of the card. Shoppers and Klarna's staff may see it, so never use the secret code. */
  reference?: string;
  /** The part of this order that the card pays, in minor units. */
  amount: number;
}

/** Makes the line of a gift card. It is money and not a discount, so the tax of the order stays the same. */
export function giftCardLine({ amount, type = 'gift_card', ...rest }: GiftCard): OrderLine {
  requireAmount('amount', amount);
  if (amount === 0) throw new RangeError('`amount` must be 1 or more: leave out a card that pays nothing.');
  const name = shortName(rest.name);
  const price = { quantity: 1, unit_price: -amount, total_amount: -amount };
  return { type, ...rest, name, ...price, tax_rate: 0, total_tax_amount: 0 };
}
