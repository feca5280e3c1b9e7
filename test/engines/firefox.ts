/** Firefox: Playwright's build, or the system's, driven over WebDriver BiDi. */
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { firefox } from 'playwright';
import type { Candidate } from './candidate.ts';

export function firefoxCandidates(): Candidate[] {
  const ours = existsSync(firefox.executablePath()) ? [PLAYWRIGHT] : [];
  // An executable may have several names.
  const paths = new Set(
    systemPaths()
      .filter(existsSync)
      .map((path) => realpathSync(path)),
  );
  return [...ours, ...[...paths].map(onSystem)];
}

const PLAYWRIGHT: Candidate = {
  id: 'playwright',
  createLauncher: () => playwrightLauncher({ product: 'firefox' }),
};

const onSystem = (executablePath: string): Candidate => ({
  id: executablePath,
  // The launcher starts every browser that puppeteer-core can start, and calls each of them Chrome.
  createLauncher: () =>
    Object.assign(chromeLauncher({ launchOptions: { browser: 'firefox', executablePath, headless: true } }), {
      name: 'Firefox',
    }),
});

function systemPaths({ PATH = '', ProgramFiles = '' } = process.env): string[] {
  if (process.platform === 'darwin') return ['/Applications/Firefox.app/Contents/MacOS/firefox'];
  if (process.platform === 'win32') return [join(ProgramFiles, 'Mozilla Firefox', 'firefox.exe')];
  const folders = PATH.split(':').filter((folder) => folder.startsWith('/'));
  return ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)));
}
