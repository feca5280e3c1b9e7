/**
 * The locks and channels that the tabs of one browser share. The browser's own use another process and take a random time.
 * These answer in tasks of the page, so that each run is the same.
 */
import type { RealmWindow } from './realm.ts';

interface Claim {
  readonly owner: RealmWindow;
  readonly name: string;
  readonly isShared: boolean;
  grant(): void;
}

interface Ear {
  readonly owner: RealmWindow;
  readonly name: string;
  onmessage: ((event: MessageEvent) => void) | null;
}

type Callback = (lock: Lock | null) => unknown;

export class SharedBrowser {
  #held: Claim[] = [];
  #waiting: Claim[] = [];
  #ears: Ear[] = [];

  install(owner: RealmWindow): void {
    Object.defineProperty(owner.navigator, 'locks', { value: { request: this.#requestOf(owner) } });
    const ears = () => this.#ears;
    const setEars = (next: Ear[]) => {
      this.#ears = next;
    };
    class Channel implements Ear {
      readonly owner = owner;
      readonly name: string;
      onmessage: Ear['onmessage'] = null;
      constructor(name: string) {
        this.name = name;
        setEars([...ears(), this]);
      }
      postMessage(data: unknown): void {
        const others = ears().filter((ear) => ear !== this && ear.name === this.name);
        queueMicrotask(() => {
          for (const ear of others) if (ears().includes(ear)) ear.onmessage?.(new MessageEvent('message', { data }));
        });
      }
      close(): void {
        setEars(ears().filter((ear) => ear !== this));
      }
    }
    Object.assign(owner, { BroadcastChannel: Channel });
  }

  /** The tab is gone, so its locks are free. */
  drop(owner: RealmWindow): void {
    this.#ears = this.#ears.filter((ear) => ear.owner !== owner);
    this.#waiting = this.#waiting.filter((claim) => claim.owner !== owner);
    this.#held = this.#held.filter((claim) => claim.owner !== owner);
    this.#grant();
  }

  #requestOf(owner: RealmWindow) {
    return (name: string, first: LockOptions | Callback, second?: Callback): Promise<unknown> => {
      const options = typeof first === 'function' ? {} : first;
      const callback = typeof first === 'function' ? first : second;
      if (options.signal?.aborted) return Promise.reject(options.signal.reason);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const run = async (lock: Lock | null) => callback?.(lock);
      const claim: Claim = {
        owner,
        name,
        isShared: options.mode === 'shared',
        grant: () => {
          const mode = options.mode ?? 'exclusive';
          run({ name, mode })
            .then(resolve, reject)
            .finally(() => this.#release(claim));
        },
      };
      if (options.ifAvailable && !this.#isFree(claim)) return run(null);
      const leave = () => {
        if (!this.#waiting.includes(claim)) return;
        this.#waiting = this.#waiting.filter((one) => one !== claim);
        reject(options.signal?.reason);
      };
      options.signal?.addEventListener('abort', leave);
      this.#waiting.push(claim);
      queueMicrotask(() => this.#grant());
      return promise;
    };
  }

  #isFree({ name, isShared }: Claim): boolean {
    return this.#held.every((held) => held.name !== name || (held.isShared && isShared));
  }

  #release(claim: Claim): void {
    this.#held = this.#held.filter((one) => one !== claim);
    this.#grant();
  }

  #grant(): void {
    const next = this.#waiting.find((claim) => this.#isFree(claim));
    if (next === undefined) return;
    this.#waiting = this.#waiting.filter((one) => one !== next);
    this.#held.push(next);
    next.grant();
    this.#grant();
  }
}

/** `sessionStorage` of one tab. It survives a reload, and a duplicated tab starts with a copy. */
export class TabStorage {
  readonly #values: Map<string, string>;

  constructor(original?: TabStorage) {
    this.#values = new Map(original ? original.#values : []);
  }

  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }

  removeItem(key: string): void {
    this.#values.delete(key);
  }
}
