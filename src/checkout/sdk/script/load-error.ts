import { type ErrorReason, KlarnaCheckoutError } from '../../errors.ts';

export type LoadFailure = Extract<ErrorReason, 'bad-response' | 'blocked' | 'csp' | 'timeout'>;

const MESSAGES: Readonly<Record<LoadFailure, string>> = {
  'bad-response': 'loaded, but brought no Klarna.Payments. Is another file served at that address?',
  blocked: 'did not load. Does an extension, a firewall or the network block it?',
  csp: 'was stopped by the Content-Security-Policy of this page. See docs/security.md.',
  timeout: 'did not arrive in time.',
};

/** @param detail the violated directive, or the exception that is the cause */
export function loadError(address: string, failure: LoadFailure, detail?: unknown): KlarnaCheckoutError {
  if (!navigator.onLine && (failure === 'blocked' || failure === 'timeout')) {
    return new KlarnaCheckoutError('sdk', `${address}: no network.`, { reason: 'offline' });
  }
  const directive = typeof detail === 'string' ? ` (${detail})` : '';
  return new KlarnaCheckoutError('sdk', `${address} ${MESSAGES[failure]}${directive}`, {
    reason: failure,
    ...(detail instanceof Error && { cause: detail }),
  });
}
