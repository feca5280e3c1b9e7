/** `GET /simulator/events`: server-sent events. One `change` whenever something changed; what it is, the state tells. */
import { setInterval as startInterval, setTimeout as startTimer } from 'node:timers';
import type { Changes } from '../state/changes.ts';

/** ms of real time: a busy shop must not keep the page drawing. */
const THROTTLE_MS = 100;

/** ms of real time: proxies close what is silent. */
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
      // At once: whoever comes, or comes back, does not know where things stand.
      tell();
    },
    cancel: () => gone.abort(),
  });

  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}
