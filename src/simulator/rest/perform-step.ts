/** Applies a step of a script to one REST call. */
import { ConnectionLost } from '../connection-lost.ts';
import { KlarnaError } from '../klarna-error.ts';
import type { CallStep } from '../script/step.ts';
import type { State } from '../state/state.ts';
import { proxyError, rateLimited } from './gateway.ts';
import { RATES } from './rate-limit.ts';

/**
 * @param run the call as it would be without the step
 * @throws {KlarnaError | ConnectionLost}
 */
export async function performStep(
  { clock }: State,
  { outcome, refusal, latency_ms = 0, with: failure = 500 }: CallStep,
  run: () => Promise<Response>,
): Promise<Response> {
  if (latency_ms > 0) await clock.wait(latency_ms);
  if (outcome === 'answer') return run();
  if (refusal) throw new KlarnaError(refusal.status, refusal.error_code, refusal.error_messages);
  switch (failure) {
    case 'reset':
      throw new ConnectionLost();
    case 'lost':
      await run();
      throw new ConnectionLost();
    case 429:
      return rateLimited({ limit: RATES.other, remaining: 0 });
    case 500:
      throw new KlarnaError(500, 'INTERNAL_SERVER_ERROR', ['Internal error']);
    default:
      return proxyError(failure);
  }
}
