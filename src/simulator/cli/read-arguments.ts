import { parseArgs } from 'node:util';
import type { SdkAge } from '../browser/sdk/types.ts';
import { isSdkAge, type ListenOptions, type SimulatorOptions } from '../options.ts';
import { isWebAddress } from '../web-address.ts';

export type Command =
  | { name: 'help' }
  | { name: 'version' }
  | { name: 'listen'; options: SimulatorOptions; where: Required<ListenOptions> };

/** Thrown if the command's arguments are wrong. The message says what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const OPTIONS = {
  port: { type: 'string', default: '3001' },
  host: { type: 'string', default: '127.0.0.1' },
  seed: { type: 'string' },
  username: { type: 'string' },
  password: { type: 'string' },
  'merchant-name': { type: 'string' },
  'single-category': { type: 'boolean', default: false },
  'public-url': { type: 'string' },
  'rate-limit': { type: 'boolean', default: false },
  'billing-country-overrides': { type: 'boolean', default: false },
  capacity: { type: 'string' },
  sdk: { type: 'string', default: 'current' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    // Node's first sentence names the argument. The rest is advice about positional arguments, which this command does
    // not take.
    const [sentence] = (error as Error).message.split('. To specify');
    throw new UsageError(`${sentence}`.replace(/\.?$/, '.'));
  }
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port must be a whole number from 0 to 65535 (0: any free port), not "${text}".`);
}

function readPublicUrl(text: string): string {
  if (isWebAddress(text)) return text;
  throw new UsageError(`--public-url must be a whole address, like https://klarna.shop.example, not "${text}".`);
}

function readCapacity(text: string): number {
  const capacity = /^\d+$/.test(text) ? Number(text) : 0;
  if (Number.isSafeInteger(capacity) && capacity >= 1) return capacity;
  throw new UsageError(`--capacity must be a whole number, 1 or more, not "${text}".`);
}

function readSdk(text: string): SdkAge {
  if (isSdkAge(text)) return text;
  throw new UsageError(`--sdk must be current or 2023, not "${text}".`);
}

/** @throws {UsageError} */
export function readArguments(args: readonly string[]): Command {
  const values = parse(args);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty) throw new UsageError(`--${empty[0]} must not be empty.`);
  const { seed, username, password, capacity, 'merchant-name': merchant_name, 'public-url': public_url } = values;
  if ((username === undefined) !== (password === undefined)) {
    throw new UsageError('--username and --password go together. Without both, any credentials are accepted.');
  }
  return {
    name: 'listen',
    where: { port: readPort(values.port), host: values.host },
    options: {
      sdk: readSdk(values.sdk),
      ...(seed !== undefined && { seed }),
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      ...(merchant_name !== undefined && { merchant_name }),
      ...(values['single-category'] && { payment_method_categories: ['klarna'] as const }),
      ...(public_url !== undefined && { public_url: readPublicUrl(public_url) }),
      ...(values['rate-limit'] && { rate_limit: true }),
      ...(values['billing-country-overrides'] && { billing_country_overrides: true }),
      ...(capacity !== undefined && { capacity: readCapacity(capacity) }),
    },
  };
}
