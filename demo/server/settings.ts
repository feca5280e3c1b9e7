/**
 * The shop's settings from the environment. Everything has a default. The error for a bad value says what to change.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Region } from '../../src/klarna/markets.ts';

/** The account at Klarna's playground. Without one, the shop starts a simulator. */
interface KlarnaAccount {
  readonly username: string;
  readonly password: string;
  readonly region: Region;
  /** A URL means a simulator that runs elsewhere. */
  readonly environment: 'playground' | URL;
}

export interface Settings {
  /** 0 means any free port. */
  readonly port: number;
  /** 0 means any free port. */
  readonly simulatorPort: number;
  /** Address to listen on. By default, only this machine can connect. */
  readonly host: string;
  /** Path of the SQLite file. */
  readonly database: string;
  readonly account: KlarnaAccount | undefined;
  /** Encrypts the cookies of the Klarna handler. */
  readonly secret: string;
  /** Origin under which shoppers and Klarna reach the shop, if it differs from the shop's own address. */
  readonly publicUrl: string | undefined;
}

/** Thrown if the environment is wrong. The message says what to change. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const REGIONS: readonly Region[] = ['eu', 'na', 'oc'];
const DEFAULT_DATABASE = fileURLToPath(new URL('../data/shop.sqlite', import.meta.url));

/** An empty value counts as absent, because shells and `.env` files write it so. */
const text = (environment: Environment, name: string): string | undefined => environment[name]?.trim() || undefined;

function readPort(environment: Environment, name: string, fallback: number): number {
  const value = text(environment, name);
  if (value === undefined) return fallback;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new SettingsError(`${name} must be a number from 0 to 65535 (0 takes any free port).`);
}

function readEnvironment(environment: Environment): KlarnaAccount['environment'] {
  const value = text(environment, 'KLARNA_ENVIRONMENT') ?? 'playground';
  if (value === 'playground') return value;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.username) return url;
  // Not 'production': this is a demonstration, and nobody sends the goods.
  throw new SettingsError('KLARNA_ENVIRONMENT must be playground, or the address of a simulator.');
}

function readAccount(environment: Environment): KlarnaAccount | undefined {
  const username = text(environment, 'KLARNA_USERNAME');
  const password = text(environment, 'KLARNA_PASSWORD');
  const region = (text(environment, 'KLARNA_REGION') ?? 'eu').toLowerCase();
  if (!REGIONS.includes(region as Region)) {
    throw new SettingsError(`KLARNA_REGION must be one of ${REGIONS.join(', ')}: the region of your Klarna account.`);
  }
  if (username === undefined && password === undefined) return undefined;
  if (username === undefined || password === undefined) {
    throw new SettingsError(
      `KLARNA_${username === undefined ? 'USERNAME' : 'PASSWORD'} is missing. Set both for Klarna’s playground, or neither for the simulator.`,
    );
  }
  return { username, password, region: region as Region, environment: readEnvironment(environment) };
}

/** The handler's minimum length. */
const SECRET_LENGTH = 32;

/** Without a secret, carts and orders still survive a restart, but open Klarna sessions are replaced. */
function readSecret(environment: Environment): string {
  const secret = text(environment, 'KLARNA_SECRET') ?? randomBytes(SECRET_LENGTH).toString('base64url');
  if (secret.length >= SECRET_LENGTH) return secret;
  throw new SettingsError(
    `KLARNA_SECRET is shorter than ${SECRET_LENGTH} characters. Make one with: openssl rand -base64 32`,
  );
}

function readPublicUrl(environment: Environment): string | undefined {
  const value = text(environment, 'PUBLIC_URL');
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username) {
    return url.origin;
  }
  throw new SettingsError('PUBLIC_URL must be an origin such as https://shop.example, with no path behind it.');
}

/** @throws {SettingsError} */
export function readSettings(environment: Environment): Settings {
  const port = readPort(environment, 'PORT', 3000);
  const simulatorPort = readPort(environment, 'SIMULATOR_PORT', 3001);
  const account = readAccount(environment);
  if (!account && port !== 0 && port === simulatorPort) {
    throw new SettingsError(`PORT and SIMULATOR_PORT are both ${port}. The simulator needs a port of its own.`);
  }
  return {
    port,
    simulatorPort,
    host: text(environment, 'HOST') ?? '127.0.0.1',
    database: text(environment, 'DATABASE') ?? DEFAULT_DATABASE,
    account,
    secret: readSecret(environment),
    publicUrl: readPublicUrl(environment),
  };
}
