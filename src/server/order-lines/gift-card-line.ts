import type { OrderLine } from '../../klarna/types.ts';
import { requireAmount } from './item.ts';
import { shortName } from './short-name.ts';

export interface GiftCard {
  /** @default 'gift_card' */
  type?: 'gift_card' | 'store_credit';
  name: string;
  /** The shop's number of the card; shoppers and Klarna's staff may see it, so not the code that can be spent. */
  reference?: string;
  /** What it pays of this order, in minor units. */
  amount: number;
}

/** A part of the price that is paid already. It is money and no discount, so the tax stays as it is. */
export function giftCardLine({ amount, type = 'gift_card', ...rest }: GiftCard): OrderLine {
  requireAmount('amount', amount);
  if (amount === 0) throw new RangeError('`amount` must be 1 or more: leave out a card that pays nothing.');
  const name = shortName(rest.name);
  const price = { quantity: 1, unit_price: -amount, total_amount: -amount };
  return { type, ...rest, name, ...price, tax_rate: 0, total_tax_amount: 0 };
}
