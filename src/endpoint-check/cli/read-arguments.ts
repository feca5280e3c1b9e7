import { parseArgs } from 'node:util';
import { UsageError } from '../../simulator/cli/read-arguments.ts';
import type { Rule } from '../rule.ts';
import { RULES } from '../rules/index.ts';

export interface CheckCommand {
  name: 'check';
  url: string;
  klarnaPort: number;
  cartUrl: string | undefined;
  changeCartUrl: string | undefined;
  ordersUrl: string | undefined;
  headers: Record<string, string>;
  rules: readonly Rule[];
  junit: string | undefined;
  json: string | undefined;
}

export type Command = CheckCommand | { name: 'help' } | { name: 'version' } | { name: 'list' };

const OPTIONS = {
  'klarna-port': { type: 'string', default: '3001' },
  'cart-url': { type: 'string' },
  'change-cart-url': { type: 'string' },
  'orders-url': { type: 'string' },
  header: { type: 'string', multiple: true },
  only: { type: 'string' },
  skip: { type: 'string' },
  junit: { type: 'string' },
  json: { type: 'string' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. To specify')[0]?.replace(/\.?$/, '.'));
  }
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError(`--klarna-port must be a whole number from 1 to 65535, not "${text}".`);
}

function readUrl(text: string | undefined, name: string): string | undefined {
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UsageError(`${name} must be a whole address, like http://127.0.0.1:8000/klarna, not "${text}".`);
}

function readHeader(text: string): [name: string, value: string] {
  const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(text) ?? [];
  if (name && value) return [name, value];
  throw new UsageError('--header must be a name and a value, like "x-csrf-token: abc".');
}

function readRules(text: string | undefined, option: string): string[] {
  if (text === undefined) return [];
  const ids = text.split(',').map((id) => id.trim());
  const unknown = ids.find((id) => RULES.every((rule) => rule.id !== id));
  if (unknown !== undefined) throw new UsageError(`${option}: no rule has the name "${unknown}". --list prints them.`);
  return ids;
}

/** @throws {UsageError} */
export function readArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  if (values.list) return { name: 'list' };
  const [given, ...more] = positionals;
  const url = readUrl(given, 'The endpoint');
  if (url === undefined || more.length > 0)
    throw new UsageError('Name one endpoint, like http://127.0.0.1:8000/klarna.');
  const only = readRules(values.only, '--only');
  const skip = readRules(values.skip, '--skip');
  return {
    name: 'check',
    url: url.replace(/\/+$/, ''),
    klarnaPort: readPort(values['klarna-port']),
    cartUrl: readUrl(values['cart-url'], '--cart-url'),
    changeCartUrl: readUrl(values['change-cart-url'], '--change-cart-url'),
    ordersUrl: readUrl(values['orders-url'], '--orders-url'),
    headers: Object.fromEntries((values.header ?? []).map(readHeader)),
    rules: RULES.filter(({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id)),
    junit: values.junit,
    json: values.json,
  };
}
