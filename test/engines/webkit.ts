/**
 * WebKit: Playwright's build, or WebKitGTK with its driver. Safari is not used, because it asks a person for
 * permission.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webkit } from 'playwright';
import type { Candidate } from './candidate.ts';
import { webdriverLauncher } from './webdriver-launcher.ts';
import { startWebKitDriver } from './webkit-driver.ts';

export function webkitCandidates(): Candidate[] {
  const ours = existsSync(webkit.executablePath()) ? [PLAYWRIGHT] : [];
  return [...ours, ...gtkBrowsers().map(withDriver)];
}

const PLAYWRIGHT: Candidate = {
  id: 'playwright',
  createLauncher: () => playwrightLauncher({ product: 'webkit' }),
};

const DRIVER = '/usr/bin/WebKitWebDriver';

const withDriver = (binary: string): Candidate => ({
  id: binary,
  createLauncher: () =>
    webdriverLauncher({
      name: 'WebKit',
      startDriver: () => startWebKitDriver(DRIVER),
      capabilities: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      },
    }),
});

/** `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser` and similar paths, which contain processor and version. */
function gtkBrowsers(): string[] {
  if (process.platform !== 'linux' || !existsSync(DRIVER)) return [];
  return foldersIn('/usr/lib')
    .filter((path) => path.endsWith('-linux-gnu'))
    .flatMap(foldersIn)
    .filter((path) => /\/webkit(2gtk|gtk)-[\d.]+$/.test(path))
    .map((path) => join(path, 'MiniBrowser'))
    .filter(existsSync);
}

const foldersIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(path, entry.name));
