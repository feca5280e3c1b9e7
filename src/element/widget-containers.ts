import { slotName } from './template.ts';

/**
 * The places of Klarna's widgets: children of the element, one for each category, never moved nor drawn again. Klarna's
 * script looks its frames up in the document, so they cannot be in a shadow root; and a frame that moves loads anew.
 */
export class WidgetContainers {
  readonly #host: HTMLElement;
  readonly #containers = new Map<string, HTMLElement>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  get isEmpty(): boolean {
    return this.#containers.size === 0;
  }

  of(category: string): HTMLElement {
    let container = this.#containers.get(category);
    if (container === undefined) {
      container = document.createElement('div');
      container.slot = slotName(category);
      this.#containers.set(category, container);
    }
    if (container.parentNode !== this.#host) this.#host.append(container);
    return container;
  }

  /** With their frames, which are dead and would stand in the way: Klarna's script finds frames by their id. */
  drop(): void {
    for (const container of this.#containers.values()) container.remove();
    this.#containers.clear();
  }
}
