import type { FrameCall, FrameMessage, FrameMethod, FrameParams } from '../messages.ts';

export interface Channel {
  /**
   * Rejects if the frame does not answer within 30 s, reports that the simulator failed, or is removed.
   * Throws if the parameters cannot be written as JSON. Like Klarna's script it sends text, so a proxy object is sent
   * as its values.
   */
  call(method: FrameMethod, params: FrameParams): Promise<unknown>;
  close(): void;
}

/** Talks to one frame. Calls wait until the frame is ready. Messages of other windows are ignored. */
export function createChannel(
  frame: HTMLIFrameElement,
  origin: string,
  onMessage: (message: FrameMessage) => void,
): Channel {
  /** Klarna's own limit. */
  const TIMEOUT_MS = 30_000;
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const queue: FrameCall[] = [];
  let count = 0;
  let isReady = false;

  const post = (call: FrameCall) => frame.contentWindow?.postMessage(call, origin);

  const listen = (event: MessageEvent<FrameMessage>) => {
    if (event.source !== frame.contentWindow || event.origin !== origin || !event.data?.klarna_simulator) return;
    const message = event.data;
    if (message.klarna_simulator === 'ready') {
      isReady = true;
      for (const call of queue.splice(0)) post(call);
    } else if (message.klarna_simulator === 'reply') waiting.get(message.id)?.resolve(message.result);
    else if (message.klarna_simulator === 'broken') waiting.get(message.id)?.reject(new Error(message.reason));
    else onMessage(message);
  };
  window.addEventListener('message', listen);

  return {
    call(method, params) {
      count += 1;
      const call: FrameCall = { klarna_simulator: 'call', id: count, method, params: JSON.stringify(params) };
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const timer = setTimeout(() => reject(new Error(`The simulator's frame did not answer ${method}.`)), TIMEOUT_MS);
      waiting.set(call.id, { resolve, reject });
      if (isReady) post(call);
      else queue.push(call);
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(call.id);
      });
    },
    close() {
      window.removeEventListener('message', listen);
      for (const { reject } of waiting.values()) reject(new Error('The simulator’s frame is gone.'));
    },
  };
}
