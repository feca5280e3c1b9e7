/** Whether an element is rendered and visible. Safari has `checkVisibility` from 17.4. */
export function isVisible(element: Element): boolean {
  if ('checkVisibility' in element) return element.checkVisibility({ visibilityProperty: true });
  return (element as Element).getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
}
