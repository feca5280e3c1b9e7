export { discountLines, type OrderDiscount } from './discount-lines.ts';
export { feeLines, type OrderFee } from './fee-lines.ts';
export { type GiftCard, giftCardLine } from './gift-card-line.ts';
export { grossLine } from './gross-line.ts';
export type { TaxedItem, UntaxedItem } from './item.ts';
export { netLines } from './net-lines.ts';
export { salesTaxLine, salesTaxOn } from './sales-tax.ts';
export { sumOrder } from './sum-order.ts';
export { untaxedLine } from './untaxed-line.ts';
