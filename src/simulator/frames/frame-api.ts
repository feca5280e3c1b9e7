/** The requests that the widget's frame makes for the SDK. Same origin only: the answers carry no CORS header. */

import { isRecord } from '../../klarna/is-record.ts';
import type { AuthorizeResult } from '../../klarna/sdk.ts';
import { ConnectionLost } from '../connection-lost.ts';
import { type Decided, LEFT } from '../flow/authorize/approve.ts';
import { type AttemptRequest, decideAttempt, openAttempt, repeatApproval } from '../flow/authorize/attempts.ts';
import { loadWidget } from '../flow/authorize/load-widget.ts';
import { reviewContent, widgetContent } from '../pages/widget-page.ts';
import type { State } from '../state/state.ts';

type Body = Record<string, unknown>;

/** `html` replaces the frame's content. Without it the content stays. */
interface FrameAnswer {
  result: unknown;
  html?: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const record = (value: unknown): Body => (isRecord(value) ? value : {});

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

function load(state: State, body: Body): FrameAnswer {
  const asked = texts(body.payment_method_categories);
  const { result, categories, session } = loadWidget(state, text(body.session_id), asked, record(body.data));
  return { result, html: session ? widgetContent(session, categories).toString() : '' };
}

function review(state: State, body: Body): FrameAnswer {
  const { result, session } = loadWidget(state, text(body.session_id), [], {});
  return { result, html: session ? reviewContent(session).toString() : '' };
}

/** @throws {ConnectionLost} if a script wants the answer to be lost */
async function tell(state: State, { result, announced, latency_ms = 0, isLost }: Decided): Promise<AuthorizeResult> {
  await announced;
  if (latency_ms > 0) await state.clock.wait(latency_ms);
  if (isLost) throw new ConnectionLost();
  return result;
}

async function authorize(state: State, body: Body): Promise<FrameAnswer> {
  const request: AttemptRequest = {
    session_id: text(body.session_id),
    payment_method_category: text(body.payment_method_category),
    auto_finalize: body.auto_finalize !== false,
    data: record(body.data),
  };
  const opened = openAttempt(state, request);
  if ('attempt_id' in opened) return { result: { attempt_id: opened.attempt_id } };
  return { result: { result: await tell(state, opened) } };
}

/** The SDK asks for this when the window is gone. If there is no decision, the shopper left. */
function outcome(state: State, body: Body): FrameAnswer {
  const attempt = state.attempts.get(text(body.attempt_id));
  return { result: attempt ? decideAttempt(state, attempt, 'cancel') : LEFT };
}

async function repeat(state: State, body: Body): Promise<FrameAnswer> {
  return { result: await tell(state, repeatApproval(state, text(body.session_id), record(body.data))) };
}

type FrameCall = (state: State, body: Body) => FrameAnswer | Promise<FrameAnswer>;

/** By name: the last part of the path. */
export const FRAME_API: ReadonlyMap<string, FrameCall> = new Map(
  Object.entries({ load, review, authorize, outcome, repeat }),
);
