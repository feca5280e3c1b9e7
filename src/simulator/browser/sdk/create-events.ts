import type { SdkEvent } from '../../../klarna/sdk.ts';
import type { createErrors } from './create-errors.ts';
import type { SdkAge } from './types.ts';

type EventHandler = (payload?: number) => void;

/**
 * `on` and `off`. Events are global. Their documented payload does not name the widget; build 2004 adds its name as a
 * further argument.
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
      // A handler that was added twice is called twice.
      handlers.set(name, [...present, handler]);
    },
    /** An unknown event has no handlers, so nothing happens. */
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
          // An error in the page's handler must not stop a payment.
          reportError(error);
        }
      }
    },
  };
}
