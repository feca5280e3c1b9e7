/** Installs a browser, by Playwright or by Debian's packages. Slow, and hundreds of megabytes. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LIMIT_MS = 8 * 60_000;

let listsAreFresh = false;

/** @param flags e.g. `--with-deps`, which installs system libraries too and may ask for a password */
export function installWithPlaywright(product: string, ...flags: string[]): boolean {
  const cli = fileURLToPath(new URL('../../../node_modules/playwright/cli.js', import.meta.url));
  return install(`Playwright’s ${product}`, process.execPath, [cli, 'install', ...flags, product]);
}

/** Only as root on Debian and its kin. */
export function installWithApt(...packages: string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  listsAreFresh ||= install('package lists', 'apt-get', ['update']);
  return (
    listsAreFresh && install(packages.join(', '), 'apt-get', ['install', '-y', '--no-install-recommends', ...packages])
  );
}

/** Prints the tool's own output only when it failed: then it is the one thing worth reading. */
function install(what: string, command: string, args: string[]): boolean {
  console.log(`Installing ${what} (${[command, ...args].join(' ')})`);
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: LIMIT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.log(`That did not work.\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
  return status === 0;
}
