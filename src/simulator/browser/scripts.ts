import { paths } from '../paths.ts';
import { createAuthorize } from './sdk/create-authorize.ts';
import { createChannel } from './sdk/create-channel.ts';
import { createChecks } from './sdk/create-checks.ts';
import { createErrors } from './sdk/create-errors.ts';
import { createEvents } from './sdk/create-events.ts';
import { createFrames } from './sdk/create-frames.ts';
import { createHiddenCall } from './sdk/create-hidden-call.ts';
import { createPayments } from './sdk/create-payments.ts';
import { createReview } from './sdk/create-review.ts';
import { createToken } from './sdk/create-token.ts';
import { createWidgets } from './sdk/create-widgets.ts';
import { openPopup } from './sdk/open-popup.ts';
import { readArguments } from './sdk/read-arguments.ts';
import { readClaims } from './sdk/read-claims.ts';
import { startSdk } from './sdk/start-sdk.ts';
import { startOpening } from './start-opening.ts';
import { startOverlay } from './start-overlay.ts';
import { startPopup } from './start-popup.ts';
import { startWidget } from './start-widget.ts';
import { toScript } from './to-script.ts';

const SDK_PARTS = {
  createErrors,
  createEvents,
  createFrames,
  createChannel,
  createChecks,
  createHiddenCall,
  createReview,
  createToken,
  createWidgets,
  createAuthorize,
  createPayments,
  openPopup,
  readArguments,
  readClaims,
};

export type SdkParts = typeof SDK_PARTS;

/** `/kp/lib/v1/api.js` */
export const SDK_SCRIPT = toScript(SDK_PARTS, startSdk, { paths });

/** By the name of the page they run in. */
export const PAGE_SCRIPTS: ReadonlyMap<string, string> = new Map([
  ['widget', toScript({}, startWidget, { api: paths.frameApi })],
  ['overlay', toScript({}, startOverlay, {})],
  ['opening', toScript({}, startOpening, {})],
  ['popup', toScript({}, startPopup, {})],
]);
