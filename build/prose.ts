/**
 * Advice on the prose of the repository: `npm run prose`, or `npm run prose -- src/server docs` for a part of it.
 *
 * It reads comments in TypeScript and all Markdown. It prints each sentence that a stranger has to read twice, and a
 * count of each kind. It never fails, because some long sentences are good.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findFaults, KINDS } from './prose/find-faults.ts';
import { readComments, readMarkdown } from './prose/read-prose.ts';

const folders = process.argv.slice(2);
const files = execFileSync('git', ['ls-files', '--', ...(folders.length > 0 ? folders : ['.'])], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(ts|md)$/.test(path));

const faults = files.flatMap((path) => {
  const source = readFileSync(path, 'utf8');
  const passages = path.endsWith('.md') ? readMarkdown(source) : readComments(path, source);
  return passages.flatMap(({ line, text }) => findFaults(text).map((fault) => ({ path, line, ...fault })));
});

for (const { path, line, kind, sentence } of faults) console.log(`${path}:${line} ${kind}: ${sentence}`);
for (const kind of KINDS)
  console.log(`${String(faults.filter((fault) => fault.kind === kind).length).padStart(5)} ${kind}`);
