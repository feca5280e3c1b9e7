/** Runs the server of the README against the built package and a real simulator, and compares the docs with the source. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { createKlarnaSimulator } from '../src/simulator/index.ts';

const root = new URL('../', import.meta.url);
const readme = await readFile(new URL('README.md', root), 'utf8');

const fences = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code]) => code ?? '');

describe('the server of the README', () => {
  let klarna: { url: string; close(): Promise<void> };
  let shop: ChildProcess;
  let address: string;

  before(async () => {
    const [code] = fences('js');
    assert.ok(code, 'the README prints a server');
    // Inside the package, so that its own name resolves to the built files, as it does in a shop that has installed it.
    await mkdir(new URL('dist/readme/', root), { recursive: true });
    const file = new URL('dist/readme/server.js', root);
    await writeFile(file, code);
    klarna = await createKlarnaSimulator({ username: 'shop', password: 'secret-of-the-test' }).listen({ port: 0 });
    shop = spawn(process.execPath, [file.pathname], {
      env: {
        PORT: '0',
        KLARNA_USERNAME: 'shop',
        KLARNA_PASSWORD: 'secret-of-the-test',
        KLARNA_ENVIRONMENT: klarna.url,
        KLARNA_SECRET: 'thirty-two characters and more of it',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const stopped = once(shop, 'exit').then(() => assert.fail('the server of the README stopped: is dist built?'));
    const [line] = await Promise.race([once(shop.stdout ?? assert.fail(), 'data'), stopped]);
    address = `http://localhost:${String(line).match(/\d+/)?.[0]}`;
  });

  after(async () => {
    shop?.kill();
    await klarna?.close();
  });

  it('opens a session with the cart that it prints', async () => {
    const answer = await fetch(`${address}/klarna/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const session = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(session));
    assert.match(session.client_token, /^[\w-]+\.[\w-]+\.[\w-]*$/);
    assert.equal(session.order_amount, 9500);
    assert.ok(session.payment_method_categories.length > 0);
  });

  it('serves the rest of the shop beside it', async () => {
    assert.equal(await (await fetch(address)).text(), 'The rest of your shop.');
  });
});

describe('the reference', () => {
  /** In code, alone or with arguments: `name` or `name(`. */
  const missing = (names: readonly string[], page: string): string[] =>
    names.filter((name) => !new RegExp(`\`${name}[\`(]`).test(page));

  it('docs/element.md names every attribute, event, part, slot and custom property of the element', async () => {
    const source = await readFile(new URL('src/element/klarna-checkout-button.ts', root), 'utf8');
    const names = [...source.matchAll(/^ \* @(?:fires|csspart|slot|cssprop) (\S+)/gm)].map(([, name]) => name ?? '');
    assert.ok(names.length > 30, 'the class is documented');
    const attributes = [...source.matchAll(/^ {2}@(?:text|flag)\([^)]*\) (\w+)/gm)].map(([, property = '']) =>
      property.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    assert.ok(attributes.length >= 7, 'the properties are found');
    assert.deepEqual(missing([...names, ...attributes], await readFile(new URL('docs/element.md', root), 'utf8')), []);
  });

  it('docs/merchant-server.md names every option of the handler', async () => {
    const options = await readFile(new URL('src/server/options.ts', root), 'utf8');
    const handler = options.slice(options.indexOf('interface KlarnaHandlerOptions'));
    const names = [...handler.matchAll(/^ {2}(\w+)\??[:(]/gm)].map(([, name]) => name ?? '');
    assert.ok(names.length >= 10, 'the options are found');
    assert.deepEqual(missing(names, await readFile(new URL('docs/merchant-server.md', root), 'utf8')), []);
  });
});

describe('the README', () => {
  it('gives the two commands', () => {
    assert.match(readme, /^ {4}npm ci && npm start$/m);
    assert.match(readme, /^ {4}npm ci && npm test$/m);
  });

  it('leads to every page of docs', () => {
    const pages = globSync('docs/*.md').filter((page) => page !== 'docs/architecture.md');
    assert.ok(pages.length >= 7, 'the pages are found');
    assert.deepEqual(
      pages.filter((page) => !readme.includes(`](${page}`)),
      [],
    );
  });
});

describe('a page for contributors', () => {
  const texts = (paths: readonly string[]) => paths.map((path) => readFileSync(new URL(path, root), 'utf8')).join('\n');

  it('names only files and folders that exist', () => {
    const paths = [
      ...texts(['docs/architecture.md', 'CONTRIBUTING.md', 'AGENTS.md']).matchAll(/`([\w./*-]+\/[\w./*-]*)`/g),
    ];
    const named = [...new Set(paths.map(([, path = '']) => path))].filter((path) => !/^(node:|klarna-)/.test(path));
    assert.ok(named.length > 100, 'the paths are found');
    const missing = named.filter((path) => globSync([path, `src/${path}`, `dist/${path}`]).length === 0);
    assert.deepEqual(missing, []);
  });

  it('CONTRIBUTING.md explains every script of package.json', () => {
    const { scripts } = JSON.parse(texts(['package.json']));
    const guide = texts(['CONTRIBUTING.md']);
    const unknown = Object.keys(scripts).filter((name) => !new RegExp(`[\` ]${name}\``).test(guide));
    assert.deepEqual(unknown, []);
  });
});

describe('a page of the documentation', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'AGENTS.md', 'CHANGELOG.md', ...globSync('docs/*.md')];
  const anchors = (page: string): string[] =>
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
        .replaceAll(' ', '-'),
    );

  for (const path of pages) {
    it(`${path} refers to files and headings that exist`, async () => {
      const address = new URL(path, root);
      const text = await readFile(address, 'utf8');
      for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
        const target = new URL(link, address);
        const content = await readFile(new URL(target.pathname, root), 'utf8');
        const heading = decodeURIComponent(target.hash.slice(1));
        assert.ok(heading === '' || anchors(content).includes(heading), `${link} leads to no heading`);
      }
    });
  }
});
