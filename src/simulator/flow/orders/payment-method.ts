import { countInstalments } from './instalments.ts';

type InitialPaymentMethod = { type: string; number_of_installments?: number };

/** By the category that the shopper chose. Klarna also considers the account. */
export function paymentMethodOf(payment_method_category: string, purchase_country: string): InitialPaymentMethod {
  if (payment_method_category === 'pay_now') return { type: 'card' };
  if (payment_method_category === 'pay_over_time') {
    return { type: 'fixed_sum_credit', number_of_installments: countInstalments(purchase_country) };
  }
  return { type: 'invoice' };
}
