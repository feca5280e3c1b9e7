/** The element's code, which `cdn.js` loads. */
export * from '../element/index.ts';
export { adoptHydration } from '../element/page/page-hydration.ts';
export { startAfter } from '../element/page/start.ts';
