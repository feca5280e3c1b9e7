/** Runs the handler in Node's `http`, in Express and in Connect. */
export { type FetchHandler, type NodeListener, toNodeListener } from '../node/http-adapter.ts';
