/** The folder in which `npm run test:stacks` keeps the frameworks, our package as published, and copies of the apps. */
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackages as install } from '../../runner/install-packages.ts';

export const folder = fileURLToPath(new URL('../../../node_modules/.cache/stacks/', import.meta.url));

export function installPackages(): void {
  // React 18 stands beside React 19, and npm would refuse the peer of its react-dom. The bundler resolves it.
  install(new URL('../', import.meta.url), folder, '--legacy-peer-deps');
  // From there the apps find their framework.
  rmSync(`${folder}apps`, { recursive: true, force: true });
  cpSync(new URL('../apps', import.meta.url), `${folder}apps`, { recursive: true });
}
