import type { SessionRead } from '../../klarna/types.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { RequestContext } from '../request-context.ts';

/**
 * @returns undefined if Klarna does not know the session, or does not know it any more
 * @throws {KlarnaApiError} if Klarna gives no answer
 */
export async function findSession({ config }: RequestContext, session_id: string): Promise<SessionRead | undefined> {
  try {
    return await config.api.readSession(session_id);
  } catch (error) {
    if (error instanceof KlarnaApiError && error.status === 404) return undefined;
    throw error;
  }
}
