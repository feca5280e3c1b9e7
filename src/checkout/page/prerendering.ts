/**
 * Chromium renders some pages ahead of a visit (Speculation Rules), and many of them are never visited. Such a page opens no
 * session and loads nothing of Klarna's. Web Locks wait for the visit by themselves; requests and scripts do not.
 */
declare global {
  interface Document {
    /** Chromium alone has it. */
    readonly prerendering?: boolean;
  }
}

export const isPrerendering = (): boolean => document.prerendering === true;

/** Resolves when the shopper looks at the page. */
export const whenActivated = (): Promise<void> =>
  new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true });
  });
