/** Tells watchers that something changed. They read the state for the details. */
export class Changes {
  readonly #watchers = new Set<() => void>();
  #count = 0;

  /** Grows with every change. Two equal numbers mean that nothing happened in between. */
  get count(): number {
    return this.#count;
  }

  notify(): void {
    this.#count += 1;
    for (const watcher of this.#watchers) watcher();
  }

  /** @returns a function that stops watching */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
