import type { SdkEvent } from '../../../klarna/sdk.ts';
import type { createErrors } from './create-errors.ts';

export type EventHandler = (payload?: number) => void;

/** `on` and `off`. Events are global: their payload does not say which widget they come from. */
export function createEvents(fail: ReturnType<typeof createErrors>) {
  const handlers = new Map<string, Set<EventHandler>>([
    ['heightChanged', new Set()],
    ['fullscreenOverlayShown', new Set()],
    ['fullscreenOverlayHidden', new Set()],
  ]);

  const find = (name: string): Set<EventHandler> => {
    const found = handlers.get(name);
    if (found === undefined) throw fail('EventNotSupportedError', name);
    return found;
  };

  return {
    on(name: SdkEvent, handler: EventHandler): void {
      find(name).add(handler);
    },
    off(name: SdkEvent, handler?: EventHandler): void {
      if (handler) find(name).delete(handler);
      else find(name).clear();
    },
    emit(name: SdkEvent, payload?: number): void {
      for (const handler of [...find(name)]) {
        try {
          if (payload === undefined) handler();
          else handler(payload);
        } catch (error) {
          // A broken handler is the page's affair and must not stop a payment.
          reportError(error);
        }
      }
    },
  };
}
