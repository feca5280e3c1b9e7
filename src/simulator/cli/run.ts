import { createKlarnaSimulator } from '../create-klarna-simulator.ts';
import { explainListenError } from './explain-listen-error.ts';
import { readArguments, UsageError } from './read-arguments.ts';
import { readVersion } from './read-version.ts';
import { greeting, HELP } from './texts.ts';

interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Resolves when the person stops the command. */
  ended: Promise<unknown>;
}

/** Runs the command, and returns its exit code: 0, 1 if it could not listen, 2 if the arguments are wrong. */
export async function run(args: readonly string[], { out, err, ended }: Terminal): Promise<number> {
  try {
    const command = readArguments(args);
    if (command.name === 'help') out(HELP);
    else if (command.name === 'version') out(`${readVersion()}\n`);
    else return await serve(command, { out, err, ended });
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err(`klarna-simulator: ${error.message}\nTry klarna-simulator --help.\n`);
    return 2;
  }
}

type ListenCommand = Extract<ReturnType<typeof readArguments>, { name: 'listen' }>;

async function serve({ options, where }: ListenCommand, { out, err, ended }: Terminal): Promise<number> {
  try {
    const klarna = await createKlarnaSimulator({ ...options, log: (message) => err(`${message}\n`) }).listen(where);
    out(greeting(klarna, options));
    await ended;
    await klarna.close();
    return 0;
  } catch (error) {
    const reason = explainListenError(error, where);
    if (reason === undefined) throw error;
    err(`klarna-simulator: ${reason}\n`);
    return 1;
  }
}
