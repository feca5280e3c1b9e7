import type { TestRunnerConfig } from '@web/test-runner';
import { type EngineName, findEngine, labelOf } from './find-engine.ts';
import { webTestConfig } from './web-test-config.ts';

/** The browser tests in Firefox or WebKit. */
export async function engineConfig(name: EngineName): Promise<TestRunnerConfig> {
  const engine = await findEngine(name, { install: false });
  if (engine) return webTestConfig(engine.createLauncher());
  throw new Error(
    `No ${labelOf(name)} that starts was found. \`npx playwright install --with-deps ${name}\` gets one.`,
  );
}
