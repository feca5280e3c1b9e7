/** Writes the figures of a bench: as JSON into `bench/results`, and as a table into docs/performance.md. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface Report {
  /** The name of the bench. The page has its table between two comments with this name. */
  name: string;
  /** The command that makes the figures again. */
  command: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  /** A sentence under the table. */
  note?: string;
  /** Every measurement, for the JSON file. */
  raw: unknown;
}

const pathOf = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const PAGE = 'docs/performance.md';

export const describeMachine = (): string =>
  `${cpus().length} cores, ${platform()} ${arch()}, Node ${process.versions.node}`;

const toLine = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const formatTable = ({ columns, rows }: Report): string =>
  [toLine(columns), toLine(columns.map(() => '---')), ...rows.map(toLine)].join('\n');

export function writeReport(report: Report): void {
  const date = new Date().toISOString().slice(0, 10);
  const { name, command, note = '', raw } = report;
  mkdirSync(pathOf('bench/results'), { recursive: true });
  const json = { command, date, machine: describeMachine(), raw };
  writeFileSync(pathOf(`bench/results/${name}.json`), `${JSON.stringify(json, null, 2)}\n`);
  const page = readFileSync(pathOf(PAGE), 'utf8');
  const between = new RegExp(`(<!-- ${name} -->\n)[^]*(<!-- /${name} -->)`);
  if (!between.test(page))
    throw new Error(`${PAGE} has no place for ${name}: write <!-- ${name} --> and <!-- /${name} -->`);
  const text = [formatTable(report), `\`${command}\`, ${date}, ${describeMachine()}. ${note}`.trim()].join('\n\n');
  writeFileSync(
    pathOf(PAGE),
    page.replace(between, (_all, open, close) => `${open}${text}\n${close}`),
  );
}
