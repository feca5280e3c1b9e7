/** Klarna's REST API: which path runs which call. The rules are in `flow/` and `checks/`. */
import type { Route } from '../route.ts';
import type { State } from '../state/state.ts';
import { customerTokenRoutes } from './customer-token-routes.ts';
import type { Operation } from './operation.ts';
import { orderRoutes } from './order-routes.ts';
import { paymentsRoutes } from './payments-routes.ts';

export const restRoutes = (state: State, originOf: (request: Request) => string): Route<Operation>[] => [
  ...paymentsRoutes(state, originOf),
  ...customerTokenRoutes(state),
  ...orderRoutes(state),
];
