/**
 * The secret part of the URLs that Klarna calls. Klarna signs nothing, so the URL itself has to show that Klarna calls.
 *
 * The handler makes the token before the session has an id. So the token holds only its time and its mount, encrypted. It
 * does not make the body of a callback true: the handler reads the session at Klarna for that.
 *
 * A token is valid at one mount only. A client can send another `Host`, and then Klarna calls that host. The token that
 * arrives there is not valid at the shop's own address.
 */
import { isRecord } from '../../klarna/is-record.ts';
import type { Sealer } from './sealer.ts';

const PURPOSE = 'callback';

/** A session lives 48 hours. Klarna decides about a pending order within 24 more. The rest is for late repeats. */
const LIFE_MS = 96 * 3_600_000;

/** A token says nothing about its session, so all sessions of a mount share one for this time. */
const SHARED_MS = 15 * 60_000;

export interface CallbackTokens {
  create(mountId: string): Promise<string>;
  /** @returns the `mountId` of a token; undefined if this shop did not make the token, or if it is too old */
  open(token: string): Promise<string | undefined>;
}

export function createCallbackTokens(sealer: Sealer): CallbackTokens {
  let shared = { made: Number.NEGATIVE_INFINITY, mount: '', token: '' };
  return {
    async create(mount) {
      const made = Date.now();
      // The absolute value: a clock that was set back must not keep a token from the future.
      if (mount === shared.mount && Math.abs(made - shared.made) <= SHARED_MS) return shared.token;
      const token = await sealer.encrypt(PURPOSE, { made, mount });
      // Only one token is kept. Without `publicUrl` clients choose the mount by `Host`, and a list would grow without end.
      shared = { made, mount, token };
      return token;
    },

    async open(token) {
      const value = await sealer.decrypt(PURPOSE, token);
      if (!isRecord(value) || typeof value.made !== 'number' || typeof value.mount !== 'string') return undefined;
      return Date.now() - value.made < LIFE_MS ? value.mount : undefined;
    },
  };
}
