/** What travels between the SDK on the shop's page and the simulator's frames and pop-up, by `postMessage`. */
import type { UpdateData } from '../../klarna/sdk.ts';

/** SDK to frame. */
export interface FrameCall {
  klarna_simulator: 'call';
  id: number;
  method: FrameMethod;
  /** JSON of `FrameParams`: text, as Klarna's script sends it. */
  params: string;
}

/** `review` shows, `repeat` asks for a token again; the others are named after the SDK's methods. */
export type FrameMethod = 'load' | 'review' | 'authorize' | 'outcome' | 'repeat';

export interface FrameParams {
  session_id?: string;
  payment_method_categories?: string[];
  payment_method_category?: string;
  auto_finalize?: boolean;
  attempt_id?: string;
  data?: UpdateData;
}

/** Frame to SDK: the answer to a call, or something that happened. */
export type FrameMessage =
  | { klarna_simulator: 'reply'; id: number; result: unknown }
  /** The simulator could not do what it was asked: nobody has decided anything. */
  | { klarna_simulator: 'broken'; id: number; reason: string }
  | { klarna_simulator: 'ready' }
  | { klarna_simulator: 'height'; height: number }
  /** Buttons of the overlay; `decided` comes from the pop-up. */
  | { klarna_simulator: 'focus' | 'cancel' | 'decided' };
