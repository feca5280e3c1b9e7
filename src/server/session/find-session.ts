import type { SessionRead } from '../../klarna/types.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { Visit } from '../request-context.ts';

/**
 * @returns undefined where Klarna does not know the session (any more)
 * @throws {KlarnaApiError} where Klarna does not say
 */
export async function readIfKnown({ settings }: Visit, session_id: string): Promise<SessionRead | undefined> {
  try {
    return await settings.api.readSession(session_id);
  } catch (error) {
    if (error instanceof KlarnaApiError && error.status === 404) return undefined;
    throw error;
  }
}
