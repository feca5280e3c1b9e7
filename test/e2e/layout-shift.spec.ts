/**
 * Nothing on the page moves by itself. The browser measures a cumulative layout shift of 0, from the first paint until
 * Klarna is there or is known to fail.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright/test';
import { galleryTest } from './gallery/gallery-test.ts';
import { expect, test as shopTest } from './support/test.ts';

interface Shift {
  value: number;
  hadRecentInput: boolean;
  sources: readonly { node?: Node; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

/** From now on, including the first paint of the next page. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: Shift[] = [];
    const observer = new PerformanceObserver((list) => shifts.push(...(list.getEntries() as unknown as Shift[])));
    observer.observe({ type: 'layout-shift', buffered: true });
    Object.assign(window, { shifts, observer });
  });

/** The elements that moved, after two more frames. The browser ignores shifts within 500 ms after an input. */
const readShifts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { shifts, observer } = window as unknown as { shifts: Shift[]; observer: PerformanceObserver };
    shifts.push(...(observer.takeRecords() as unknown as Shift[]));
    const side = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ');
    return shifts
      .filter(({ hadRecentInput }) => !hadRecentInput)
      .map(
        ({ value, sources }) =>
          `${value.toFixed(4)}: ${sources.map(({ node, previousRect, currentRect }) => `${(node as Element)?.className ?? node?.nodeName} from ${side(previousRect)} to ${side(currentRect)}`)}`,
      );
  });

for (const width of [1280, 360]) {
  shopTest(`the shop, ${width} px wide: while it loads, and when a way to pay is chosen`, async ({ shopper, shop }) => {
    const { page } = shopper;
    await page.setViewportSize({ width, height: 3200 });
    await watchShifts(page);
    await shopper.visit(shop.url);
    await shopper.klarnaIsReady();
    expect(await readShifts(page)).toEqual([]);
    await shopper.choose('Pay later');
    expect(await readShifts(page)).toEqual([]);
  });

  for (const ways of ['three', 'single'] as const) {
    galleryTest(`${ways} ways to pay, ${width} px wide`, async ({ page, gallery }) => {
      await page.setViewportSize({ width, height: 900 });
      await watchShifts(page);
      await page.goto(`${gallery.url}/${ways}/set`);
      await expect(page.locator('klarna-checkout-button:state(status-ready)')).toBeVisible();
      await expect(page.locator('klarna-checkout-button .clip .spinner')).toHaveCount(0);
      expect(await readShifts(page)).toEqual([]);
    });
  }

  for (const [fault, address] of Object.entries({ script: '**/kp/lib/v1/api.js', session: '**/klarna/session' })) {
    galleryTest(`the ${fault} does not come, ${width} px wide`, async ({ page, gallery }) => {
      await page.setViewportSize({ width, height: 900 });
      await watchShifts(page);
      await page.route(address, (route) => route.abort());
      await page.goto(`${gallery.url}/single/set`);
      await expect(page.locator('klarna-checkout-button:state(status-failed)')).toBeVisible();
      expect(await readShifts(page)).toEqual([]);
    });
  }
}

shopTest('the shop is painted as a whole, also where its page arrives in pieces', async ({ page, shop }) => {
  const served = await (await fetch(shop.url)).text();
  // The page comes from another origin here, and the shop does not share its styles with that one.
  const html = served.replaceAll('href="/', `href="${shop.url}/`).replaceAll(' crossorigin', '');
  const middle = html.indexOf('>', html.indexOf('class="stepper"')) + 1;
  const rest = Promise.withResolvers<void>();
  const server = createServer(async (_, reply) => {
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).write(html.slice(0, middle));
    await rest.promise;
    reply.end(html.slice(middle));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Milliseconds with the styles and half of the page, in which nothing is to be painted.
  const waitForPaint = () => setTimeout(rest.resolve, 500);
  page.on('requestfinished', (request) => request.resourceType() === 'stylesheet' && waitForPaint());
  await page.exposeFunction('painted', rest.resolve);
  await page.addInitScript(() => {
    requestAnimationFrame(() => {
      const isWhole = document.querySelector('footer') !== null;
      Object.assign(window, { isWhole });
      (window as unknown as { painted(): void }).painted();
    });
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: 'domcontentloaded' });
  const isWhole = await page.waitForFunction(() => Reflect.has(window, 'isWhole') && [Reflect.get(window, 'isWhole')]);
  server.close();
  expect(await isWhole.jsonValue()).toEqual([true]);
});
