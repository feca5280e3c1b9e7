/**
 * The secret part of the addresses that Klarna calls. Klarna signs nothing, so the address itself has to tell Klarna
 * from others. It is made before the session has an id and therefore holds only when it was made: what a callback says
 * is believed through Klarna alone, by reading the session back.
 */
import { isRecord } from '../klarna/is-record.ts';
import { Refusal } from './refusal.ts';
import type { Sealer } from './seal.ts';
import type { Visit } from './visit.ts';

const PURPOSE = 'callback';

/** Milliseconds: a session lives 48 hours, a pending order is decided within 24 more; the rest is for late repeats. */
const LIFE = 96 * 3_600_000;

/** Milliseconds. A seal tells nothing of its session, so the sessions of a while share one and save the sealing. */
const SHARED = 15 * 60_000;

export interface CallbackSeal {
  make(): Promise<string>;
  isOurs(text: string): Promise<boolean>;
}

export function createCallbackSeal(sealer: Sealer): CallbackSeal {
  let shared = { made: Number.NEGATIVE_INFINITY, text: '' };
  return {
    async make() {
      const made = Date.now();
      // Either way: a clock that was set back must not keep a seal of the future.
      if (Math.abs(made - shared.made) > SHARED) shared = { made, text: await sealer.seal(PURPOSE, { made }) };
      return shared.text;
    },

    async isOurs(text) {
      const value = await sealer.open(PURPOSE, text);
      return isRecord(value) && typeof value.made === 'number' && Date.now() - value.made < LIFE;
    },
  };
}

export interface CallbackUrls {
  authorization: string;
  notification: string;
}

/** In the address that Klarna calls of an approval that waits for the shopper's last step. */
const HELD = 'held';

/** Whether Klarna's word of an approval is not the moment to order: the shopper confirms on a later page. */
export const isHeld = (url: string): boolean => new URL(url).searchParams.has(HELD);

/**
 * @param held the checkout has several pages
 * @throws {Refusal} 500 where Klarna could not call them
 */
export async function makeCallbackUrls({ settings, mountUrl }: Visit, held: boolean): Promise<CallbackUrls> {
  if (settings.environment === 'production' && !mountUrl.startsWith('https:')) {
    throw new Refusal(500, {
      code: 'configuration',
      reason: 'public-url',
      message: 'Klarna calls back over TLS only, and this request came over http. Behind a proxy, set `publicUrl`.',
    });
  }
  const base = `${mountUrl}/callback/${await settings.callbackSeal.make()}`;
  return { authorization: `${base}/authorization${held ? `?${HELD}` : ''}`, notification: `${base}/notification` };
}

/** @throws {Refusal} 403 */
export async function requireCallbackSeal({ settings, route }: Visit): Promise<void> {
  if (await settings.callbackSeal.isOurs(route.seal ?? '')) return;
  throw new Refusal(403, {
    code: 'configuration',
    reason: 'bad-seal',
    message: 'This address was not made by this shop, or is too old. Is `secret` the same on every machine?',
  });
}
