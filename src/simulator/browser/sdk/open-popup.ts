import type { FrameMessage } from '../messages.ts';

export interface Popup {
  goTo(url: string): void;
  focus(): void;
  close(): void;
  /** Settles if the shopper has decided or the window is closed. */
  readonly ended: Promise<void>;
}

/**
 * Opens the window in the task of the click, because the browser blocks it later. Returns undefined if the browser
 * blocked it, or if there was no click. Browsers under test allow pop-ups without a click, a shopper's browser does
 * not.
 */
export function openPopup(url: string, name: string): Popup | undefined {
  /** Klarna's size. */
  const [width, height] = [500, 700];
  /** How often to check that the window is still open. */
  const POLL_MS = 100;
  if (navigator.userActivation && !navigator.userActivation.isActive) return undefined;
  const left = Math.round(window.screenX + Math.max(0, (window.outerWidth - width) / 2));
  const top = Math.round(window.screenY + Math.max(0, (window.outerHeight - height) / 2));
  const opened = window.open(url, name, `popup,width=${width},height=${height},left=${left},top=${top}`);
  if (!opened) return undefined;

  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const origin = new URL(url).origin;
  const listen = (event: MessageEvent<FrameMessage>) => {
    if (event.source !== opened || event.origin !== origin) return;
    if (event.data?.klarna_simulator === 'ready') arrive();
    if (event.data?.klarna_simulator === 'decided') end();
  };
  const poll = setInterval(() => {
    if (opened.closed) end();
  }, POLL_MS);
  function end() {
    clearInterval(poll);
    window.removeEventListener('message', listen);
    resolve();
  }
  window.addEventListener('message', listen);

  return {
    // Wait for the first page: a browser may drop a navigation that starts while another is in progress.
    goTo: (next) => void arrived.then(() => opened.location.replace(next)),
    focus: () => opened.focus(),
    close() {
      opened.close();
      end();
    },
    ended,
  };
}
