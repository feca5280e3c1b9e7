/**
 * Finds a Chromium for the tests, and installs one if there is none. `npm ci && npm test` is all that a fresh
 * machine should need. The order goes from "somebody chose it" to "we have to download it".
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { installWithApt, installWithPlaywright } from './runner/browsers/install.ts';
import { systemBrowsers } from './runner/browsers/system-browsers.ts';

export interface FoundBrowser {
  executablePath?: string;
  args: string[];
}

/** Keeps the browser from asking for hosts of its own: noise in the traffic, and waiting if there is no network. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let found: Promise<FoundBrowser> | undefined;

/** Hands the path on to child processes in `CHROME_PATH`, so that only the first caller searches or installs. */
export function findBrowser(): Promise<FoundBrowser> {
  found ??= search().then((executablePath) => {
    process.env.CHROME_PATH = executablePath;
    return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET };
  });
  return found;
}

async function search(): Promise<string> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, which does not start. Point it at a Chrome or Chromium, or unset it.`);
  }
  const present = [chromium.executablePath(), ...systemBrowsers()].find(starts);
  if (present) return present;
  const installed = installChromium();
  if (installed) return installed;
  throw new Error(
    'The browser tests need a Chromium, and none could be installed. Install Chrome or Chromium, or run ' +
      '`npx playwright install --with-deps chromium`, or set CHROME_PATH to the one to use.',
  );
}

/** A file alone is not enough: on a bare machine Playwright's Chromium is there but lacks shared libraries. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  // On Windows chrome.exe has no --version; it would open a window.
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

function installChromium(): string | undefined {
  if (installWithPlaywright('chromium')) {
    const path = chromium.executablePath();
    if (starts(path)) return path;
  }
  return installWithApt('chromium') ? systemBrowsers().find(starts) : undefined;
}
