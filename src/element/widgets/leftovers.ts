/** Marks what an element of this page has made. Text that is parsed again, and a clone, do not have the mark. */
const MADE = Symbol.for('klarna-checkout-button.made');

export const markMade = <Made extends Element>(node: Made): Made => Object.assign(node, { [MADE]: true });

/** Slots that only an element's own children have. */
const INNER_SLOT = /^(?:widget-.+|review|submitter)$/;
/** The slots between nested shadow roots. */
const PASSAGE_SLOT = /^klarna-checkout-\d+$/;

/**
 * Clears what an earlier life of the element left in the page, if the page was kept as text and put back: htmx, Swup and
 * Barba do so for the Back button. Klarna's script finds its frames by their id, and would find the dead copy of one.
 */
export function clearLeftovers(element: Element): void {
  clear(element, INNER_SLOT);
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    clear(root.host, PASSAGE_SLOT);
  }
}

function clear(parent: Element, slots: RegExp): void {
  for (const child of Array.from(parent.children)) {
    if (MADE in child || !slots.test(child.slot)) continue;
    for (const { id } of child.querySelectorAll('iframe')) {
      // The frame that Klarna's script puts into the body belongs to it.
      if (id.endsWith('-main')) document.getElementById(id.replace(/main$/, 'fullscreen'))?.remove();
    }
    child.remove();
  }
}
