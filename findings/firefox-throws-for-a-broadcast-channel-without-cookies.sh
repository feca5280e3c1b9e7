#!/usr/bin/env bash
# Firefox ESR 153: `new BroadcastChannel` throws a SecurityError if the user blocks cookies. Chromium 156 creates it.
#
# Everybody expects that from `localStorage`. A channel stores nothing, and the constructor has no such error in the standard.
# A page that opens one at its start, to tell other tabs of a payment, ends there.
#
# Needs Debian's firefox-esr and chromium. Seen with all cookies blocked in both:
#   firefox 153.8.0: BroadcastChannel SecurityError, localStorage SecurityError
#   chromium 156.0.8078.114: BroadcastChannel works, localStorage SecurityError
#
# Ours: src/checkout/page/tab-lock.ts goes on without the channel; test/checkout/page/tab-lock.browser.test.ts holds it.
set -euo pipefail
for program in firefox-esr chromium node; do
  command -v "$program" >/dev/null || { echo "needs $program: apt-get install firefox-esr chromium nodejs"; exit 2; }
done
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent puppeteer-core@25.16.0
mkdir -p profile/Default
echo '{"profile":{"default_content_setting_values":{"cookies":2}}}' > profile/Default/Preferences
cat > probe.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';

const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<!doctype html>'));
await once(server.listen(0, '127.0.0.1'), 'listening');
const browsers = [
  { browser: 'firefox', executablePath: 'firefox-esr', extraPrefsFirefox: { 'network.cookie.cookieBehavior': 2 } },
  { executablePath: 'chromium', userDataDir: 'profile', args: ['--no-sandbox'] },
];
for (const { executablePath, ...options } of browsers) {
  const browser = await puppeteer.launch({ ...options, executablePath: `/usr/bin/${executablePath}` });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const seen = await page.evaluate(() => {
    const attempt = (work) => { try { work(); return 'works'; } catch (error) { return error.name; } };
    return `BroadcastChannel ${attempt(() => new BroadcastChannel('cart'))}, localStorage ${attempt(() => localStorage)}`;
  });
  console.error(await browser.version());
  console.log(`${options.browser ?? 'chromium'}: ${seen}`);
  await browser.close();
}
server.close();
JS
seen="$(timeout 120 node probe.mjs)"
echo "$seen"
[ "$seen" = 'firefox: BroadcastChannel SecurityError, localStorage SecurityError
chromium: BroadcastChannel works, localStorage SecurityError' ]
