/** `EventTarget` with types for the checkout's events. At run time it is the browser's own class. */
import type { KlarnaCheckoutEventMap } from './events.ts';

export interface CheckoutEventTarget extends EventTarget {
  addEventListener<Name extends keyof KlarnaCheckoutEventMap>(
    type: Name,
    listener: (event: KlarnaCheckoutEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof KlarnaCheckoutEventMap>(
    type: Name,
    listener: (event: KlarnaCheckoutEventMap[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

export const CheckoutEventTarget: new () => CheckoutEventTarget = EventTarget;
