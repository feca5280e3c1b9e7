/** The endpoints in other languages, and whether this machine can run them. */
import { spawnSync } from 'node:child_process';

export interface Backend {
  readonly name: string;
  /** Ends with 0 if the language has all that the endpoint needs. */
  readonly probe: readonly [command: string, ...args: string[]];
  readonly start: (port: number) => readonly [command: string, ...args: string[]];
  readonly env?: Record<string, string>;
  /** The server writes this once it listens. */
  readonly listening: RegExp;
  readonly debian: readonly string[];
}

export const BACKENDS: readonly Backend[] = [
  {
    name: 'php',
    probe: ['php', '-r', 'exit(extension_loaded("pdo_sqlite") && extension_loaded("curl") ? 0 : 1);'],
    start: (port) => ['php', '-S', `127.0.0.1:${port}`, 'demo/backends/php/index.php'],
    // Otherwise PHP's own server answers one request after the other.
    env: { PHP_CLI_SERVER_WORKERS: '4' },
    listening: /Development Server .* started/,
    debian: ['php-cli', 'php-sqlite3', 'php-curl'],
  },
  {
    name: 'python',
    probe: ['python3', '-c', 'import sqlite3, sys; sys.exit(sys.version_info < (3, 10))'],
    start: () => ['python3', 'demo/backends/python/shop.py'],
    listening: /The shop is at/,
    debian: ['python3'],
  },
];

export function isPresent({ probe: [command, ...args] }: Backend): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
