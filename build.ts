/**
 * Builds the published files into `dist`: a module for each entry of `exports` in package.json, and the types.
 * `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { bundleForBundlers, bundleForEdges, bundleForPages, bundleForServers } from './build/bundle.ts';
import { expectSources, readCommands, readEntries } from './build/entries.ts';
import { formatHeadLines } from './build/head-lines.ts';
import { formatSizes, measure, scriptsIn } from './build/sizes.ts';

/** The entry for pages without a bundler. All other entries leave their dependencies to the page's bundler. */
const SELF_CONTAINED = 'cdn';

/** The file for `workerd` and `edge-light`, in place of the element. Importing it does nothing. */
const EDGE = { name: 'edge', source: 'src/index.ts' };

process.chdir(import.meta.dirname);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const dependencies = Object.keys(manifest.dependencies);
const commands = readCommands(manifest.bin);
const entries = [...readEntries(manifest.exports), ...commands];
const present = entries.filter(({ source }) => existsSync(source));
const forBrowsers = present.filter(({ platform }) => platform === 'browser');

rmSync('dist', { recursive: true, force: true });
await bundleForBundlers(
  forBrowsers.filter(({ name }) => name !== SELF_CONTAINED),
  dependencies,
);
await bundleForPages(forBrowsers.filter(({ name }) => name === SELF_CONTAINED));
const scripts = ['dist', 'dist/cdn'].flatMap(scriptsIn);
console.log(formatSizes(scripts.map((path) => ({ file: relative('dist', path), ...measure(path) }))));
console.log(`\n${formatHeadLines('dist', '/klarna-checkout-button')}\n`);
await bundleForServers(
  present.filter(({ platform }) => platform === 'server'),
  dependencies,
);
await bundleForEdges(EDGE, dependencies);
// npm sets this when it installs the package. A clone that was only built needs it too.
for (const { name } of commands) chmodSync(`dist/${name}.js`, 0o755);

const types = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
expectSources(entries);
process.exitCode = types.status ?? 1;
