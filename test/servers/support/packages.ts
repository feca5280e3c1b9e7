/** The folder for packages that only `npm run test:servers` needs: frameworks, runtimes and this package as published. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packInto } from '../../package/pack.ts';

const source = new URL('../', import.meta.url);
export const folder = fileURLToPath(new URL('../../../node_modules/.cache/servers/', import.meta.url));

/** Installs from the lock file, once for each version of the lock file. */
export function installPackages(): void {
  const lock = readFileSync(new URL('package-lock.json', source));
  const stamp = `${folder}installed`;
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) cpSync(new URL(name, source), folder + name);
    npm(['ci', '--no-audit', '--no-fund']);
    writeFileSync(stamp, wanted);
  }
  const own = `${folder}node_modules/klarna-checkout-button/`;
  rmSync(own, { recursive: true, force: true });
  packInto(own);
}

function npm(args: string[]): void {
  const path = process.env.npm_execpath;
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { status, stderr } = path
    ? spawnSync(process.execPath, [path, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed: ${stderr}`);
}
