/** A frame with its own program and a clock that the test moves. */
import type { VirtualClock } from './virtual-clock.ts';

export type RealmWindow = Window & typeof globalThis;

export class Realm {
  readonly window: RealmWindow;
  readonly #frame = document.createElement('iframe');
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    document.body.append(this.#frame);
    const { contentWindow } = this.#frame;
    if (contentWindow === null) throw new Error('The frame has no window.');
    this.window = contentWindow as RealmWindow;
    this.#clock = clock;
    clock.install(this.window);
  }

  get isGone(): boolean {
    return !this.#frame.isConnected;
  }

  run(program: string): void {
    // Indirect: in the frame's global scope.
    this.window.eval(program);
  }

  remove(): void {
    this.#clock.drop(this.window);
    this.#frame.remove();
  }
}
