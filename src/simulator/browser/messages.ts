/** The `postMessage` messages between the SDK on the shop's page and the simulator's frames and pop-up. */
import type { UpdateData } from '../../klarna/sdk.ts';

/** From the SDK to a frame. */
export interface FrameCall {
  klarna_simulator: 'call';
  id: number;
  method: FrameMethod;
  /** `FrameParams` as JSON text, as Klarna's script sends it. */
  params: string;
}

/** `review` shows the payment review, `repeat` asks for a token again. The others are named after the SDK's methods. */
export type FrameMethod = 'load' | 'review' | 'authorize' | 'outcome' | 'repeat';

export interface FrameParams {
  session_id?: string;
  payment_method_categories?: string[];
  payment_method_category?: string;
  auto_finalize?: boolean;
  attempt_id?: string;
  data?: UpdateData;
}

/** From a frame to the SDK: the answer to a call, or an event. */
export type FrameMessage =
  | { klarna_simulator: 'reply'; id: number; result: unknown }
  /** The simulator failed to handle the call, so neither Klarna nor the shopper has decided anything. */
  | { klarna_simulator: 'broken'; id: number; reason: string }
  | { klarna_simulator: 'ready' }
  | { klarna_simulator: 'height'; height: number }
  /** `focus` and `cancel` are the overlay's buttons. `decided` comes from the pop-up. */
  | { klarna_simulator: 'focus' | 'cancel' | 'decided' };
