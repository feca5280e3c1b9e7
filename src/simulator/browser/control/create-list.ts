/** A list on the page that follows the state. */
interface LiveList<Entry> {
  show(entries: readonly Entry[]): void;
}

/**
 * Redraws only the entries that have changed. An open entry stays open and in place, and keeps the focus, while other
 * entries come and go.
 */
export function createList<Entry>(
  list: HTMLElement,
  idOf: (entry: Entry) => string,
  render: (entry: Entry) => HTMLLIElement,
): LiveList<Entry> {
  interface Shown {
    text: string;
    element: HTMLLIElement;
  }
  let shown = new Map<string, Shown>();

  const replace = (old: Shown | undefined, entry: Entry, text: string): Shown => {
    const element = render(entry);
    const wasOpen = old?.element.querySelector('details')?.open ?? false;
    const hadFocus = old?.element.contains(document.activeElement) ?? false;
    if (wasOpen) element.querySelector('details')?.setAttribute('open', '');
    old?.element.replaceWith(element);
    if (hadFocus) element.querySelector('summary')?.focus();
    return { text, element };
  };

  return {
    show(entries) {
      const next = new Map<string, Shown>();
      for (const entry of entries) {
        const id = idOf(entry);
        const text = JSON.stringify(entry);
        const old = shown.get(id);
        next.set(id, old?.text === text ? old : replace(old, entry, text));
      }
      for (const [id, { element }] of shown) if (!next.has(id)) element.remove();
      let place = list.firstElementChild;
      for (const { element } of next.values()) {
        if (element === place) place = place.nextElementSibling;
        else list.insertBefore(element, place);
      }
      shown = next;
    },
  };
}
