import type { OrderLine } from '../../klarna/types.ts';

const NOT_GOODS: readonly OrderLine['type'][] = ['sales_tax', 'gift_card', 'store_credit'];

/** The other types pay for the goods, or are their tax. They get no discount and no tax. */
export const isGoods = (type: OrderLine['type']): boolean => !NOT_GOODS.includes(type);
