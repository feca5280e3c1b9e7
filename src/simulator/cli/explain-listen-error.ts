import type { ListenOptions } from '../options.ts';

/** Says why the simulator cannot listen on this address, and what to do. Undefined for an unknown error. */
export function explainListenError(error: unknown, { port, host }: Required<ListenOptions>): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop the program that uses it, or choose another: --port ${port + 1}, or --port 0 for any.`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs more rights than this user has. Choose one above 1023: --port 3001.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${host} is no address of this machine. Choose --host 127.0.0.1, or 0.0.0.0 for all of them.`;
  }
  return undefined;
}
