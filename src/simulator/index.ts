export { createKlarnaSimulator, type KlarnaSimulator } from './create-klarna-simulator.ts';
export type { Decision } from './flow/attempts.ts';
export type { CategoryIdentifier } from './flow/categories.ts';
export type { Listening, ListenOptions, SimulatorOptions } from './options.ts';
export type { ShopperCall } from './shopper.ts';
export type { AttemptRecord, AuthorizationRecord, OrderRecord, SessionRecord } from './state/records.ts';
