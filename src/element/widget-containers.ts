/**
 * The places of Klarna's widgets, one for each name, never moved nor drawn again. Klarna's script looks its frames up in
 * the document, so they cannot be in a shadow root; and a frame that moves loads anew.
 *
 * They are children of the element. Where the element is in a shadow root itself, they are children of the outermost
 * host in the document, and a chain of slots brings them to the element: each `<slot>` is a child of the next host in,
 * and handed on by its own `slot` attribute.
 */
export class WidgetContainers {
  readonly #host: HTMLElement;
  readonly #places = new Map<string, Place>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** @param slot of the element's shadow root, in which it is seen */
  of(slot: string): HTMLElement {
    const present = this.#places.get(slot);
    if (present?.container.isConnected) return present.container;
    present?.remove();
    const place = createPlace(this.#host, slot);
    this.#places.set(slot, place);
    return place.container;
  }

  /** With their frames, which are dead and would stand in the way: Klarna's script finds frames by their id. */
  drop(): void {
    for (const place of this.#places.values()) place.remove();
    this.#places.clear();
  }
}

interface Place {
  readonly container: HTMLElement;
  remove(): void;
}

let count = 0;

function createPlace(element: HTMLElement, slot: string): Place {
  const made: HTMLElement[] = [];
  let parent = element;
  let name = slot;
  for (let root = parent.getRootNode(); root instanceof ShadowRoot; root = parent.getRootNode()) {
    count += 1;
    const outer = `klarna-checkout-${count}`;
    const passage = document.createElement('slot');
    passage.slot = name;
    passage.name = outer;
    parent.append(passage);
    made.push(passage);
    name = outer;
    parent = root.host as HTMLElement;
  }
  const container = document.createElement('div');
  container.slot = name;
  parent.append(container);
  made.push(container);
  return {
    container,
    remove: () => {
      for (const part of made) part.remove();
    },
  };
}
