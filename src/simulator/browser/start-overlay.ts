import type { FrameMessage } from './messages.ts';

/** Runs in the overlay's frame, which has two buttons. */
export function startOverlay(): void {
  const tell = (message: FrameMessage) => window.parent.postMessage(message, '*');
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-event]')) {
    button.addEventListener('click', () => {
      tell({ klarna_simulator: button.dataset.event === 'cancel' ? 'cancel' : 'focus' });
    });
  }
  tell({ klarna_simulator: 'ready' });
}
