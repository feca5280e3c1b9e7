#!/usr/bin/env node
/** The command `klarna-simulator`. */
import { once } from 'node:events';
import { run } from './cli/run.ts';

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ended: Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]),
});
