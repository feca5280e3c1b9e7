export type { CallbackAttempt, CallbackRecord } from './callbacks/callback-record.ts';
export { ConnectionLost } from './connection-lost.ts';
export type { SimulatorState } from './control/describe-state.ts';
export { createKlarnaSimulator, type KlarnaSimulator } from './create-klarna-simulator.ts';
export type { Decision } from './flow/authorize/attempts.ts';
export type { Listening, ListenOptions, SimulatorOptions } from './options.ts';
export { ScriptError } from './script/read-steps.ts';
export type { CallName, CallStep, ShopperStep, Step } from './script/step.ts';
export type { ShopperCall } from './shopper.ts';
export type {
  AttemptRecord,
  AuthorizationRecord,
  CaptureRecord,
  CategoryIdentifier,
  CustomerTokenRecord,
  OrderRecord,
  RefundRecord,
  SessionRecord,
} from './state/records.ts';
