/** The browser tests in Chromium: `node_modules/.bin/wtr --config test/web-test-runner.config.ts --files <one of them>`. */
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webTestConfig } from './engines/web-test-config.ts';
import { findBrowser } from './find-browser.ts';

export default webTestConfig(playwrightLauncher({ product: 'chromium', launchOptions: await findBrowser() }));
