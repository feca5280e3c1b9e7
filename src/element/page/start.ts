/**
 * The first start of the page's elements.
 *
 * Without `startAfter` an element starts a microtask after it is connected, so that the page may set attributes,
 * properties and `sdkUrl` in the same task. `cdn.js` defines the tag before the page's own module runs, so it asks for
 * more time.
 */
let pageHasRun: Promise<void> | undefined;

/** No element starts before the promise is fulfilled. */
export function startAfter(promise: Promise<void>): void {
  pageHasRun = promise.then(() => {
    pageHasRun = undefined;
  });
}

/** Calls back when an element may start. */
export function whenMayStart(callback: () => void): void {
  if (pageHasRun) void pageHasRun.then(callback);
  else queueMicrotask(callback);
}
