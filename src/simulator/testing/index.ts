export { type KoaContext, type KoaMiddleware, klarnaMiddleware } from './klarna-middleware.ts';
export { type Routable, routeKlarna } from './route-klarna.ts';
export { type RunningKlarna, startKlarna } from './start-klarna.ts';
export { TEST_MARKETS, type TestMarket, type TestPerson, type TestTag, testPerson } from './test-person.ts';
export { type Fetch, toFetch } from './to-fetch.ts';
