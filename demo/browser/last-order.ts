/**
 * Finds the order of a page that never got the answer. Klarna's callback placed the order, and the cart is empty now.
 * The Klarna handler knows the order by its own cookie.
 *
 * @returns the order's id, or undefined if there is none or it cannot be found out now
 */
export async function findLastOrder(): Promise<string | undefined> {
  try {
    const response = await fetch('/klarna/outcome');
    if (!response.ok) throw new Error(`GET /klarna/outcome: ${response.status}`);
    const { order } = await response.json();
    return order?.order_id;
  } catch (error) {
    console.error('Cannot find out whether there is an order.', error);
    return undefined;
  }
}
