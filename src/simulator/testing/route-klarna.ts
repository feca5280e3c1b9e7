import { KLARNA_SDK_URL } from '../../klarna/sdk.ts';

/** The members of Playwright's `Page` and `BrowserContext` that this needs. */
export interface Routable {
  route(url: string, handler: (route: Route) => Promise<unknown>): Promise<unknown>;
}

interface Route {
  fulfill(response: { status: number; headers: Record<string, string>; body: string }): Promise<void>;
}

/**
 * Serves the simulator's script in place of Klarna's, for a page that loads the real address. Frames and pop-up follow
 * the client token, so the sessions must come from the same simulator. Its address is the server's `environment`.
 */
export async function routeKlarna(target: Routable, klarna: { readonly sdkUrl: string }): Promise<void> {
  await target.route(KLARNA_SDK_URL, async (route) => {
    const response = await fetch(klarna.sdkUrl);
    const { status, headers } = response;
    // The body is already decompressed. With these headers a browser would decompress and measure it again.
    const { 'content-encoding': _, 'content-length': __, ...kept } = Object.fromEntries(headers);
    await route.fulfill({ status, headers: kept, body: await response.text() });
  });
}
