import { markMade } from './leftovers.ts';

/**
 * The containers of Klarna's widgets, one for each slot. They are never moved, because an iframe that moves loads again.
 * They are not in a shadow root, because Klarna's script looks up its iframes in the document.
 *
 * They are children of the element. If the element is itself in a shadow root, they are children of the outermost host in
 * the document. A chain of slots then brings them to the element. Each `<slot>` is a child of the next inner host, and its
 * own `slot` attribute passes it on.
 */
export class WidgetContainers {
  readonly #host: HTMLElement;
  readonly #onLost: (loss: Loss) => void;
  readonly #places = new Map<string, Place>();
  #observer: MutationObserver | undefined;

  /** @param onLost called if another script removed containers or their iframes; never called for `drop` */
  constructor(host: HTMLElement, onLost: (loss: Loss) => void) {
    this.#host = host;
    this.#onLost = onLost;
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** False if the page has moved the element into another shadow root, or out of one. */
  get areInPlace(): boolean {
    return [...this.#places.values()].every((place) => this.#isInPlace(place));
  }

  /** @param slot the slot of the element's shadow root that shows the container */
  of(slot: string): HTMLElement {
    const present = this.#places.get(slot);
    if (present && isIntact(present) && this.#isInPlace(present)) return present.container;
    present?.remove();
    const place = createPlace(this.#host, slot);
    this.#places.set(slot, place);
    this.#watch();
    return place.container;
  }

  /** Removes all containers with their dead iframes. Otherwise Klarna's script would find those iframes by their id. */
  drop(): void {
    for (const place of this.#places.values()) place.remove();
    this.#places.clear();
    this.#watch();
  }

  #isInPlace({ parts }: Place): boolean {
    const parents = [this.#host, ...shadowHostsOf(this.#host)];
    return parents.length === parts.length && parts.every(({ parent }, index) => parent === parents[index]);
  }

  /** Observes the present containers. Drops pending records, because they are of our own changes. */
  #watch(): void {
    this.#observer ??= new MutationObserver(() => this.#look());
    this.#observer.disconnect();
    for (const place of this.#places.values()) {
      for (const { node, parent } of place.parts) {
        this.#observer.observe(parent, { childList: true });
        this.#observer.observe(node, { childList: true, attributeFilter: ['slot'] });
      }
      lookAt(place);
    }
  }

  #look(): void {
    // The element itself has left the page. That is not a loss of its containers.
    if (!this.#host.isConnected) return;
    const places = [...this.#places.values()];
    const containers = places.some((place) => !isIntact(place));
    const frames = places.some((place) => place.hadFrame && !hasFrame(place));
    for (const place of places) lookAt(place);
    if (containers || frames) this.#onLost(containers ? 'containers' : 'frames');
  }
}

/** Klarna's script may remove an iframe itself, but never a container. */
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

/**
 * Overrides rules of the page for all `div` or `iframe`, such as `position: absolute`. They would lay Klarna's iframe over
 * the button, or cut it off. Klarna's script sets widths, the iframe's height and its `display`, so those stay.
 */
const IN_FLOW =
  'position:static!important;float:none!important;transform:none!important;translate:none!important;margin-top:0!important;max-height:none!important;';
const CONTAINER_STYLE = `${IN_FLOW}height:auto!important`;
const IFRAME_STYLE = `${IN_FLOW}margin-bottom:0!important`;

function lookAt(place: Place): void {
  const frames = place.container.querySelectorAll('iframe');
  // A strict CSP allows changes of `style` by script.
  for (const { style } of frames) style.cssText += IFRAME_STYLE;
  place.hadFrame = frames.length > 0;
}

/** A library that morphs the page may turn a container into another element, with another slot. */
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
    node.style.cssText = CONTAINER_STYLE;
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
