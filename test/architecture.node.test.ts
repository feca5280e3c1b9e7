/** The law of who may import whom, held up by the real imports of `src`. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findCycle, readImports, readModules } from './support/module-graph.ts';

/** index ─▶ element ─▶ checkout ─▶ klarna ◀─ server, simulator; Node's http only for those who serve. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  index: ['element'],
  element: ['checkout', 'klarna'],
  checkout: ['klarna'],
  klarna: [],
  server: ['klarna', 'node'],
  simulator: ['klarna', 'node'],
  node: [],
};

/** A dependency is the business of one place, so that it can be changed in one place. */
const PACKAGE_HOME: Record<string, RegExp> = {
  lit: /^src\/element\//,
  'libphonenumber-js': /^src\/element\/customer-details\/fields\/phone\.ts$/,
  ky: /^src\/(checkout\/endpoint\/endpoint|server\/klarna-api\/client)\.ts$/,
};

const modules = readModules('src/**/*.{ts,js}');
const partOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? path;
const each = <T>(pick: (module: (typeof modules)[number]) => T[]) =>
  modules.flatMap((module) => pick(module).map((target) => ({ path: module.path, target })));

describe('the imports of src', () => {
  it('lead from one part only to those below it', () => {
    const offences = each(({ files }) => files).filter(({ path, target }) => {
      const [from, to] = [partOf(path), partOf(target)];
      return !target.startsWith('src/') || (from !== to && !MAY_IMPORT[from]?.includes(to));
    });
    assert.deepEqual(offences, []);
  });

  it('name files that exist', () => {
    assert.deepEqual(
      each(({ files }) => files).filter(({ target }) => !existsSync(target)),
      [],
    );
  });

  it('make no ring, types aside: those are gone when the code runs', () =>
    assert.equal(findCycle(modules)?.join(' → '), undefined));

  it('name lit only in the element, ky only where HTTP is spoken, and phone numbers in one file that is fetched when needed', () => {
    const offences = each(({ packages }) => packages).filter(({ path, target }) => {
      const [name = ''] = target.split('/');
      return !target.startsWith('node:') && !PACKAGE_HOME[name]?.test(path);
    });
    assert.deepEqual(offences, []);
  });

  it('name Node only in its adapter and in the simulator: the handler runs on any runtime', () => {
    const offences = each(({ packages }) => packages).filter(
      ({ path, target }) => target.startsWith('node:') && !/^src\/(node|simulator)\//.test(path),
    );
    assert.deepEqual(offences, []);
  });
});

describe('the reading of imports', () => {
  it('sees every form of them, types too', () => {
    const source = `
      import type { A } from './a.ts';
      import { type B } from "./b.ts";
      import './c.ts';
      export * from './d.ts';
      export type { E } from './e.ts';
      const f = () => import('./f.ts');
      // import './not.ts';
      const text = "import './nor.ts'";`;
    const imports = readImports('x.ts', source).map(({ specifier, typeOnly }) => [specifier, typeOnly]);
    assert.deepEqual(imports.sort(), [
      ['./a.ts', true],
      ['./b.ts', false],
      ['./c.ts', false],
      ['./d.ts', false],
      ['./e.ts', true],
      ['./f.ts', false],
    ]);
  });

  it('finds the ring among other imports', () => {
    const module = (path: string, ...loaded: string[]) => ({ path, loaded });
    assert.equal(findCycle([module('a', 'b', 'c'), module('b', 'c'), module('c')]), undefined);
    assert.deepEqual(findCycle([module('a', 'b'), module('b', 'c'), module('c', 'b')]), ['b', 'c', 'b']);
  });
});
