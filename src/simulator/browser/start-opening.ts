import type { FrameMessage } from './messages.ts';

/** Inside the pop-up, first of all: tells the SDK that the window is there and may be sent on. */
export function startOpening(): void {
  const message: FrameMessage = { klarna_simulator: 'ready' };
  window.opener?.postMessage(message, '*');
}
