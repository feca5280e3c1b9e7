/**
 * Tries random values at each boundary of the package, and makes each failure small.
 *
 *     npm run fuzz                                       all targets
 *     npm run fuzz -- order-lines                        one target
 *     npm run fuzz -- order-lines --seed 7 --runs 5000   the same values again
 *     npm run fuzz -- order-lines --seed 7 --path 12:0   only the value that failed, and smaller ones
 */
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type FuzzTarget, fuzz } from './fuzz-target.ts';

const SHOWN_CHARACTERS = 2000;
const FOLDER = new URL('./targets/', import.meta.url);
const known = globSync('*.ts', { cwd: FOLDER })
  .map((file) => basename(file, '.ts'))
  .sort();

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, runs: { type: 'string' }, path: { type: 'string' } },
});
const number = (text: string | undefined, otherwise: number): number => (text === undefined ? otherwise : Number(text));
const seed = number(values.seed, Math.floor(Math.random() * 2 ** 31));
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0 || !Number.isSafeInteger(seed) || !(number(values.runs, 1) >= 1)) {
  console.error(`Usage: npm run fuzz -- [${known.join(' | ')}] [--seed N] [--runs N] [--path P]`);
  process.exit(2);
}

// A promise that nobody handles is a failure of the target that runs, and Node then ends with its stack.
console.log(`seed ${seed}`);
for (const name of positionals.length > 0 ? positionals : known) {
  const { target }: { target: FuzzTarget } = await import(`./targets/${name}.ts`);
  const runs = number(values.runs, target.runs);
  console.log(`${name}: ${target.law}`);
  const { failure, seconds, runs: done } = await fuzz(target, { seed, runs, path: values.path });
  console.log(
    `  ${done} runs, ${seconds.toFixed(1)} s, ${(done / seconds).toFixed(0)} runs/s${failure ? '' : ', no failure'}`,
  );
  if (!failure) continue;
  process.exitCode = 1;
  console.error(`  FAILED after ${done} runs; made smaller ${failure.shrinks} times:`);
  console.error(`  ${failure.smallest.slice(0, SHOWN_CHARACTERS)}`);
  console.error(failure.error);
  console.error(`  Repeat: npm run fuzz -- ${name} --seed ${seed} --runs ${runs}`);
  console.error(`  Only this value: npm run fuzz -- ${name} --seed ${seed} --path ${failure.path}`);
}
// Some targets keep sockets open that the process does not need any more.
process.exit();
