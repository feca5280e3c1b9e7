/** A session that buys and tokenizes ends with one active customer token: the one of the approval that became the order. */
import type { SessionRead } from '../klarna/types.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { tokenRequest } from './make-customer-token.ts';
import type { Approval } from './place-order.ts';
import type { Settings } from './settings.ts';

/** Never fails: a token that could not be cancelled is reported. */
export async function cancelCustomerToken(settings: Settings, token_id: string, request: Request): Promise<void> {
  try {
    await settings.api.cancelCustomerToken(token_id);
  } catch (error) {
    settings.onError(error, request);
  }
}

const buysToo = ({ intent }: SessionRead): boolean =>
  intent === 'buy_and_tokenize' || intent === 'buy_and_default_tokenize';

/**
 * Cancels the customer token of an approval that becomes no order. Another request may have made it, so Klarna is asked
 * for it: the same approval gives the same token again (recorded). Never fails.
 */
export async function cancelTokenOf(
  settings: Settings,
  { authorization_token, session, request }: Pick<Approval, 'authorization_token' | 'session' | 'request'>,
): Promise<void> {
  if (!buysToo(session)) return;
  try {
    const { token_id } = await settings.api.createCustomerToken(authorization_token, tokenRequest(session));
    await cancelCustomerToken(settings, token_id, request);
  } catch (error) {
    // The approval is over and made none.
    if (error instanceof KlarnaApiError && (error.status === 403 || error.status === 404)) return;
    settings.onError(error, request);
  }
}
