/**
 * The order of a page that never saw it: its answer was lost, Klarna's callback placed it, and the cart is empty now. Klarna's
 * half of the shop knows it by its own cookie.
 *
 * @returns its id, or undefined where there is none, or nobody can tell now
 */
export async function findLastOrder(): Promise<string | undefined> {
  try {
    const response = await fetch('/klarna/outcome');
    if (!response.ok) throw new Error(`GET /klarna/outcome: ${response.status}`);
    const { order } = await response.json();
    return order?.order_id;
  } catch (error) {
    console.error('Whether there is an order could not be asked.', error);
    return undefined;
  }
}
