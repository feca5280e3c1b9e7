/** Installs packages that only one test command needs into a folder of their own, with our package as it is published. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { packInto } from '../package/pack.ts';

/**
 * Installs from the lock file, once for each version of the lock file.
 * @param source the folder with package.json and package-lock.json
 * @param folder folder of the packages, with a slash at its end
 * @param options of `npm ci`
 */
export function installPackages(source: URL, folder: string, ...options: string[]): void {
  const lock = readFileSync(new URL('package-lock.json', source));
  const stamp = `${folder}installed`;
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) cpSync(new URL(name, source), folder + name);
    npm(folder, ['ci', '--no-audit', '--no-fund', ...options]);
    writeFileSync(stamp, wanted);
  }
  const own = `${folder}node_modules/klarna-checkout-button/`;
  rmSync(own, { recursive: true, force: true });
  packInto(own);
}

function npm(cwd: string, args: string[]): void {
  const path = process.env.npm_execpath;
  const options = { cwd, encoding: 'utf8' } as const;
  const { status, stderr } = path
    ? spawnSync(process.execPath, [path, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed: ${stderr}`);
}
