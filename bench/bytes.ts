/**
 * The bytes of each published file for browsers, and of other packages that a page could load instead.
 *
 *     npm run bench:bytes               needs `npm run build`; installs the other packages in a temporary folder
 *     npm run bench:bytes -- --write    keeps the figures: bench/results, docs/performance.md
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { writeReport } from './report/write-table.ts';

interface Row {
  name: string;
  raw: number;
  gzip: number;
  brotli: number;
}

/** The imports of a page that offers one way to pay with each package, or draws one element. */
const PEERS = [
  ['lit', '3.3.3', `export { LitElement, html, css } from 'lit';`],
  ['ky', '1.14.3', `export { default } from 'ky';`],
  ['ky', '2.1.0', `export { default } from 'ky';`],
  ['@adyen/adyen-web', '6.45.2', `export { AdyenCheckout, Klarna } from '@adyen/adyen-web';`],
  ['@google-pay/button-element', '4.1.0', `import '@google-pay/button-element';`],
  ['@power-elements/stripe-elements', '3.3.0', `import '@power-elements/stripe-elements/stripe-elements.js';`],
  ['@primer-io/primer-js', '1.9.2', `export { loadPrimer } from '@primer-io/primer-js';`],
] as const;

const { values } = parseArgs({ options: { write: { type: 'boolean' } } });
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
if (!existsSync(join(dist, 'cdn/element.js'))) {
  console.error('No dist. Run: npm run build');
  process.exit(2);
}

const measure = (name: string, code: string | Buffer): Row => ({
  name,
  raw: Buffer.byteLength(code),
  gzip: gzipSync(code, { level: 9 }).length,
  brotli: brotliCompressSync(code).length,
});

async function bundlePeer(name: string, version: string, entry: string): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'bytes-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    writeFileSync(join(folder, 'entry.js'), entry);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts', `${name}@${version}`], {
      cwd: folder,
    });
    const built = await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: true,
        lib: { entry: 'entry.js', formats: ['es'] },
        rollupOptions: { output: { codeSplitting: false } },
      },
    });
    const output = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
    const code = output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n');
    return measure(`${name} ${version}`, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ours = ['cdn.js', ...globSync('cdn/**/*.js', { cwd: dist }).sort()]
  .filter((file) => !file.startsWith('cdn/languages/') || file.endsWith('/sv.js'))
  .map((file) => measure(file, readFileSync(join(dist, file))));
const peers: Row[] = [];
for (const [name, version, entry] of PEERS) peers.push(await bundlePeer(name, version, entry));

const rows = [...ours, ...peers];
for (const { name, raw, gzip, brotli } of rows) {
  console.log(
    `${name.padEnd(40)} ${String(raw).padStart(9)} ${String(gzip).padStart(9)} ${String(brotli).padStart(9)}`,
  );
}
if (values.write) {
  const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  writeReport({
    name: 'bytes',
    command: 'npm run bench:bytes -- --write',
    columns: ['file or package', 'minified', 'gzip', 'brotli'],
    rows: rows.map(({ name, raw, gzip, brotli }) => [name, kB(raw), kB(gzip), kB(brotli)]),
    note: 'Swedish stands for the languages.',
    raw: rows,
  });
}
