/** Checks the options of the handler once, so that a mistake shows at start-up and not at the first purchase. */
import { type CallbackTokens, createCallbackTokens } from './crypto/callback-token.ts';
import { createSealer, type Sealer } from './crypto/sealer.ts';
import { readOrigins } from './http/cors.ts';
import { readPublicUrl } from './http/public-url.ts';
import { environmentName, klarnaBaseUrl } from './klarna-api/environment.ts';
import { createKlarnaApi, type KlarnaApi } from './klarna-api/klarna-api.ts';
import type { KlarnaHandlerOptions } from './options.ts';

export interface HandlerConfig
  extends Pick<KlarnaHandlerOptions, 'getOrder' | 'onOrder' | 'onCustomerToken' | 'findOrder' | 'onNotification'> {
  api: KlarnaApi;
  sealer: Sealer;
  callbackTokens: CallbackTokens;
  environment: 'playground' | 'production';
  /** Without a slash at the end. */
  publicUrl: string | undefined;
  publicOrigin: string | undefined;
  basePath: string | undefined;
  /** Origins of other pages that may use the handler. */
  origins: ReadonlySet<string>;
  /** Never throws. */
  onError: (error: unknown, request: Request) => void;
  /** Tells `onError` about a mistake in the shop's set-up. Only once for each `kind`, because every request would repeat it. */
  reportOnce: (kind: string, message: string, request: Request) => void;
}

const MIN_SECRET_LENGTH = 32;

function readSecrets(secret: KlarnaHandlerOptions['secret'] | undefined): readonly string[] {
  const secrets = typeof secret === 'string' ? [secret] : (secret ?? []);
  const short = secrets.some((one) => typeof one !== 'string' || one.length < MIN_SECRET_LENGTH);
  if (secrets.length > 0 && !short) return secrets;
  throw new TypeError(
    `\`secret\` is missing or shorter than ${MIN_SECRET_LENGTH} characters: make one with \`openssl rand -base64 32\`, and use the same on every machine.`,
  );
}

function readBasePath(basePath: string | undefined): string | undefined {
  if (basePath === undefined) return undefined;
  // In the form that `URL` gives the path of a request: /köp becomes /k%C3%B6p.
  if (typeof basePath === 'string' && /^(\/(?!\/)|$)/.test(basePath) && !/[?#]/.test(basePath)) {
    return new URL(basePath, 'https://shop.example').pathname.replace(/\/+$/, '');
  }
  throw new TypeError('`basePath` must begin with a slash, like /klarna.');
}

function requireFunctions(options: KlarnaHandlerOptions): void {
  for (const name of ['getOrder', 'onOrder'] as const) {
    if (typeof options[name] !== 'function') {
      const duty = name === 'getOrder' ? 'returns the cart as a Klarna session body' : 'saves the order';
      throw new TypeError(`\`${name}\` is missing: give a function that ${duty}.`);
    }
  }
  for (const name of ['onCustomerToken', 'findOrder', 'onNotification', 'onError', 'waitUntil', 'fetch'] as const) {
    if (options[name] !== undefined && typeof options[name] !== 'function') {
      throw new TypeError(`\`${name}\` must be a function, or be left out.`);
    }
  }
}

/** @throws {TypeError} that says what to do */
export function resolveConfig(options: KlarnaHandlerOptions): HandlerConfig {
  const api = createKlarnaApi(options);
  const environment = environmentName(options.environment);
  const secrets = readSecrets(options.secret);
  requireFunctions(options);
  const sealer = createSealer(secrets, klarnaBaseUrl(options.environment, options.region));
  const publicUrl = readPublicUrl(options.publicUrl, environment === 'production');
  const basePath = readBasePath(options.basePath);
  const onError = createReporter(options);
  return {
    api,
    environment,
    sealer,
    callbackTokens: createCallbackTokens(sealer),
    publicUrl,
    publicOrigin: publicUrl && new URL(publicUrl).origin,
    basePath,
    origins: readOrigins(options.origins, environment === 'production'),
    getOrder: options.getOrder,
    onOrder: options.onOrder,
    onCustomerToken: options.onCustomerToken,
    findOrder: options.findOrder,
    onNotification: options.onNotification,
    onError,
    reportOnce: createMistakeReporter(onError),
  };
}

function createMistakeReporter(onError: HandlerConfig['onError']): HandlerConfig['reportOnce'] {
  const reported = new Set<string>();
  return (kind, message, request) => {
    if (reported.has(kind)) return;
    reported.add(kind);
    onError(new Error(message), request);
  };
}

/** A report must not cause another error. If `onError` or `waitUntil` fails, the console says so. */
function createReporter({ onError, waitUntil }: KlarnaHandlerOptions): HandlerConfig['onError'] {
  if (!onError) return (error) => console.error(error);
  const report = async (error: unknown, request: Request): Promise<void> => {
    try {
      await onError(error, request);
    } catch (failure) {
      console.error('onError failed', failure, 'while it handled', error);
    }
  };
  return async (error, request) => {
    const reported = report(error, request);
    try {
      await waitUntil?.(reported, request);
    } catch (failure) {
      console.error('waitUntil failed', failure);
    }
  };
}
