/** The frame in which the shop's server and Klarna's run. */

import { quickenBodies } from '../klarna/quick-bodies.ts';
import type { BackendGlobals } from '../realms/backend.ts';
import { Realm, type RealmWindow } from './realm.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface ServerRequest {
  method: string;
  headers: Record<string, string>;
  text: string;
}

export class ServerRealm {
  readonly #realm: Realm;
  #reckonings = 0;

  constructor(clock: VirtualClock, program: string) {
    this.#realm = new Realm(clock);
    quickenBodies(this.#realm.window);
    this.#watchCrypto();
    this.#realm.run(program);
  }

  /** Web Crypto works in other threads, so only this takes real time. */
  get isReckoning(): boolean {
    return this.#reckonings > 0;
  }

  get createBackend(): BackendGlobals['createBackend'] {
    return (this.#realm.window as RealmWindow & BackendGlobals).createBackend;
  }

  request(url: string, { method, headers, text }: ServerRequest): Request {
    const { Request } = this.#realm.window;
    return new Request(url, { method, headers, ...(text !== '' && { body: text }) });
  }

  #watchCrypto(): void {
    const { subtle } = this.#realm.window.crypto;
    for (const name of ['digest', 'encrypt', 'decrypt', 'importKey', 'deriveKey', 'sign', 'verify'] as const) {
      const real = subtle[name].bind(subtle) as (...values: unknown[]) => Promise<unknown>;
      const watched = (...values: unknown[]) => {
        this.#reckonings += 1;
        return real(...values).finally(() => {
          this.#reckonings -= 1;
        });
      };
      Object.defineProperty(subtle, name, { value: watched });
    }
  }
}
