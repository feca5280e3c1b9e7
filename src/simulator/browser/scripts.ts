import { paths } from '../paths.ts';
import { createApi } from './control/create-api.ts';
import { createDom } from './control/create-dom.ts';
import { createFormat } from './control/create-format.ts';
import { createJson } from './control/create-json.ts';
import { createList } from './control/create-list.ts';
import { createRow } from './control/create-row.ts';
import { createCallbacks } from './control/panels/create-callbacks.ts';
import { createClock } from './control/panels/create-clock.ts';
import { createOrders } from './control/panels/create-orders.ts';
import { createRequests } from './control/panels/create-requests.ts';
import { createScript } from './control/panels/create-script.ts';
import { createSessions } from './control/panels/create-sessions.ts';
import { createTokens } from './control/panels/create-tokens.ts';
import { createTools } from './control/panels/create-tools.ts';
import { type ControlParts, startControl } from './control/start-control.ts';
import { createAuthorize } from './sdk/create-authorize.ts';
import { createChannel } from './sdk/create-channel.ts';
import { createChecks } from './sdk/create-checks.ts';
import { createErrors } from './sdk/create-errors.ts';
import { createEvents } from './sdk/create-events.ts';
import { createFrames } from './sdk/create-frames.ts';
import { createPayments } from './sdk/create-payments.ts';
import { createToken } from './sdk/create-token.ts';
import { createWidgets } from './sdk/create-widgets.ts';
import { openPopup } from './sdk/open-popup.ts';
import { readArguments } from './sdk/read-arguments.ts';
import { readClaims } from './sdk/read-claims.ts';
import { type SdkParts, startSdk } from './sdk/start-sdk.ts';
import type { SdkAge } from './sdk/types.ts';
import { startOpening } from './start-opening.ts';
import { startOverlay } from './start-overlay.ts';
import { startPopup } from './start-popup.ts';
import { startWidget } from './start-widget.ts';
import { toScript } from './to-script.ts';

const SDK_PARTS: SdkParts = {
  createErrors,
  createEvents,
  createFrames,
  createChannel,
  createChecks,
  createToken,
  createWidgets,
  createAuthorize,
  createPayments,
  openPopup,
  readArguments,
  readClaims,
};

const CONTROL_PARTS: ControlParts = {
  createApi,
  createCallbacks,
  createClock,
  createDom,
  createFormat,
  createJson,
  createList,
  createOrders,
  createRequests,
  createRow,
  createScript,
  createSessions,
  createTokens,
  createTools,
};

/** The stand-ins for `/kp/lib/v1/api.js`, by the age of the script that they imitate. */
export const SDK_SCRIPTS: Readonly<Record<SdkAge, string>> = {
  current: toScript(SDK_PARTS, startSdk, { age: 'current', paths }),
  '2023': toScript(SDK_PARTS, startSdk, { age: '2023', paths }),
};

/** The pages' scripts, by the name of the page. */
export const PAGE_SCRIPTS: ReadonlyMap<string, string> = new Map([
  ['widget', toScript({}, startWidget, { api: paths.frameApi })],
  ['overlay', toScript({}, startOverlay, {})],
  ['opening', toScript({}, startOpening, {})],
  ['popup', toScript({}, startPopup, {})],
  ['control', toScript(CONTROL_PARTS, startControl, {})],
]);
