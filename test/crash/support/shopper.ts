/** A shopper's browser, and Klarna's server that calls the shop, while the shop's server is killed again and again. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../support/random.ts';
import type { KlarnaProcess } from './klarna-calls.ts';
import type { ShopProcesses } from './shop-processes.ts';

/** More than any repeat needs, so that the test cannot hang. */
const TRIES = 40;

/** All requests start within this time, in any order. An order takes about as long. */
const SPREAD = 25;

export interface Approved {
  session_id: string;
  authorization_token: string;
  /** The shop's callback URL. */
  callback: string;
  /** The shop's cookies. */
  cookie: string;
  /** Every `order_id` that the browser got. */
  told: Set<string>;
}

interface World {
  shop: ShopProcesses;
  klarna: KlarnaProcess;
  random: Random;
}

const json = { 'content-type': 'application/json' };

/** Sends a request. Undefined if the server was killed or answered with a fault; the caller may then repeat it. */
async function ask(url: string, init: RequestInit): Promise<Response | undefined> {
  try {
    const response = await fetch(url, init);
    const body = await response.arrayBuffer();
    if (response.status >= 500) return undefined;
    assert.ok(response.ok, `${new URL(url).pathname}: ${response.status} ${Buffer.from(body).toString()}`);
    const { status, headers } = response;
    return new Response(status === 204 ? null : body, { status, headers });
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))
      return undefined;
    throw error;
  }
}

async function askUntilAnswered({ shop }: World, url: string, init: RequestInit): Promise<Response> {
  for (let tries = 0; tries < TRIES; tries++) {
    await shop.up();
    const response = await ask(url, init);
    if (response) return response;
  }
  throw new Error(`${url} gave no answer in ${TRIES} tries.`);
}

/** Goes to the checkout and authorizes at Klarna. */
export async function approve(world: World): Promise<Approved> {
  const { shop, klarna } = world;
  const cart = await askUntilAnswered(world, `${shop.url}/api/cart`, {});
  const cookies = [cart.headers.getSetCookie()[0]?.split(';')[0] ?? ''];
  const init = { method: 'POST', headers: { ...json, cookie: cookies.join() }, body: '{}' };
  const opened = await askUntilAnswered(world, `${shop.url}/klarna/session`, init);
  cookies.push(opened.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  const { session_id } = await opened.json();
  const { authorization_token, callback } = await klarna.authorize(session_id);
  assert.ok(authorization_token && callback, 'the simulator approved');
  return { session_id, authorization_token, callback, cookie: cookies.join('; '), told: new Set() };
}

const orderCall = ({ session_id, authorization_token, cookie }: Approved): RequestInit => ({
  method: 'POST',
  headers: { ...json, cookie },
  body: JSON.stringify({ session_id, authorization_token }),
});

async function hear(response: Response | undefined, { told }: Approved): Promise<void> {
  if (response) told.add((await response.json()).order_id);
}

/** A tab that crashes: it asks once, and may be gone before the answer. */
async function askOnce({ shop, random }: World, approved: Approved): Promise<void> {
  const gone = random.chance(0.5) ? { signal: AbortSignal.timeout(Math.round(random.upTo(SPREAD))) } : {};
  await hear(await ask(`${shop.url}/klarna/order`, { ...orderCall(approved), ...gone }), approved);
}

async function askUntilOrdered(world: World, approved: Approved): Promise<void> {
  await hear(await askUntilAnswered(world, `${world.shop.url}/klarna/order`, orderCall(approved)), approved);
}

/**
 * A page that was closed and opened again. Another process may have placed the order and not saved it yet. Then the answer has
 * no order, because the session alone does not give the order's id.
 */
async function comeBack(world: World, approved: Approved): Promise<void> {
  const init = { headers: { cookie: approved.cookie } };
  const outcome = await (await askUntilAnswered(world, `${world.shop.url}/klarna/outcome`, init)).json();
  if (outcome.status === 'authorized') return askUntilOrdered(world, { ...approved, ...outcome });
  assert.equal(outcome.status, 'complete');
  if (outcome.order) approved.told.add(outcome.order.order_id);
}

/** Klarna's server: it calls until it gets an answer, and then perhaps once more. */
async function callBack(world: World, { callback, session_id, authorization_token }: Approved): Promise<void> {
  const init = { method: 'POST', headers: json, body: JSON.stringify({ session_id, authorization_token }) };
  const times = world.random.pick([1, 1, 2]);
  for (let heard = 0; heard < times; heard++) await askUntilAnswered(world, callback, init);
}

/** All requests that can place this order, each after a random time. A request that has the token is repeated until it succeeds. */
export async function buy(world: World, approved: Approved): Promise<void> {
  const { random } = world;
  const later = async (door: () => Promise<void>) => {
    await pause(random.upTo(SPREAD));
    await door();
  };
  const doors = {
    'the browser tries again': [() => askUntilOrdered(world, approved)],
    'the browser is gone, Klarna calls': [() => askOnce(world, approved), () => callBack(world, approved)],
    'both at once': [() => askUntilOrdered(world, approved), () => callBack(world, approved)],
    'Klarna calls twice, two tabs ask': [
      () => callBack(world, approved),
      () => callBack(world, approved),
      () => askUntilOrdered(world, approved),
      () => askUntilOrdered(world, approved),
    ],
    'the page comes back, Klarna calls': [
      async () => {
        await askOnce(world, approved);
        await comeBack(world, approved);
      },
      () => callBack(world, approved),
    ],
  };
  await Promise.all(random.pick(Object.values(doors) as [(typeof doors)['both at once']]).map(later));
}
