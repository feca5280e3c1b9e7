import type { FrameMessage } from './messages.ts';

/**
 * Runs in the pop-up after the decision. It tells the SDK only that a decision exists; the SDK asks the simulator for
 * it.
 */
export function startPopup(): void {
  const message: FrameMessage = { klarna_simulator: 'decided' };
  window.opener?.postMessage(message, '*');
  window.close();
}
