/**
 * Reads the entries to build from package.json. Each file under `exports` comes from the source of its `types`, but `cdn`.
 * So a new entry point is a new entry there, and no change here.
 */
import { existsSync } from 'node:fs';

export interface Entry {
  /** Without folder and extension, as in `dist/<name>.js`. */
  name: string;
  /** Relative to the root, as in `src/element/index.ts`. */
  source: string;
  /** `browser` if the export has a `default`. An export with server conditions only is for servers. */
  platform: 'browser' | 'server';
}

type Conditions = Record<string, string>;

/** The entry has the types of `src/index.ts`, and loads that code in two steps. */
const STAGED_SOURCES: Record<string, string> = { cdn: 'src/cdn/index.ts' };

export function readEntries(exports: Record<string, string | Conditions>): Entry[] {
  const conditions = Object.values(exports).filter((target): target is Conditions => typeof target === 'object');
  return conditions.map(readEntry);
}

function readEntry(conditions: Conditions): Entry {
  const file = conditions.default ?? conditions.node;
  const name = /^\.\/dist\/([^/]+)\.js$/.exec(file ?? '')?.[1];
  const source = /^\.\/dist\/types\/(.+)\.d\.ts$/.exec(conditions.types ?? '')?.[1];
  if (!name || !source) {
    throw new Error(
      `package.json: an export needs "types" in dist/types and "default" or "node" in dist, not ${JSON.stringify(conditions)}`,
    );
  }
  return {
    name,
    source: STAGED_SOURCES[name] ?? `src/${source}.ts`,
    platform: conditions.default ? 'browser' : 'server',
  };
}

/** The source of each command, because package.json has no place for it. */
const COMMAND_SOURCES: Record<string, string> = {
  'klarna-simulator': 'src/simulator/cli.ts',
  'klarna-endpoint-check': 'src/endpoint-check/cli.ts',
};

export function readCommands(bin: Record<string, string>): Entry[] {
  return Object.keys(bin).map((name) => {
    const source = COMMAND_SOURCES[name];
    if (source === undefined || bin[name] !== `./dist/${name}.js`) {
      throw new Error(`package.json: the command ${name} needs a source in build/entries.ts, and "./dist/${name}.js"`);
    }
    return { name, source, platform: 'server' };
  });
}

/** Throws after the other entries are built, because they are still useful if one is missing. */
export function expectSources(entries: readonly Entry[]): void {
  const missing = entries.filter(({ source }) => !existsSync(source)).map(({ name, source }) => `${name} (${source})`);
  if (missing.length > 0) throw new Error(`package.json exports entries without a source: ${missing.join(', ')}`);
}
