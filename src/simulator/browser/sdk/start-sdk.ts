import type { KlarnaPayments } from '../../../klarna/sdk.ts';
import type { SdkParts } from '../scripts.ts';

/** Which of Klarna's scripts this one does as: build 2004 of the v1.10 line, or one of 2023 and before (build 734). */
export type SdkAge = 'current' | '2023';

export interface SdkSettings {
  age: SdkAge;
  paths: { widget: string; overlay: string; popup: string };
}

/** Puts the parts together, publishes `Klarna.Payments` and says that it is there: at the end, synchronously. */
export function startSdk(parts: SdkParts, settings: SdkSettings): void {
  const { age } = settings;
  const OURS = Symbol.for('klarna-simulator.sdk');
  const present: (KlarnaPayments & { [OURS]?: true }) | undefined = window.Klarna?.Payments;
  // Executed twice, build 2004 keeps what is there; before, the second took the place of the first.
  if (age === '2023' || !present?.[OURS]) {
    const script = document.currentScript;
    const scriptOrigin = new URL(script instanceof HTMLScriptElement ? script.src : location.href).origin;
    const fail = parts.createErrors(age);
    const events = parts.createEvents(fail, age);
    const frames = parts.createFrames(settings);
    const openChannel = parts.createChannel;
    const payments = parts.createPayments({
      age,
      fail,
      token: parts.createToken(fail, parts.readClaims, { scriptOrigin, age }),
      checks: parts.createChecks(fail, age),
      events,
      widgets: parts.createWidgets({ frames, events, openChannel }),
      authorize: parts.createAuthorize(parts.openPopup, settings),
      read: parts.readArguments,
    });
    Object.defineProperty(payments, OURS, { value: true });
    // What else is there, such as on-site messaging, stays.
    window.Klarna = Object.assign(window.Klarna ?? {}, { Payments: payments });
  }
  if (typeof window.klarnaAsyncCallback === 'function') window.klarnaAsyncCallback();
}
