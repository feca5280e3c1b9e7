import { countInstalments } from './instalments.ts';

export type AuthorizedPaymentMethod = { type: string; number_of_days?: number; number_of_installments?: number };

/** The object of the schema and the recordings; some of Klarna's samples print a bare string instead. */
export function paymentMethodOf(payment_method_category: string, purchase_country: string): AuthorizedPaymentMethod {
  if (payment_method_category === 'pay_now') return { type: 'card' };
  if (payment_method_category === 'pay_over_time') {
    return { type: 'fixed_sum_credit', number_of_installments: countInstalments(purchase_country) };
  }
  return { type: 'invoice', number_of_days: 30 };
}
