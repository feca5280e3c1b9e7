import type { HandlerConfig } from '../config.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { Authorization } from './authorization.ts';
import { cancelTokenOf } from './cancel-customer-token.ts';
import { buysToo } from './customer-token-request.ts';
import { toOrderRequest } from './order-request.ts';

type Owner = Pick<Authorization, 'session' | 'request'>;

/**
 * Cancels the customer tokens of authorizations that became no order and cannot become one any more. In an open session that
 * is every authorization but the newest.
 *
 * @param older authorization_tokens from the shopper's cookie
 * @throws {HttpError} if a repeat may succeed
 */
export async function cancelOlderTokens(config: HandlerConfig, owner: Owner, older: readonly string[]): Promise<void> {
  for (const authorization_token of older) await cancelTokenOf(config, { ...owner, authorization_token }, true);
}

/**
 * The same for a completed session, if it is unknown which authorization made its order. Klarna names none, so it is asked
 * for each.
 *
 * @throws {HttpError} as `cancelOlderTokens`
 */
export async function cancelUnorderedTokens(
  config: HandlerConfig,
  owner: Owner,
  tokens: readonly string[],
): Promise<void> {
  if (tokens.length === 0 || !buysToo(owner.session)) return;
  const answers = new Map<string, Answer>();
  for (const token of tokens) answers.set(token, await askForOrder(config, owner, token));
  const isFound = [...answers.values()].includes('its-order');
  const isOlder = (token: string): boolean =>
    answers.get(token) === 'other-order' || (isFound && answers.get(token) !== 'its-order');
  await cancelOlderTokens(config, owner, tokens.filter(isOlder));
}

/**
 * - `its-order`: the authorization made the order.
 * - `other-order`: another authorization of the session made the order.
 * - `unknown`: the authorization is unknown to Klarna, or Klarna does not tell.
 */
type Answer = 'its-order' | 'other-order' | 'unknown';

/** A completed session gets no second order, so the question is harmless. */
async function askForOrder(config: HandlerConfig, { session }: Owner, authorization_token: string): Promise<Answer> {
  try {
    await config.api.createOrder(authorization_token, toOrderRequest(session));
    return 'its-order';
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.retryable) throw toHttpError(error, 'order');
    return error.error_code === 'SESSION_COMPLETED' ? 'other-order' : 'unknown';
  }
}

/**
 * The authorization of a request has ended, or is not the newest of its open session. Its customer token, and those of the
 * older ones, may still be active.
 *
 * @param noted the authorization_tokens of the session in the shopper's cookie
 * @throws {HttpError} as `cancelOlderTokens`
 */
export async function cancelEndedTokens(
  config: HandlerConfig,
  { authorization_token, session, request }: Owner & Pick<Authorization, 'authorization_token'>,
  noted: readonly string[] = [],
): Promise<void> {
  if (session.status === 'complete' || session.authorization_token === authorization_token) return;
  const ended = noted.filter((token) => token !== session.authorization_token);
  await cancelOlderTokens(config, { session, request }, ended);
  if (ended.includes(authorization_token)) return;
  await cancelTokenOf(config, { authorization_token, session, request }, false);
}
