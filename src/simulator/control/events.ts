/**
 * `GET /simulator/events`: server-sent events. Each change sends a `change` event without data. The client reads the
 * state for the details.
 */
import { setInterval as startInterval, setTimeout as startTimer } from 'node:timers';
import type { Changes } from '../memory/changes.ts';

/** Real time. Without it, a busy shop would make the page redraw all the time. */
const THROTTLE_MS = 100;

/** Real time. Proxies close silent connections. */
const HEARTBEAT_MS = 20_000;

export function eventStream(changes: Changes, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let timer: NodeJS.Timeout | undefined;
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = () => {
        timer = undefined;
        send(`event: change\ndata: {"version":${changes.count}}\n\n`);
      };
      const unwatch = changes.watch(() => {
        timer ??= startTimer(tell, THROTTLE_MS).unref();
      });
      const heartbeat = startInterval(() => send(':\n\n'), HEARTBEAT_MS).unref();
      gone.signal.addEventListener('abort', () => {
        unwatch();
        clearTimeout(timer);
        clearInterval(heartbeat);
      });
      const hangUp = () => {
        gone.abort();
        controller.close();
      };
      signal.addEventListener('abort', hangUp, { signal: gone.signal });
      // Send one now: a client that connects or reconnects does not know the current state.
      tell();
    },
    cancel: () => gone.abort(),
  });

  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}
