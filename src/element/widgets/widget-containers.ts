import { markMade } from './leftovers.ts';

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
  readonly #onLost: (loss: Loss) => void;
  readonly #places = new Map<string, Place>();
  #observer: MutationObserver | undefined;

  /** @param onLost another script has taken containers, or their frames, out of the page; never called for `drop` */
  constructor(host: HTMLElement, onLost: (loss: Loss) => void) {
    this.#host = host;
    this.#onLost = onLost;
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** False once the page has moved the element into another shadow root, or out of one. */
  get areInPlace(): boolean {
    return [...this.#places.values()].every((place) => this.#isInPlace(place));
  }

  /** @param slot of the element's shadow root, in which it is seen */
  of(slot: string): HTMLElement {
    const present = this.#places.get(slot);
    if (present && isIntact(present) && this.#isInPlace(present)) return present.container;
    present?.remove();
    const place = createPlace(this.#host, slot);
    this.#places.set(slot, place);
    this.#watch();
    return place.container;
  }

  /** With their frames, which are dead and would stand in the way: Klarna's script finds frames by their id. */
  drop(): void {
    for (const place of this.#places.values()) place.remove();
    this.#places.clear();
    this.#watch();
  }

  #isInPlace({ parts }: Place): boolean {
    const parents = [this.#host, ...shadowHostsOf(this.#host)];
    return parents.length === parts.length && parts.every(({ parent }, index) => parent === parents[index]);
  }

  /** Watches what there is now, and forgets what was seen so far: it was our own doing. */
  #watch(): void {
    this.#observer ??= new MutationObserver(() => this.#look());
    this.#observer.disconnect();
    for (const place of this.#places.values()) {
      for (const { node, parent } of place.parts) {
        this.#observer.observe(parent, { childList: true });
        this.#observer.observe(node, { childList: true, attributeFilter: ['slot'] });
      }
      place.hadFrame = hasFrame(place);
    }
  }

  #look(): void {
    // The element itself has left: that is not a loss of its containers.
    if (!this.#host.isConnected) return;
    const places = [...this.#places.values()];
    const containers = places.some((place) => !isIntact(place));
    const frames = places.some((place) => place.hadFrame && !hasFrame(place));
    for (const place of places) place.hadFrame = hasFrame(place);
    if (containers || frames) this.#onLost(containers ? 'containers' : 'frames');
  }
}

/** Klarna's script may take a frame away itself, but never a container. */
export type Loss = 'containers' | 'frames';

interface Part {
  readonly node: HTMLElement;
  readonly parent: HTMLElement;
  readonly slot: string;
}

interface Place {
  readonly container: HTMLElement;
  readonly parts: readonly Part[];
  hadFrame: boolean;
  remove(): void;
}

const hasFrame = ({ container }: Place): boolean => container.querySelector('iframe') !== null;

/** A library that morphs the page may also make another element of a container, with another slot. */
const isTheirs = ({ node, slot }: Part): boolean => node.isConnected && node.slot !== slot;

const isIntact = ({ container, parts }: Place): boolean =>
  container.isConnected && parts.every(({ node, parent, slot }) => node.parentNode === parent && node.slot === slot);

/** The shadow hosts around an element, the innermost first. */
function shadowHostsOf(element: HTMLElement): HTMLElement[] {
  const hosts: HTMLElement[] = [];
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    hosts.push(root.host as HTMLElement);
  }
  return hosts;
}

let count = 0;

function createPlace(element: HTMLElement, slot: string): Place {
  const parts: Part[] = [];
  const add = (node: HTMLElement, slot: string) => {
    node.slot = slot;
    parent.append(markMade(node));
    parts.push({ node, parent, slot });
  };
  let parent = element;
  let name = slot;
  for (const host of shadowHostsOf(element)) {
    count += 1;
    const outer = `klarna-checkout-${count}`;
    const passage = document.createElement('slot');
    passage.name = outer;
    add(passage, name);
    name = outer;
    parent = host;
  }
  const container = document.createElement('div');
  add(container, name);
  return {
    container,
    parts,
    hadFrame: false,
    remove: () => {
      for (const part of parts) if (!isTheirs(part)) part.node.remove();
    },
  };
}
