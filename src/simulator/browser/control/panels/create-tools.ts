import type { ControlApi } from '../create-api.ts';
import type { Act } from '../types.ts';

/** The buttons of the toolbar: move the clock, show personal data, reset everything, copy an address. */
export function createTools(api: ControlApi, act: Act, onReveal: (isRevealed: boolean) => void): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-advance]')) {
    const advance_ms = Number(button.dataset.advance);
    button.addEventListener('click', () =>
      act(() => api.post('/simulator/clock', { advance_ms }), `The clock is ${button.textContent} further.`),
    );
  }

  const reveal = document.getElementById('reveal') as HTMLButtonElement;
  reveal.addEventListener('click', () => {
    const isRevealed = reveal.getAttribute('aria-pressed') !== 'true';
    reveal.setAttribute('aria-pressed', String(isRevealed));
    onReveal(isRevealed);
  });

  const dialog = document.getElementById('reset-dialog') as HTMLDialogElement;
  document.getElementById('reset')?.addEventListener('click', () => dialog.showModal());
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'reset') return;
    dialog.returnValue = '';
    act(() => api.post('/simulator/reset', {}), 'Everything is forgotten.');
  });

  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    // Browsers give the clipboard only to local pages and to https pages.
    button.hidden = navigator.clipboard === undefined;
    button.addEventListener('click', () =>
      act(() => navigator.clipboard.writeText(button.dataset.copy ?? ''), 'Copied.'),
    );
  }
}
