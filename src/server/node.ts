/** Runs the handler in Node's `http`, in Express and in Connect. */
export { type FetchHandler, toNodeListener } from '../node/http-adapter.ts';
