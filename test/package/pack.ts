/** Unpacks what `npm pack` would publish, so that a file missing from `files` in package.json is missed here too. */
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';

interface Packed {
  files: { path: string }[];
}

export function packInto(folder: string): void {
  for (const path of listPackedFiles()) cpSync(path, join(folder, path));
}

export function listPackedFiles(): string[] {
  // npm says where it is to the scripts it runs; by hand, the one on PATH has to do.
  const npm = process.env.npm_execpath;
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { status, stdout, stderr } = npm
    ? spawnSync(process.execPath, [npm, ...args], { encoding: 'utf8' })
    : spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  const [packed]: Packed[] = JSON.parse(stdout);
  if (!packed) throw new Error(`npm pack answered in a form that is not known: ${stdout}`);
  return packed.files.map(({ path }) => path);
}
