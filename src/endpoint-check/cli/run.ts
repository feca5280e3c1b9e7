import { writeFile } from 'node:fs/promises';
import { explainListenError } from '../../simulator/cli/explain-listen-error.ts';
import { UsageError } from '../../simulator/cli/read-arguments.ts';
import { readVersion } from '../../simulator/cli/read-version.ts';
import { listen } from '../../simulator/listen.ts';
import { checkEndpoint, type RuleResult } from '../check-endpoint.ts';
import { createRecordingKlarna } from '../play/klarna.ts';
import { formatJson, formatJunit } from '../report/format-files.ts';
import { formatResult, formatSummary } from '../report/format-text.ts';
import { RULES } from '../rules/index.ts';
import { type CheckCommand, readArguments } from './read-arguments.ts';
import { HELP, listRules } from './texts.ts';

interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** Runs the command. @returns the exit code: 0, 1 if a rule is broken, 2 if nothing could be checked */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { out, err } = terminal;
  try {
    const command = readArguments(args);
    if (command.name === 'help') out(HELP);
    else if (command.name === 'version') out(`${readVersion()}\n`);
    else if (command.name === 'list') out(listRules(RULES));
    else return await check(command, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err(`klarna-endpoint-check: ${error.message}\nTry klarna-endpoint-check --help.\n`);
    return 2;
  }
}

async function check(command: CheckCommand, { out, err }: Terminal): Promise<number> {
  const { url, klarnaPort, junit, json } = command;
  const klarna = createRecordingKlarna();
  const where = { port: klarnaPort, host: '127.0.0.1' };
  let listening: Awaited<ReturnType<typeof listen>>;
  try {
    listening = await listen(klarna.handle, where);
  } catch (error) {
    const reason = explainListenError(error, where);
    if (reason === undefined) throw error;
    err(`klarna-endpoint-check: ${reason.replace('--port', '--klarna-port')}\n`);
    return 2;
  }
  try {
    out(`Klarna is offline at ${listening.url}. The endpoint is ${url}.\n\n`);
    const results = await checkEndpoint({ ...command, klarna, report: (result) => out(`${formatResult(result)}\n`) });
    out(`\n${formatSummary(results)}\n`);
    if (junit !== undefined) await writeFile(junit, formatJunit(url, results));
    if (json !== undefined) await writeFile(json, formatJson(url, results));
    return conclude(results, klarna.calls.length, { url, klarna: listening.url, err });
  } finally {
    await listening.close();
  }
}

interface Ends {
  url: string;
  klarna: string;
  err: Terminal['err'];
}

function conclude(results: readonly RuleResult[], calls: number, { url, klarna, err }: Ends): number {
  if (calls === 0 && results.some(({ state }) => state === 'broken')) {
    err(
      `\nNo request of ${url} reached the offline Klarna. Is the server running? Set the address of Klarna's API in it to ${klarna}.\n`,
    );
    return 2;
  }
  return results.some(({ state }) => state === 'broken') ? 1 : 0;
}
