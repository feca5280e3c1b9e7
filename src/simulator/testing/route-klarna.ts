import { KLARNA_SDK_URL } from '../../klarna/sdk.ts';

/** What a `Page` and a `BrowserContext` of Playwright have, as far as it is needed here. */
export interface Routable {
  route(url: string, handler: (route: Route) => Promise<unknown>): Promise<unknown>;
}

interface Route {
  fulfill(response: { status: number; headers: Record<string, string>; body: string }): Promise<void>;
}

/**
 * Puts the simulator in the place of Klarna's script, for a page that loads the real address. Frames and pop-up follow the
 * client token, so the sessions have to come from the same simulator: its address is the server's `environment`.
 */
export async function routeKlarna(target: Routable, klarna: { readonly sdkUrl: string }): Promise<void> {
  await target.route(KLARNA_SDK_URL, async (route) => {
    const response = await fetch(klarna.sdkUrl);
    const { status, headers } = response;
    // Undone already; a browser would try to inflate and measure it again.
    const { 'content-encoding': _, 'content-length': __, ...kept } = Object.fromEntries(headers);
    await route.fulfill({ status, headers: kept, body: await response.text() });
  });
}
