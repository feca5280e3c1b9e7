/**
 * Reads a browser's change of its cart, and trusts nothing in it. It contains products and quantities, and never a
 * price.
 */
import { isRecord } from '../../../src/klarna/is-record.ts';
import { findProduct, MAX_QUANTITY } from '../../shop/catalogue.ts';
import { isMarketCode, MARKET_LIST } from '../../shop/markets.ts';
import type { CartChange } from '../database/cart-repository.ts';
import { HttpError } from '../http/http-error.ts';

/** @throws {HttpError} 400 that says what is wrong */
export function readCartChange(body: unknown): CartChange {
  if (!isRecord(body)) throw new HttpError(400, 'Send a JSON object with `market`, `quantities`, or both.');
  const unknown = Object.keys(body).find((key) => key !== 'market' && key !== 'quantities');
  if (unknown !== undefined) throw new HttpError(400, 'Only `market` and `quantities` can be changed.');
  return {
    ...(body.market !== undefined && { market: readMarket(body.market) }),
    ...(body.quantities !== undefined && { quantities: readQuantities(body.quantities) }),
  };
}

function readMarket(value: unknown) {
  if (isMarketCode(value)) return value;
  throw new HttpError(400, `\`market\` is one of ${MARKET_LIST.map(({ code }) => code).join(', ')}.`);
}

function readQuantities(value: unknown): Record<string, number> {
  if (!isRecord(value)) throw new HttpError(400, '`quantities` is an object of pieces by product.');
  const quantities: Record<string, number> = {};
  for (const [sku, quantity] of Object.entries(value)) {
    if (!findProduct(sku)) throw new HttpError(400, '`quantities` names a product that this shop does not have.');
    if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 0 || quantity > MAX_QUANTITY) {
      throw new HttpError(400, `A quantity is a whole number from 0 to ${MAX_QUANTITY}.`);
    }
    quantities[sku] = quantity;
  }
  return quantities;
}
