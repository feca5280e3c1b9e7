import type { FrameMessage } from '../messages.ts';

export interface Popup {
  goTo(url: string): void;
  focus(): void;
  close(): void;
  /** Settles when the shopper has decided or the window is closed. */
  readonly ended: Promise<void>;
}

/**
 * Opens the window at once, in the task of the click: anything later and the browser blocks it. Undefined when it did,
 * or when there was no click at all: browsers under test let pop-ups through that a shopper's browser would not.
 */
export function openPopup(url: string, name: string): Popup | undefined {
  /** Klarna's size. */
  const [width, height] = [500, 700];
  /** ms between looks at whether the window is still there. */
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
    // Not before the first page is there: a browser may drop a navigation that overtakes the one under way.
    goTo: (next) => void arrived.then(() => opened.location.replace(next)),
    focus: () => opened.focus(),
    close() {
      opened.close();
      end();
    },
    ended,
  };
}
