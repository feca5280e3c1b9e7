import type { SdkParts } from '../scripts.ts';

export interface SdkSettings {
  paths: { widget: string; overlay: string; popup: string };
}

/** Puts the parts together, publishes `Klarna.Payments` and says that it is there: once, at the end, synchronously. */
export function startSdk(parts: SdkParts, settings: SdkSettings): void {
  const script = document.currentScript;
  const scriptOrigin = new URL(script instanceof HTMLScriptElement ? script.src : location.href).origin;
  const fail = parts.createErrors();
  const events = parts.createEvents(fail);
  const frames = parts.createFrames(settings);
  const openChannel = parts.createChannel;
  const payments = parts.createPayments({
    token: parts.createToken(fail, parts.readClaims, scriptOrigin),
    checks: parts.createChecks(fail),
    events,
    widgets: parts.createWidgets({ frames, events, openChannel }),
    authorize: parts.createAuthorize(parts.openPopup, settings),
    repeat: parts.createHiddenCall(frames, openChannel),
    review: parts.createReview(frames, openChannel),
    read: parts.readArguments,
  });
  window.Klarna = { ...window.Klarna, Payments: payments };
  if (typeof window.klarnaAsyncCallback === 'function') window.klarnaAsyncCallback();
}
