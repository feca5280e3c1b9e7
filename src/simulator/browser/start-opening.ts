import type { FrameMessage } from './messages.ts';

/** Runs in the pop-up's first page: tells the SDK that the window is open and may be navigated. */
export function startOpening(): void {
  const message: FrameMessage = { klarna_simulator: 'ready' };
  window.opener?.postMessage(message, '*');
}
