/** The few things that the checkout reads from a page, so that it runs in Node. Values never reach the real DOM here. */
export const ORIGIN = 'https://shop.example';

const page = Object.assign(new EventTarget(), { baseURI: `${ORIGIN}/checkout`, visibilityState: 'visible' });

export function installBarePage(): void {
  const place = { origin: ORIGIN, href: page.baseURI };
  Object.defineProperty(globalThis, 'document', { value: page, configurable: true });
  Object.defineProperty(globalThis, 'window', {
    value: Object.assign(new EventTarget(), { location: place }),
    configurable: true,
  });
  Object.defineProperty(globalThis.navigator, 'onLine', { value: true, configurable: true });
}
