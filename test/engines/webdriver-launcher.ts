/**
 * Runs browser tests in a browser that supports only WebDriver. Each file gets a new browser, one after the other, so
 * that they share nothing. (The runner's own launcher has two hundred dependencies, and puts the files into frames.)
 */
import type { BrowserLauncher } from '@web/test-runner';
import { WebDriverSession } from './webdriver.ts';

interface Driver {
  url: string;
  stop(): Promise<void>;
}

interface WebDriverOptions {
  /** The browser's name, for people. */
  name: string;
  startDriver(): Promise<Driver>;
  capabilities: object;
}

/** A hanging driver is replaced, once for each file. No test has started until its page is open. */
const MAX_ATTEMPTS = 2;

export interface WebDriverLauncher extends BrowserLauncher {
  getPage(sessionId: string): WebDriverSession;
}

export function webdriverLauncher({ name, startDriver, capabilities }: WebDriverOptions): WebDriverLauncher {
  const sessions = new Map<string, WebDriverSession>();
  let driver: Promise<Driver> | undefined;
  const sessionOf = (id: string): WebDriverSession => {
    const session = sessions.get(id);
    if (session) return session;
    throw new Error(`${name} has no page for the session ${id}.`);
  };
  const stopDriver = async () => {
    const running = driver;
    driver = undefined;
    // A driver that did not start needs no stop.
    const started = await running?.catch(() => undefined);
    await started?.stop();
  };
  const open = async (url: string): Promise<WebDriverSession> => {
    driver ??= startDriver();
    const session = await WebDriverSession.open((await driver).url, {
      // The tests report their end. A wait for the page would only keep the driver busy.
      pageLoadStrategy: 'none',
      ...capabilities,
    });
    await session.navigate(url);
    return session;
  };
  return {
    name,
    type: 'webdriver',
    concurrency: 1,
    async startSession(id, url) {
      for (let attempt = 1; !sessions.has(id); attempt++) {
        try {
          sessions.set(id, await open(url));
        } catch (error) {
          await stopDriver();
          if (attempt === MAX_ATTEMPTS) throw error;
          console.log(`${name} is started again: ${error}`);
        }
      }
    },
    getPage: sessionOf,
    isActive: (id) => sessions.has(id),
    getBrowserUrl: (id) => sessionOf(id).currentUrl(),
    async stopSession(id) {
      const session = sessionOf(id);
      sessions.delete(id);
      try {
        await session.close();
      } catch (error) {
        // The tests have reported their results. The browser ends with its driver, and the next file gets another.
        console.log(`${name} did not end by itself: ${error}`);
        await stopDriver();
      }
      return {};
    },
    async startDebugSession() {
      throw new Error(`${name} is started by its driver, and cannot be watched. Debug in Chromium.`);
    },
    async stop() {
      await Promise.allSettled([...sessions.values()].map((session) => session.close()));
      sessions.clear();
      await stopDriver();
    },
  };
}
