/** Finds out which controls of a form are in view. It measures only when the shopper presses. */
const parentOf = (element: Element): Element | null =>
  element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** The elements that hide a control: the control itself or an ancestor. The outermost is the last. */
export function hidersOf(control: Element): Element[] {
  const hiders: Element[] = [];
  // A hidden input has no box, so its parent counts.
  const isBoxless = control instanceof HTMLInputElement && control.type === 'hidden';
  let inner: Element | null = null;
  for (let element = isBoxless ? parentOf(control) : control; element !== null; element = parentOf(element)) {
    if (hides(element, inner)) hiders.push(element);
    inner = element;
  }
  return hiders;
}

function hides(element: Element, inner: Element | null): boolean {
  const { display, visibility, opacity, overflowX, overflowY, contentVisibility } = getComputedStyle(element);
  if (display === 'none' || opacity === '0' || contentVisibility === 'hidden') return true;
  if (visibility === 'hidden' || visibility === 'collapse') return true;
  if (inner === null) return false;
  if (element instanceof HTMLDetailsElement && !element.open && inner.localName !== 'summary') return true;
  if (element.matches('[inert], [aria-hidden="true"]')) return true;
  const { width, height, right, bottom } = element.getBoundingClientRect();
  const isClosed = (size: number, overflow: string) => size < 2 && overflow !== 'visible' && overflow !== '';
  if (display !== 'contents' && (isClosed(height, overflowY) || isClosed(width, overflowX))) return true;
  // Some pages hide a step by moving it out of the page, to the left or up.
  return width > 0 && height > 0 && (right + scrollX <= 0 || bottom + scrollY <= 0);
}

/** The elements that hide `control` and none of `others`. */
export const hidersBeside = (control: Element, others: readonly Element[]): Element[] =>
  hidersOf(control).filter((hider) => !others.some((other) => hider.contains(other)));
