/**
 * The simulator's control API, for its control page and for tests in other processes. It is no part of Klarna's API.
 */
import { KlarnaError } from '../klarna-error.ts';
import { readJsonBody } from '../read-body.ts';
import { findRoute, normalisePath, type Route, route } from '../route.ts';
import { ScriptError } from '../script/read-steps.ts';
import { resetState, type State } from '../state/state.ts';
import { addSteps } from './add-steps.ts';
import { describeState } from './describe-state.ts';
import { eventStream } from './events.ts';
import { redact } from './redact.ts';
import { checkRequestOrigin } from './refuse-foreign.ts';

export const isControlPath = (pathname: string): boolean => /^\/simulator\//.test(`${normalisePath(pathname)}/`);

type Body = Record<string, unknown>;

/** Answers with a message as JSON. */
const say = (status: number, message: string): Response => respond({ message }, status);

const respond = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } });

export function createControl(state: State, ownHost: string | undefined) {
  const clock = async ({ advance_ms }: Body): Promise<Response> => {
    // The clock checks the range, and throws a RangeError.
    if (typeof advance_ms !== 'number') return say(400, 'advance_ms must be a number of milliseconds.');
    await state.clock.advance(advance_ms);
    state.changes.notify();
    return respond({ now: new Date(state.now()).toISOString(), now_ms: state.now(), ahead_ms: state.clock.ahead_ms });
  };

  const script = ({ steps, session_id }: Body): Response => {
    if (session_id !== undefined && session_id !== null && typeof session_id !== 'string') {
      return say(400, 'session_id must be a string. Leave it out to mean every session.');
    }
    addSteps(state, steps, session_id ?? undefined);
    state.changes.notify();
    return respond({ waiting: state.script.entries().length });
  };

  const clearScript = (): Response => {
    state.script.clear();
    state.changes.notify();
    return respond({ waiting: 0 });
  };

  const reset = (): Response => {
    resetState(state);
    return respond({ version: state.changes.count });
  };

  const show = (url: URL): Response => {
    const described = describeState(state);
    return respond(url.searchParams.get('reveal') === '1' ? described : redact(described));
  };

  type Answer = (request: Request, url: URL) => Response | Promise<Response>;

  const post = (run: (body: Body) => Response | Promise<Response>) => async (request: Request) => {
    if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
      return say(415, 'Send JSON, with content-type: application/json.');
    }
    return run(await readJsonBody(request));
  };

  const routes: Route<Answer>[] = [
    route('GET', '/simulator/state', (_, url) => show(url)),
    route('GET', '/simulator/events', (request) => eventStream(state.changes, request.signal)),
    route('POST', '/simulator/clock', post(clock)),
    route('POST', '/simulator/script', post(script)),
    route('DELETE', '/simulator/script', clearScript),
    route('POST', '/simulator/reset', post(reset)),
  ];

  return async (request: Request): Promise<Response> => {
    const objection = checkRequestOrigin(request, ownHost);
    if (objection !== undefined) return say(403, objection);
    const url = new URL(request.url);
    const match = findRoute(routes, request.method, url.pathname);
    if (match === undefined) return say(404, 'This path does not exist. See docs/simulator.md for the paths.');
    if (match === 'method') return say(405, 'This path does not allow this method.');
    try {
      return await match.target(request, url);
    } catch (error) {
      if (error instanceof ScriptError || error instanceof RangeError) return say(400, error.message);
      if (error instanceof KlarnaError) {
        return say(error.status, error.status === 413 ? 'That is too long.' : 'The body must be a JSON object.');
      }
      throw error;
    }
  };
}
