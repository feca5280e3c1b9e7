/**
 * Chromium renders some pages in advance (Speculation Rules), and the shopper never opens many of them. Such a page must not
 * open a session or load Klarna's script. Web Locks wait by themselves until the shopper opens the page; requests and
 * scripts do not.
 */
declare global {
  interface Document {
    /** Only Chromium has it. */
    readonly prerendering?: boolean;
  }
}

export const isPrerendering = (): boolean => document.prerendering === true;

/** Resolves when the shopper opens the page. */
export const whenActivated = (): Promise<void> =>
  new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true });
  });
