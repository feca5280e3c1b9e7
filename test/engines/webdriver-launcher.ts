/**
 * Runs browser tests in a browser that has nothing but a WebDriver: a new browser for each file, one after the other,
 * so that nothing is shared. (The runner's own launcher brings two hundred packages, and puts the files into frames.)
 */
import type { BrowserLauncher } from '@web/test-runner';
import { WebDriverSession } from './webdriver.ts';

export interface Driver {
  url: string;
  stop(): Promise<void>;
}

export interface WebDriverOptions {
  /** Of the browser, for people. */
  name: string;
  startDriver(): Promise<Driver>;
  capabilities: object;
}

export function webdriverLauncher({ name, startDriver, capabilities }: WebDriverOptions): BrowserLauncher {
  const sessions = new Map<string, WebDriverSession>();
  let driver: Promise<Driver> | undefined;
  const sessionOf = (id: string): WebDriverSession => {
    const session = sessions.get(id);
    if (session) return session;
    throw new Error(`${name} has no page for the session ${id}.`);
  };
  return {
    name,
    type: 'webdriver',
    concurrency: 1,
    async startSession(id, url) {
      driver ??= startDriver();
      const session = await WebDriverSession.open((await driver).url, {
        // The tests say when they are over; waiting for the page itself would only keep the driver busy.
        pageLoadStrategy: 'none',
        ...capabilities,
      });
      sessions.set(id, session);
      await session.navigate(url);
    },
    isActive: (id) => sessions.has(id),
    getBrowserUrl: (id) => sessionOf(id).currentUrl(),
    async stopSession(id) {
      const session = sessionOf(id);
      sessions.delete(id);
      await session.close();
      return {};
    },
    async startDebugSession() {
      throw new Error(`${name} is started by its driver, and cannot be watched. Debug in Chromium.`);
    },
    async stop() {
      await Promise.allSettled([...sessions.values()].map((session) => session.close()));
      sessions.clear();
      await (await driver)?.stop();
    },
  };
}
