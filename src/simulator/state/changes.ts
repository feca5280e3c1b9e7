/** Tells whoever watches that something changed; what it is, they ask. */
export class Changes {
  readonly #watchers = new Set<() => void>();
  #count = 0;

  /** Grows with every change: two equal numbers mean that nothing happened in between. */
  get count(): number {
    return this.#count;
  }

  notify(): void {
    this.#count += 1;
    for (const watcher of this.#watchers) watcher();
  }

  /** @returns ends the watch */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
