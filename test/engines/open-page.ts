/** A page in an engine that a test leaves, and comes back to, as a shopper does. */
import type { BrowserLauncher } from '@web/test-runner';
import type { Candidate } from './candidate.ts';
import { WebDriverSession } from './webdriver.ts';

export interface Page {
  /** @param expression evaluated in the page; a promise is awaited */
  evaluate(expression: string): Promise<unknown>;
  /** Resolves before the other page is shown. */
  back(): Promise<void>;
  /** Ends the browser. */
  close(): Promise<void>;
}

/** A page of Playwright or Puppeteer, or a WebDriver session. */
type DrivenPage = Pick<Page, 'evaluate'>;

const ID = 'page';

export async function openPage({ createLauncher }: Candidate, url: string): Promise<Page> {
  const launcher = createLauncher() as BrowserLauncher & { getPage(id: string): DrivenPage };
  await launcher.startSession(ID, url);
  const page = launcher.getPage(ID);
  return {
    evaluate: (expression) => page.evaluate(expression),
    back: async () => {
      if (page instanceof WebDriverSession) return page.back();
      // Puppeteer waits for the `load` event, which a page from the back/forward cache does not send.
      await page.evaluate('void setTimeout(() => history.back())');
    },
    close: async () => launcher.stop?.(),
  };
}
