/**
 * `Request` and `Response` of a frame with bodies in memory. A browser reads a body in other threads, which take a random
 * time. Here a body is there at once, so that each run is the same. All headers are visible: browsers hide `Cookie` and
 * `Set-Cookie` from programs, servers do not.
 */
import type { RealmWindow } from '../support/realm.ts';

const TEXTS = new WeakMap<object, string>();

/** The text of the body. */
export const textOf = (message: Request | Response): string => TEXTS.get(message) ?? '';

export function quickenBodies(realm: RealmWindow): void {
  const { Request: SlowRequest, Response: SlowResponse, Headers } = realm;

  class QuickRequest extends SlowRequest {
    constructor(input: RequestInfo | URL, init: RequestInit = {}) {
      super(input, init);
      const inherited = input instanceof SlowRequest ? textOf(input) : '';
      keep(this, realm, typeof init.body === 'string' ? init.body : inherited);
      if (init.headers) show(this, new Headers(init.headers));
    }
  }

  class QuickResponse extends SlowResponse {
    constructor(body?: BodyInit | null, init: ResponseInit = {}) {
      super(body, init);
      if (body && typeof body !== 'string') throw new TypeError('Bodies are texts in this test.');
      keep(this, realm, body ?? '');
      const headers = new Headers(super.headers);
      for (const [name, value] of new Headers(init.headers)) {
        if (name === 'set-cookie') headers.append(name, value);
      }
      show(this, headers);
    }
    static override json(value: unknown, init: ResponseInit = {}): Response {
      const headers = new Headers(init.headers);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
      return new QuickResponse(JSON.stringify(value), { ...init, headers });
    }
  }

  Object.assign(realm, { Request: QuickRequest, Response: QuickResponse });
}

const show = <Message extends Request | Response>(message: Message, headers: Headers): Message =>
  Object.defineProperty(message, 'headers', { value: headers });

function keep<Message extends Request | Response>(message: Message, realm: RealmWindow, text: string): Message {
  TEXTS.set(message, text);
  const clone = message.clone.bind(message) as () => Message;
  return Object.defineProperties(message, {
    // A copy can be copied too, because a repeat sends a copy.
    clone: { value: () => show(keep(clone(), realm, text), message.headers) },
    text: { value: async () => text },
    json: { value: async () => realm.JSON.parse(text) },
    arrayBuffer: { value: async () => new realm.TextEncoder().encode(text).buffer },
    body: { value: text === '' ? null : { getReader: () => readerOf(realm, text), cancel: async () => undefined } },
  });
}

function readerOf(realm: RealmWindow, text: string) {
  const chunks = [new realm.TextEncoder().encode(text)];
  return {
    read: async () => {
      const value = chunks.shift();
      return { done: value === undefined, value };
    },
    releaseLock: () => undefined,
    cancel: async () => undefined,
  };
}
