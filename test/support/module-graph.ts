/** The import graph of `src` from a parser: imports, re-exports, dynamic imports, and types. */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';

export interface Module {
  /** Relative to the root, e.g. `src/element/view/badge.ts`. */
  path: string;
  /** Files of the repository, in the same form. */
  files: string[];
  /** Those of them that are loaded, and not only named in types. */
  loaded: string[];
  /** Everything else, as it is written. */
  packages: string[];
}

interface Import {
  specifier: string;
  typeOnly: boolean;
  /** Imported with `import()`, so only when the code runs. */
  later: boolean;
}

export function readModules(pattern: string): Module[] {
  const paths = globSync(pattern);
  if (paths.length === 0)
    throw new Error(`No file matches ${pattern} in ${process.cwd()}: run the tests from the root`);
  return paths.map((path) => readModule(path.replaceAll('\\', '/')));
}

function readModule(path: string): Module {
  const imports = readImports(path, readFileSync(path, 'utf8'));
  const near = imports.filter(({ specifier }) => specifier.startsWith('.'));
  const toPath = ({ specifier }: Import): string => posix.join(posix.dirname(path), specifier);
  return {
    path,
    files: near.map(toPath),
    loaded: near.filter(({ typeOnly }) => !typeOnly).map(toPath),
    packages: imports.map(({ specifier }) => specifier).filter((specifier) => !specifier.startsWith('.')),
  };
}

/** `import { type A }` counts as loading: with `verbatimModuleSyntax` the import stays. */
export function readImports(path: string, source: string): Import[] {
  const { errors, module } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join(', ')}`);
  const imported = module.staticImports.map(({ start, moduleRequest }) => ({
    specifier: moduleRequest.value,
    typeOnly: source.startsWith('import type', start),
    later: false,
  }));
  const exported = module.staticExports.flatMap(({ start, entries }) => {
    const specifier = entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest?.value;
    return specifier === undefined
      ? []
      : [{ specifier, typeOnly: source.startsWith('export type', start), later: false }];
  });
  const called = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const text = source.slice(start, end);
    // Another try of an import that stands beside it, at an address of its own.
    if (/^\w+\.href$/.test(text)) return [];
    const specifier = /^(['"`])([^$]*)\1$/.exec(text)?.[2];
    if (specifier === undefined) throw new Error(`${path}: what ${text} imports cannot be told`);
    return [{ specifier, typeOnly: false, later: true }];
  });
  return [...imported, ...exported, ...called];
}

/** The first ring of files that load each other, in order, or nothing. */
export function findCycle(modules: readonly Pick<Module, 'path' | 'loaded'>[]): string[] | undefined {
  const imports = new Map(modules.map(({ path, loaded }) => [path, loaded]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of imports.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of modules) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}
