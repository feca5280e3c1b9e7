#!/usr/bin/env bash
# A page that holds a Web Lock is left by a link, and Back returns to it. Three engines do three things.
#
# - Chromium 156 keeps the page and its lock, so another page still finds the lock taken. As soon as another page asks about
#   the lock, Chromium gives the page up: Back loads it anew.
# - Firefox ESR 153 gives the page up at once. Without the lock it would have kept the page.
# - WebKitGTK 2.50 keeps the page and takes the lock away. Back restores the page, whose callback still waits, so its code
#   believes that it holds the lock. Another page can have the lock meanwhile and afterwards.
#
# So a lock that says "this tab is paying" is no proof in WebKit after a restored `pageshow`.
#
# Needs Debian's chromium, firefox-esr, webkit2gtk-driver and xvfb. "held" counts the locks while the page is away, and again
# after Back. Seen with Chromium 156.0.8078.114, Firefox 153.8.0 and WebKitGTK 2.50.6:
#   chromium, nobody asks: back restored, held 1
#   chromium, another page asks: held 1 while away, back loaded anew, held 1
#   firefox, nobody asks: back loaded anew, held 1
#   firefox, another page asks: held 0 while away, back loaded anew, held 1
#   webkit, nobody asks: back restored, held 0
#   webkit, another page asks: held 0 while away, back restored, held 0
# (A page that is loaded anew takes the lock anew.) Without a lock all three engines restore the page.
#
# Ours: the element releases its lock when the page is left, and acquires it again on return; test/engines/back.long.test.ts.
set -euo pipefail
for program in chromium firefox-esr WebKitWebDriver xvfb-run node; do
  command -v "$program" >/dev/null || { echo "needs $program: apt-get install chromium firefox-esr webkit2gtk-driver xvfb nodejs"; exit 2; }
done
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent puppeteer-core@25.16.0
cat > probe.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';

const holder = `<!doctype html><script>
const shows = [];
addEventListener('pageshow', ({ persisted }) => shows.push(persisted));
const ready = location.search === '?free' ? 0 : new Promise((held) =>
  navigator.locks.request('paying', () => { held(); return new Promise(() => {}); }));
</script>`;
const server = createServer(({ url }, answer) => {
  answer.setHeader('content-type', 'text/html').end(url === '/other' ? '<!doctype html>' : holder);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const address = `http://127.0.0.1:${server.address().port}`;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const HELD = 'navigator.locks.query().then(({ held }) => held.length)';

/** `run` gives the value of an expression in the page, and waits for a promise. */
async function look(name, { open, run }) {
  for (const [path, asks] of [['/?free', false], ['/', false], ['/', true]]) {
    await open(address + path);
    await run('Promise.resolve(ready).then(() => 0)');
    await run("void setTimeout(() => { location.href = '/other'; })");
    await pause(1_500);
    const away = asks ? `held ${await run(HELD)} while away, ` : '';
    await run('void setTimeout(() => history.back())');
    await pause(1_500);
    const back = (await run('shows.at(-1)')) ? 'restored' : 'loaded anew';
    const what = path === '/' ? (asks ? 'another page asks' : 'nobody asks') : 'no lock';
    console.log(`${name}, ${what}: ${away}back ${back}, held ${await run(HELD)}`);
  }
}

for (const [name, options] of [
  ['chromium', { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'], ignoreDefaultArgs: ['--disable-back-forward-cache'] }],
  ['firefox', { browser: 'firefox', executablePath: '/usr/bin/firefox-esr' }],
]) {
  const browser = await puppeteer.launch(options);
  let page;
  await look(name, {
    open: async (url) => { await page?.close(); page = await browser.newPage(); await page.goto(url); },
    run: (script) => page.evaluate(script),
  });
  console.error(await browser.version());
  await browser.close();
}

const driver = spawn('WebKitWebDriver', ['--host=127.0.0.1', '--port=19518'], { stdio: 'ignore' });
const call = async (path, body, method = 'POST') => {
  const answer = await fetch(`http://127.0.0.1:19518${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  return (await answer.json()).value;
};
for (;;) {
  try { await call('/status', undefined, 'GET'); break; } catch { await pause(100); }
}
const { sessionId, capabilities } = await call('/session', {
  capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', args: ['--automation'] } } },
});
await look('webkit', {
  open: (url) => call(`/session/${sessionId}/url`, { url }),
  run: (script) => call(`/session/${sessionId}/execute/async`, { script: `Promise.resolve(${script}).then(arguments[0])`, args: [] }),
});
console.error(`${capabilities.browserName} ${capabilities.browserVersion}`);
await call(`/session/${sessionId}`, undefined, 'DELETE');
driver.kill();
server.close();
JS
seen="$(timeout 180 xvfb-run -a node probe.mjs)"
echo "$seen"
[ "$seen" = 'chromium, no lock: back restored, held 0
chromium, nobody asks: back restored, held 1
chromium, another page asks: held 1 while away, back loaded anew, held 1
firefox, no lock: back restored, held 0
firefox, nobody asks: back loaded anew, held 1
firefox, another page asks: held 0 while away, back loaded anew, held 1
webkit, no lock: back restored, held 0
webkit, nobody asks: back restored, held 0
webkit, another page asks: held 0 while away, back restored, held 0' ]
