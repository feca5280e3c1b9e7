/** Writes the recipes of the docs into files beside their packages, with the tests' shop as `klarna.js`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { readBlocks } from '../../docs/support/guide.ts';
import type { Server } from './battery.ts';
import { folder } from './packages.ts';

interface Recipes extends AsyncDisposable {
  pathOf(name: string): string;
}

export async function writeRecipes(): Promise<Recipes> {
  const target = await mkdtemp(`${folder}recipes-`);
  for (const page of ['docs/merchant-server.md', 'docs/servers.md']) {
    const text = await readFile(new URL(`../../../${page}`, import.meta.url), 'utf8');
    for (const { name, code } of readBlocks(text)) await writeFile(`${target}/${name}`, code);
  }
  for (const name of ['klarna.js', 'start.js']) await copyFile(new URL(name, import.meta.url), `${target}/${name}`);
  return {
    pathOf: (name) => `${target}/${name}`,
    [Symbol.asyncDispose]: () => rm(target, { recursive: true }),
  };
}

const program = (path: string): string => `${folder}node_modules/${path}`;

/** Commands that run a script. */
const RUNTIMES = {
  node: [process.execPath],
  node20: [program('node20/bin/node')],
  deno: [program('.bin/deno'), 'run', '--allow-all', '--no-lock', '--node-modules-dir=manual'],
  bun: [program('.bin/bun'), 'run'],
} as const satisfies Record<string, readonly string[]>;

export type Runtime = keyof typeof RUNTIMES;

interface Start {
  runtime?: Runtime;
  recipe: string;
  /** The names in `start.js`. */
  way: string;
  env: Record<string, string>;
}

/** @returns the running shop; `mount` is its own address, without a proxy */
export async function startRecipe(recipes: Recipes, { runtime = 'node', recipe, way, env }: Start): Promise<Server> {
  const [command, ...args] = RUNTIMES[runtime];
  const child = spawn(command ?? '', [...args, recipes.pathOf('start.js'), recipes.pathOf(recipe), way], {
    env: { ...process.env, PORT: '0', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await readPort(child);
  return {
    mount: `http://127.0.0.1:${port}/klarna`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function readPort(child: ChildProcess): Promise<number> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The shop has no output.');
  let errors = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const port = /^listening (\d+)$/.exec(line)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The shop ended before it listened: ${errors}`)));
  });
}
