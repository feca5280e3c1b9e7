/** The folder for packages that only `npm run test:servers` needs: frameworks, runtimes and this package as published. */
import { fileURLToPath } from 'node:url';
import { installPackages as install } from '../../runner/install-packages.ts';

export const folder = fileURLToPath(new URL('../../../node_modules/.cache/servers/', import.meta.url));

export const installPackages = (): void => install(new URL('../', import.meta.url), folder);
