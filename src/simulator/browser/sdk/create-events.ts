import type { SdkEvent } from '../../../klarna/sdk.ts';
import type { createErrors } from './create-errors.ts';
import type { SdkAge } from './types.ts';

type EventHandler = (payload?: number) => void;

/**
 * `on` and `off`. Events are global. Their documented payload does not say which widget they come from; build 2004 adds
 * the widget's name behind it.
 */
export function createEvents(fail: ReturnType<typeof createErrors>, age: SdkAge) {
  const handlers = new Map<string, EventHandler[]>([
    ['heightChanged', []],
    ['fullscreenOverlayShown', []],
    ['fullscreenOverlayHidden', []],
  ]);

  return {
    on(name: SdkEvent, handler: EventHandler): void {
      const present = handlers.get(name);
      if (present === undefined) throw fail('EventNotSupportedError', name);
      if (typeof handler !== 'function') throw new TypeError('The listener must be a function');
      // As often as it was added, it is called.
      handlers.set(name, [...present, handler]);
    },
    /** An event that does not exist has no handlers: nothing happens. */
    off(name: SdkEvent, handler?: EventHandler): void {
      const present = handlers.get(name);
      if (present) handlers.set(name, handler ? present.filter((other) => other !== handler) : []);
    },
    emit(name: SdkEvent, widget: string, ...payload: number[]): void {
      const values = age === 'current' ? [...payload, widget] : payload;
      for (const handler of handlers.get(name) ?? []) {
        try {
          (handler as (...values: unknown[]) => void)(...values);
        } catch (error) {
          // A broken handler is the page's affair and must not stop a payment.
          reportError(error);
        }
      }
    },
  };
}
