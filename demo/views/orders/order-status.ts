import type { FraudStatus } from '../../shop/stored-order.ts';
import { html } from '../html.ts';

const WORDS: Readonly<Record<FraudStatus, string>> = {
  ACCEPTED: 'Paid with Klarna',
  PENDING: 'Klarna is checking',
  REJECTED: 'Cancelled by Klarna',
};

export const orderStatus = (fraud_status: FraudStatus) =>
  html`<span class="order-status" data-status="${fraud_status}">${WORDS[fraud_status]}</span>`;
