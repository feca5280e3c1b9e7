/** Marks nodes that an element of this page has made. Parsed HTML and clones lack the mark. */
const MADE = Symbol.for('klarna-checkout-button.made');

export const markMade = <Made extends Element>(node: Made): Made => Object.assign(node, { [MADE]: true });

/** Slots of the element's children. */
const INNER_SLOT = /^(?:widget-.+|review|submitter)$/;
/** Slots that pass a container through nested shadow roots. */
const PASSAGE_SLOT = /^klarna-checkout-\d+$/;

/**
 * Removes dead containers from a page that was stored as HTML and inserted again. htmx, Swup and Barba do so for the Back
 * button. Klarna's script finds its iframes by their id, and would find the dead copy.
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
      // Klarna's script has put a second iframe for it into the body.
      if (id.endsWith('-main')) document.getElementById(id.replace(/main$/, 'fullscreen'))?.remove();
    }
    child.remove();
  }
}
