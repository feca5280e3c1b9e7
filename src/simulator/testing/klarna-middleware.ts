import type { IncomingMessage } from 'node:http';
import { toRequest } from '../../node/http-adapter.ts';
import { paths } from '../paths.ts';
import { isRestPath } from '../rest/rest-api.ts';

/** The members of Koa's context that this needs. */
export interface KoaContext {
  readonly req: IncomingMessage;
  readonly path: string;
  status: number;
  body: unknown;
  set(headers: Record<string, string>): void;
}

export type KoaMiddleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<unknown>;

/**
 * For `middleware` in the configuration of web-test-runner or dev-server. It serves the SDK and the REST API on the
 * tests' own origin, so a test in the browser can open its session. Frames and pop-up stay on the simulator's origin.
 */
export const klarnaMiddleware =
  (simulator: (request: Request) => Promise<Response>): KoaMiddleware =>
  async (context, next) => {
    if (context.path !== paths.sdk && !isRestPath(context.path)) return next();
    // Answers come at once, so a test that ends early has nothing to cancel.
    const response = await simulator(toRequest(context.req, new AbortController().signal));
    context.status = response.status;
    context.set(Object.fromEntries(response.headers));
    context.body = Buffer.from(await response.arrayBuffer());
  };
