/** The routes for browsers: the SDK, its frames, the pop-up, the redirect to the shop, the control page. */
import { PAGE_SCRIPTS, SDK_SCRIPTS } from '../browser/scripts.ts';
import type { SdkAge } from '../browser/sdk/types.ts';
import { DECISIONS, decideAttempt } from '../flow/authorize/attempts.ts';
import { isSignUpCode, mustSignUp } from '../flow/authorize/outcomes.ts';
import { findRedirect } from '../flow/orders/orders.ts';
import { BADGE } from '../pages/badge.ts';
import { controlPage } from '../pages/control/control-page.ts';
import { overlayPage } from '../pages/overlay-page.ts';
import { approvalPage, decidedPage, gonePage, openingPage } from '../pages/popup-page.ts';
import { STYLES } from '../pages/styles.ts';
import { widgetPage } from '../pages/widget-page.ts';
import { paths } from '../paths.ts';
import { readJsonBody, readText } from '../read-body.ts';
import { type Call, type Route, route } from '../route.ts';
import { keepJson } from '../state/exchanges.ts';
import type { State } from '../state/state.ts';
import { asset, notFound } from './assets.ts';
import { FRAME_API } from './frame-api.ts';

export function frameRoutes(state: State, originOf: (request: Request) => string, sdk: SdkAge): Route[] {
  const findAttempt = ({ params }: Call) => state.attempts.get(params.id ?? '');

  return [
    route('GET', '/', ({ request }) => controlPage(originOf(request))),
    route('GET', paths.sdk, () => asset(SDK_SCRIPTS[sdk], 'text/javascript')),
    route('GET', paths.badge, () => asset(BADGE, 'image/svg+xml')),
    route('GET', `${paths.scripts}/{name}.js`, ({ params }) =>
      asset(PAGE_SCRIPTS.get(params.name ?? ''), 'text/javascript'),
    ),
    route('GET', `${paths.styles}/{name}.css`, ({ params }) => asset(STYLES.get(params.name ?? ''), 'text/css')),
    route('GET', paths.widget, ({ url }) => widgetPage(url.searchParams.get('theme') === 'dark' ? 'dark' : 'light')),
    route('GET', paths.overlay, overlayPage),
    route('GET', paths.popup, openingPage),
    route('GET', `${paths.popup}/{id}`, (call) => {
      const attempt = findAttempt(call);
      const session = attempt && state.sessions.get(attempt.session_id);
      if (!attempt || !session) return gonePage();
      return attempt.result ? decidedPage() : approvalPage(session, attempt, state.merchant_name);
    }),
    route('POST', `${paths.popup}/{id}`, async (call) => {
      const attempt = findAttempt(call);
      const session = attempt && state.sessions.get(attempt.session_id);
      const given = new URLSearchParams(await readText(call.request));
      const decision = DECISIONS.find((name) => name === given.get('decision'));
      if (!attempt || !session || !decision) return gonePage();
      const isSignedUp = !mustSignUp(session.details) || isSignUpCode(given.get('code') ?? '');
      if (decision === 'approve' && !isSignedUp) return approvalPage(session, attempt, state.merchant_name, true);
      decideAttempt(state, attempt, decision);
      return decidedPage();
    }),
    route('GET', `${paths.redirect}/{id}`, ({ params }) => {
      const location = findRedirect(state, params.id ?? '');
      return location === undefined ? notFound() : new Response(null, { status: 302, headers: { location } });
    }),
    route('POST', `${paths.frameApi}/{name}`, async ({ request, params, exchange }) => {
      const answer = FRAME_API.get(params.name ?? '');
      if (answer === undefined) return notFound();
      const reply = await answer(state, await readJsonBody(request, exchange));
      if (exchange) exchange.answered = keepJson(JSON.stringify(reply.result));
      return Response.json(reply);
    }),
  ];
}
