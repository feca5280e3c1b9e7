import type { KlarnaPayments } from '../../../klarna/sdk.ts';
import type { createAuthorize } from './create-authorize.ts';
import type { createChannel } from './create-channel.ts';
import type { createChecks } from './create-checks.ts';
import type { createErrors } from './create-errors.ts';
import type { createEvents } from './create-events.ts';
import type { createFrames } from './create-frames.ts';
import type { createPayments } from './create-payments.ts';
import type { createToken } from './create-token.ts';
import type { createWidgets } from './create-widgets.ts';
import type { openPopup } from './open-popup.ts';
import type { readArguments } from './read-arguments.ts';
import type { readClaims } from './read-claims.ts';
import type { SdkSettings } from './types.ts';

/** All parts of the SDK. `scripts.ts` collects them. */
export type SdkParts = {
  createErrors: typeof createErrors;
  createEvents: typeof createEvents;
  createFrames: typeof createFrames;
  createChannel: typeof createChannel;
  createChecks: typeof createChecks;
  createToken: typeof createToken;
  createWidgets: typeof createWidgets;
  createAuthorize: typeof createAuthorize;
  createPayments: typeof createPayments;
  openPopup: typeof openPopup;
  readArguments: typeof readArguments;
  readClaims: typeof readClaims;
};

/** Assembles the parts, publishes `Klarna.Payments`, and calls `klarnaAsyncCallback` last, synchronously. */
export function startSdk(parts: SdkParts, settings: SdkSettings): void {
  const { age } = settings;
  const OURS = Symbol.for('klarna-simulator.sdk');
  const present: (KlarnaPayments & { [OURS]?: true }) | undefined = window.Klarna?.Payments;
  // If the script runs twice, build 2004 keeps the first object. Older builds replace it.
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
    // Keep other products of Klarna, such as on-site messaging.
    window.Klarna = Object.assign(window.Klarna ?? {}, { Payments: payments });
  }
  if (typeof window.klarnaAsyncCallback === 'function') window.klarnaAsyncCallback();
}
