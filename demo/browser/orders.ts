/** The orders page: charges the next period of a subscription, or cancels the subscription, and shows the result. */
import { orderLists } from '../views/orders/orders-page.ts';
import { find } from './find.ts';
import { OrdersClient } from './orders-client.ts';

/** The second press of a slow double click is not meant for the button's new text. */
const DOUBLE_PRESS_MS = 1000;

const client = new OrdersClient();
const lists = find('[data-order-lists]');
const words = find('[data-orders-status]');

const buttonsOf = () => lists.querySelectorAll<HTMLElement>('[data-charge], [data-cancel]');

/** Not `disabled`, so that the focus stays on the button. */
function setBusy(busy: boolean): void {
  for (const button of buttonsOf()) button.ariaDisabled = busy ? 'true' : null;
}

async function press(button: HTMLElement, reference: string): Promise<void> {
  const isCharge = button.dataset.charge !== undefined;
  setBusy(true);
  words.textContent = isCharge ? 'Klarna is being asked…' : 'Cancelling…';
  const outcome = isCharge
    ? await client.charge(reference, Number(button.dataset.charge))
    : await client.cancel(reference);
  const page = await client.read();
  if (page) lists.innerHTML = String(orderLists(page));
  words.textContent = outcome;
  setBusy(true);
  const again = `[data-subscription="${reference}"] [data-${isCharge ? 'charge' : 'cancel'}]`;
  lists.querySelector<HTMLElement>(again)?.focus();
  setTimeout(() => setBusy(false), DOUBLE_PRESS_MS);
}

lists.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-charge], [data-cancel]') : null;
  const reference = button?.closest<HTMLElement>('[data-subscription]')?.dataset.subscription;
  if (button && reference !== undefined && button.ariaDisabled !== 'true') void press(button, reference);
});
