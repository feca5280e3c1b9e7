/**
 * Reporter for `node --test`: silent if all is well. For a failure it prints path, place, error and
 * the output of its file. Counts from the events, not from the runner's own sum: that one counts a file without a test as
 * a passed test.
 */
import { relative, resolve } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { type Counts, formatCounts, noCounts } from '../counts.ts';
import { writeCounts } from '../counts-file.ts';

type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>['data'];

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = noCounts();
  const path: string[] = [];
  const printed = new Map<string, string>();
  const times = new Map<string, number>();

  for await (const event of source) {
    noteTime(times, event);
    switch (event.type) {
      case 'test:start':
        path.splice(event.data.nesting, Infinity, event.data.name);
        break;
      case 'test:stdout':
      case 'test:stderr': {
        const file = resolve(event.data.file ?? '');
        printed.set(file, (printed.get(file) ?? '') + event.data.message);
        break;
      }
      case 'test:pass':
        path.splice(event.data.nesting, Infinity, event.data.name);
        if (isFile(event.data)) {
          counts.failed++;
          yield describeFailure(path, event.data, 'The file has no test.');
        } else count(counts, event.data, 'passed');
        break;
      case 'test:fail':
        path.splice(event.data.nesting, Infinity, event.data.name);
        if (isEcho(event.data)) break;
        count(counts, event.data, 'failed');
        yield describeFailure(path, event.data, reasonOf(event.data.details.error));
        break;
      case 'test:complete':
        if (isFile(event.data) && !event.data.details.passed) yield describeOutput(event.data, printed);
        break;
      case 'test:interrupted':
        for (const { name } of event.data.tests) {
          counts.failed++;
          yield `\n✗ ${name}\n  did not end: a server, timer or connection is still open, or a test waits for ever\n`;
        }
        writeCounts(counts);
    }
  }
  writeCounts(counts);
  yield describeSlowFiles(times);
  yield `${formatCounts(counts)}\n`;
}

/** A file that takes longer is named at the end, because the whole run has a limit. */
const SLOW_MS = 10_000;

function noteTime(times: Map<string, number>, { type, data }: TestEvent): void {
  if ((type !== 'test:pass' && type !== 'test:fail') || data.nesting > 0 || data.file === undefined) return;
  times.set(data.file, (times.get(data.file) ?? 0) + data.details.duration_ms);
}

function describeSlowFiles(times: Map<string, number>): string {
  const slow = [...times].filter(([, ms]) => ms > SLOW_MS).sort(([, a], [, b]) => b - a);
  return slow
    .map(([file, ms]) => `${(ms / 1000).toFixed(0).padStart(4)} s  ${relative(process.cwd(), file)}\n`)
    .join('');
}

/** Each file runs as a test named after it, which is reported only when it has none of its own or broke as a whole. */
const isFile = ({ name, nesting, file }: { name: string; nesting: number; file?: string | undefined }): boolean =>
  nesting === 0 && file !== undefined && resolve(name) === file;

/** A suite that fails only because one of its tests did says nothing new. A failed hook of it does. */
const isEcho = ({ details }: Extract<TestEvent, { type: 'test:fail' }>['data']): boolean =>
  details.type === 'suite' && Reflect.get(details.error, 'failureType') === 'subtestsFailed';

function count(counts: Counts, { details, skip, todo }: Ended, outcome: 'passed' | 'failed'): void {
  if (skip !== undefined || todo !== undefined) counts.skipped++;
  else if (outcome === 'failed' || details.type !== 'suite') counts[outcome]++;
}

function describeFailure(path: readonly string[], { file, line }: Ended, reason: string): string {
  const place = file ? `${relative(process.cwd(), file)}:${line ?? 1}` : '';
  return `\n✗ ${path.join(' › ')}\n  ${place}\n${reason.replace(/^/gm, '  ')}\n`;
}

/** The runner wraps what the test threw. */
const reasonOf = (error: Error): string => inspect(error.cause ?? error, { colors: Boolean(process.stdout.isTTY) });

function describeOutput({ name, file }: { name: string; file?: string | undefined }, printed: Map<string, string>) {
  const output = printed.get(file ?? '');
  return output ? `\nOutput of ${name}:\n${output.replace(/^/gm, '  ')}\n` : '';
}
