import type { FrameMessage } from './messages.ts';

/** Inside the pop-up, after the decision. It tells only *that* one was made: what it was, the SDK asks the simulator. */
export function startPopup(): void {
  const message: FrameMessage = { klarna_simulator: 'decided' };
  window.opener?.postMessage(message, '*');
  window.close();
}
