/** The rules for folders and imports, checked against the real files and the real imports of `src`. */
import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { findCycle, readImports, readModules } from './support/module-graph.ts';

/** cdn, index ─▶ element ─▶ checkout ─▶ klarna ◀─ server, simulator. Only server and simulator use Node's http. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  cdn: ['index', 'define-tag', 'element', 'checkout', 'klarna'],
  index: ['define-tag', 'element'],
  'define-tag': [],
  element: ['checkout', 'klarna'],
  checkout: ['klarna'],
  klarna: [],
  server: ['klarna', 'node'],
  simulator: ['klarna', 'node'],
  'endpoint-check': ['klarna', 'node', 'simulator'],
  node: [],
};

/**
 * The folders of each part, the lowest first. A file imports from its own folder and from those earlier in the list. So a
 * folder can be read without the folders that come later. A file that the list names has a place of its own. The other
 * files in the root of a part come last.
 */
const FOLDER_ORDER: Record<string, readonly string[]> = {
  // Endpoint, Klarna's script and the page know no state. The store keeps the state, and only the steps act on it.
  checkout: [
    'errors.ts',
    'customer-details.ts',
    'with-resolvers.ts',
    'schedule.ts',
    'text.ts',
    'timers.ts',
    'endpoint',
    'sdk',
    'page',
    'state/state.ts',
    'host.ts',
    'events.ts',
    'event-target.ts',
    'state',
    'diagnostics',
    'steps',
  ],
  // Klarna's client, errors and encryption know no request. A request context adds the shop's configuration. Then come
  // the shop's functions, the order, the session that leads to it, and the routes that tell the story.
  server: [
    'order-lines',
    'order-check',
    'klarna-api',
    'crypto',
    'http',
    'options.ts',
    'config.ts',
    'router.ts',
    'request-context.ts',
    'shop.ts',
    'order',
    'session',
    'routes',
  ],
  // Time, ids and memory limits know nothing of Klarna. Scripts and callbacks are part of the state, Klarna's rules (`flow`)
  // act on it. The control API shows it to the code in the browser. Routes, pages and frames come last.
  simulator: [
    'paths.ts',
    'connection-lost.ts',
    'klarna-error.ts',
    'web-address.ts',
    'checks',
    'memory',
    'script',
    'callbacks',
    'state',
    'read-body.ts',
    'route.ts',
    'flow',
    'control',
    'browser',
    'pages',
    'frames',
    'rest',
    'options.ts',
    'listen.ts',
    'shopper.ts',
    'create-klarna-simulator.ts',
    'cli',
    'testing',
  ],
  // A rule knows the stage on which it runs. The check runs the rules, and the command reports them.
  'endpoint-check': ['play', 'rule.ts', 'rules', 'check-endpoint.ts', 'report', 'cli'],
  // Texts know nothing. Then the form, the words on the button, the widgets; the view draws what all of them know.
  element: [
    'strings',
    'page',
    'diagnostics',
    'customer-details',
    'form',
    'language',
    'order-button',
    'widgets',
    'styles',
    'view',
  ],
};

/** A single place imports each dependency, so that it can be replaced there. */
const PACKAGE_HOME: Record<string, RegExp> = {
  lit: /^src\/element\//,
  'libphonenumber-js': /^src\/element\/customer-details\/fields\/phone\.ts$/,
  ky: /^src\/(checkout\/endpoint\/endpoint|server\/klarna-api\/client)\.ts$/,
};

/** A reader can keep so many names in view. */
const MAX_FILES_IN_FOLDER = 15;

/** Languages and pictures are found by their names, however many there are. The last ones are made by runs. */
const IS_UNCOUNTED = /\/(strings|locales)\/|\.(png|jpe?g|svg|webp|ico)$|^demo\/data\/|\/output\//;

const modules = readModules('src/**/*.{ts,js}');
const partOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? path;
const each = <T>(pick: (module: (typeof modules)[number]) => T[]) =>
  modules.flatMap((module) => pick(module).map((target) => ({ path: module.path, target })));

/** @returns the place of a file in the order of its part; files in the root of the part come last */
function levelOf(path: string): number {
  const [, part = '', ...rest] = path.split('/');
  const order = FOLDER_ORDER[part] ?? [];
  for (const name of [rest.join('/'), rest[0] ?? '']) if (order.includes(name)) return order.indexOf(name);
  if (rest.length > 1) throw new Error(`FOLDER_ORDER does not name the folder of ${path}`);
  return order.length;
}

describe('the imports of src', () => {
  it('lead from one part only to the parts below it', () => {
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

  it('make no circle, not even of types', () => {
    const named = modules.map(({ path, files }) => ({ path, loaded: files }));
    assert.equal(findCycle(named)?.join(' → '), undefined);
  });

  it('go down the order of folders inside each part', () => {
    const offences = each(({ files }) => files).filter(
      ({ path, target }) =>
        partOf(path) === partOf(target) && partOf(path) in FOLDER_ORDER && levelOf(path) < levelOf(target),
    );
    assert.deepEqual(offences, []);
  });

  it('have an order of folders for each part that has folders', () => {
    const parts = new Set(modules.filter(({ path }) => path.split('/').length > 3).map(({ path }) => partOf(path)));
    assert.deepEqual([...parts].sort(), Object.keys(FOLDER_ORDER).sort());
  });

  it('name each dependency only in its home: lit in the element, ky in two clients, phone numbers in one file', () => {
    const offences = each(({ packages }) => packages).filter(({ path, target }) => {
      const [name = ''] = target.split('/');
      return !target.startsWith('node:') && !PACKAGE_HOME[name]?.test(path);
    });
    assert.deepEqual(offences, []);
  });

  it('name Node only in the adapter, the simulator and the check, because the handler runs on any runtime', () => {
    const offences = each(({ packages }) => packages).filter(
      ({ path, target }) => target.startsWith('node:') && !/^src\/(node|simulator|endpoint-check)\//.test(path),
    );
    assert.deepEqual(offences, []);
  });
});

describe('a folder', () => {
  it(`holds at most ${MAX_FILES_IN_FOLDER} files`, () => {
    const files = globSync('{src,demo,test,bench,build}/**/*.*').map((path) => path.replaceAll('\\', '/'));
    assert.ok(files.length > 500, 'the files are found');
    const counts = new Map<string, number>();
    for (const path of files.filter((file) => !IS_UNCOUNTED.test(file))) {
      counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
    }
    assert.deepEqual(
      [...counts].filter(([, count]) => count > MAX_FILES_IN_FOLDER),
      [],
    );
  });
});

describe('the reader of imports', () => {
  it('sees every form of import, also of types', () => {
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

  it('finds the circle among other imports', () => {
    const module = (path: string, ...loaded: string[]) => ({ path, loaded });
    assert.equal(findCycle([module('a', 'b', 'c'), module('b', 'c'), module('c')]), undefined);
    assert.deepEqual(findCycle([module('a', 'b'), module('b', 'c'), module('c', 'b')]), ['b', 'c', 'b']);
  });
});
