import type { HandlerConfig } from '../config.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';

/** Reads the session again. @returns true if it has its order, or with `tokenize` its customer token */
export async function isComplete(config: HandlerConfig, session_id: string): Promise<boolean> {
  return (await withKlarnaErrors('order', config.api.readSession(session_id))).status === 'complete';
}
