import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the nearest package.json above. The sources and the built file are at different depths below it. */
export function readVersion(folder = import.meta.dirname): string {
  const file = join(folder, 'package.json');
  if (existsSync(file)) return String(JSON.parse(readFileSync(file, 'utf8')).version);
  if (dirname(folder) === folder) throw new Error('No package.json above the klarna-simulator command.');
  return readVersion(dirname(folder));
}
