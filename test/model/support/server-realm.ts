/** The frame in which the shop's server and Klarna's run. */
import type { BackendGlobals } from '../realms/backend.ts';
import { quickenBodies } from './quick-bodies.ts';
import { Realm, type RealmWindow } from './realm.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface ServerRequest {
  method: string;
  headers: Record<string, string>;
  text: string;
}

export class ServerRealm {
  readonly #realm: Realm;

  constructor(clock: VirtualClock, program: string) {
    this.#realm = new Realm(clock);
    quickenBodies(this.#realm.window);
    this.#realm.run(program);
  }

  get createBackend(): BackendGlobals['createBackend'] {
    return (this.#realm.window as RealmWindow & BackendGlobals).createBackend;
  }

  request(url: string, { method, headers, text }: ServerRequest): Request {
    const { Request } = this.#realm.window;
    return new Request(url, { method, headers, ...(text !== '' && { body: text }) });
  }
}
