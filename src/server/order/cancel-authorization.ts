import type { HandlerConfig } from '../config.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';

/**
 * Cancels an approval that is for something the shopper no longer wants. It never fails: what could not be given back
 * is reported and expires at Klarna by itself, 60 minutes after it was given.
 *
 * @returns false where Klarna does not know the approval (any more): expired, or an order by now
 */
export async function cancelAuthorization(
  config: HandlerConfig,
  authorization_token: string,
  request: Request,
): Promise<boolean> {
  try {
    await config.api.cancelAuthorization(authorization_token);
  } catch (error) {
    if (error instanceof KlarnaApiError && error.status === 404) return false;
    config.onError(error, request);
  }
  return true;
}
