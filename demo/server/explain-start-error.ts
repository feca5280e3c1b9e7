/** Says why the shop did not start, and what to do. Undefined for a fault in the code, which needs its stack trace. */
import type { Settings } from './settings.ts';
import { SettingsError } from './settings.ts';

export function explainStartError(error: unknown, settings?: Settings): string | undefined {
  if (error instanceof SettingsError) return error.message;
  if (!(error instanceof Error) || !('code' in error) || !settings) return undefined;
  const port = 'port' in error ? Number(error.port) : Number.NaN;
  const name = port === settings.simulatorPort ? 'SIMULATOR_PORT' : 'PORT';
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Choose another one: ${name}=${port + 100} npm start (0 takes any free port).`;
    case 'EACCES':
      if (Number.isNaN(port)) break;
      return `This user may not listen on port ${port}. Choose one above 1023: ${name}=3100 npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${settings.host} is no address of this machine. Leave it out, or set HOST=0.0.0.0 for all of them.`;
  }
  if (
    error.code === 'ERR_SQLITE_ERROR' ||
    error.code === 'EACCES' ||
    error.code === 'EEXIST' ||
    error.code === 'ENOTDIR'
  ) {
    return `The database at ${settings.database} cannot be opened (${error.message}). Set DATABASE to the path of a file that may be written.`;
  }
  return undefined;
}
