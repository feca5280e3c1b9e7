/** What the environment says about the shop. Everything has a default; nonsense is refused with words that help. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Region } from '../../src/klarna/markets.ts';

/** Klarna's playground, or nothing: then a simulator of our own stands in. */
interface KlarnaAccount {
  readonly username: string;
  readonly password: string;
  readonly region: Region;
  /** A URL: a simulator that runs elsewhere. */
  readonly environment: 'playground' | URL;
}

export interface Settings {
  /** 0: any free one. */
  readonly port: number;
  /** 0: any free one. */
  readonly simulatorPort: number;
  /** Address to listen on. The default lets in this machine only. */
  readonly host: string;
  /** Path of the SQLite file. */
  readonly database: string;
  readonly account: KlarnaAccount | undefined;
  /** Seals the cookies of the Klarna handler. */
  readonly secret: string;
  /** Origin under which shoppers and Klarna reach the shop, where it differs from the port that is listened on. */
  readonly publicUrl: string | undefined;
}

/** The environment cannot be used; the message says what to change. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const REGIONS: readonly Region[] = ['eu', 'na', 'oc'];
const DEFAULT_DATABASE = fileURLToPath(new URL('../data/shop.sqlite', import.meta.url));

/** An empty value counts as none: that is how shells and `.env` files say it. */
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
  // Not 'production': this is a demonstration, and nobody packs what it sells.
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

/** Characters that the handler wants at least. */
const SECRET_LENGTH = 32;

/** Without one, carts and orders outlive a restart all the same; open Klarna sessions are opened anew. */
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
