import assert from 'node:assert/strict';
import { build, type Rolldown } from 'vite';

/** Bundles into a file like a deployment tool, with the export condition of workerd. */
export async function bundleWorker(path: string): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { target: 'webworker', noExternal: true, resolve: { conditions: ['workerd'] } },
    build: { ssr: path, write: false, rollupOptions: { external: /^(node|cloudflare):/ } },
  })) as Rolldown.RolldownOutput;
  const [file, ...others] = output.filter((one) => one.type === 'chunk');
  assert.deepEqual(others, [], 'one file');
  assert.doesNotMatch(
    file?.code ?? '',
    /\b(from|import|require)\s*\(?\s*["']node:/,
    'the handler needs nothing of Node',
  );
  return file?.code ?? assert.fail('no file');
}
