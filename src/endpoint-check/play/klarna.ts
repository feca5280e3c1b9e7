/** The offline Klarna of the check. It records what the endpoint asks. */
import type { FetchHandler } from '../../node/http-adapter.ts';
import { createKlarnaSimulator, type KlarnaSimulator } from '../../simulator/create-klarna-simulator.ts';

export interface KlarnaCall {
  readonly method: string;
  readonly path: string;
  /** The header with the shop's credentials, as the endpoint sent it. */
  readonly authorization: string | null;
  readonly body: Record<string, unknown>;
  /** Klarna's id of the call. Absent if a script broke the connection. */
  correlation_id?: string | undefined;
}

export interface RecordingKlarna {
  readonly simulator: KlarnaSimulator;
  readonly calls: KlarnaCall[];
  /** Answers the endpoint. */
  readonly handle: FetchHandler;
  /** Drops the steps that a rule has scripted and the endpoint has not used. */
  forgetScript(): Promise<void>;
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    // The simulator refuses such a body by itself.
    return {};
  }
}

/** The callbacks are recorded and not sent: the check plays Klarna's servers itself, in the order that a rule needs. */
export function createRecordingKlarna(): RecordingKlarna {
  const simulator = createKlarnaSimulator({ merchant_name: 'klarna-endpoint-check' });
  const calls: KlarnaCall[] = [];
  const handle = async (request: Request): Promise<Response> => {
    const call: KlarnaCall = {
      method: request.method,
      path: new URL(request.url).pathname,
      authorization: request.headers.get('authorization'),
      body: readJson(await request.clone().text()),
    };
    calls.push(call);
    const response = await simulator(request);
    call.correlation_id = response.headers.get('klarna-correlation-id') ?? undefined;
    return response;
  };
  const forgetScript = async (): Promise<void> => {
    await simulator(new Request('http://127.0.0.1/simulator/script', { method: 'DELETE' }));
  };
  return { simulator, calls, handle, forgetScript };
}
