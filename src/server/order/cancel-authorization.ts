import type { HandlerConfig } from '../config.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';

/**
 * Cancels an authorization for a purchase that the shopper no longer wants. It never throws: other failures go to `onError`.
 * An authorization that is not cancelled expires at Klarna 60 minutes after it was made.
 *
 * @returns false if Klarna does not know the authorization any more: it has expired, or it has become an order
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
