#!/usr/bin/env bash
# WebKitGTK 2.50.6: a module that imports a module with a top-level `await` may run before that `await` has ended.
#
# Two tags import the same module while it still waits. In WebKit the second importer runs at once. A class that the module
# declares before its `await` is there; a `const` after it throws a ReferenceError. Chromium and Firefox run both importers
# later, as the standard says. One importer alone waits in WebKit too.
#
# Needs Debian's webkit2gtk-driver and xvfb (no registry has them). Seen with 2.50.6:
#   first importer:  class function, const there
#   second importer: class function, const ReferenceError
#
# Ours: cdn.js declares its class before its `await` (src/cdn/index.ts); test/package/staged.node.test.ts and docs/element.md.
set -euo pipefail
for program in WebKitWebDriver xvfb-run node; do
  command -v "$program" >/dev/null || { echo "needs $program: apt-get install webkit2gtk-driver xvfb nodejs"; exit 2; }
done
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > probe.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';

const importer = (name) => `import { Early, late } from '/shared.js';
let seen;
try { seen = late; } catch (error) { seen = error.name; }
(window.seen ??= {}).${name} = 'class ' + typeof Early + ', const ' + seen;`;
const files = {
  '/': '<!doctype html><script type="module" src="/first.js"></script>',
  '/first.js': importer('first'),
  '/second.js': importer('second'),
  '/shared.js': `export class Early {}
window.isWaiting = true;
await new Promise((resolve) => { window.release = resolve; });
export const late = 'there';`,
};
const server = createServer(({ url }, answer) => {
  const body = files[url];
  answer.writeHead(body ? 200 : 404, { 'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html' });
  answer.end(body);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const driver = spawn('WebKitWebDriver', ['--host=127.0.0.1', '--port=19515'], { stdio: 'ignore' });
const call = async (path, body, method = 'POST') => {
  const answer = await fetch(`http://127.0.0.1:19515${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  return (await answer.json()).value;
};
for (;;) {
  try { await call('/status', undefined, 'GET'); break; } catch { await new Promise((resolve) => setTimeout(resolve, 100)); }
}
const { sessionId, capabilities } = await call('/session', {
  capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', args: ['--automation'] } } },
});
const run = (script) => call(`/session/${sessionId}/execute/async`, { script, args: [] });
await call(`/session/${sessionId}/url`, { url: `http://127.0.0.1:${server.address().port}/` });
const until = (test) => `const done = arguments[0]; const look = () => ${test} ? done(window.seen) : setTimeout(look, 20); look();`;
await run(until('window.isWaiting'));
// The second importer comes while the shared module waits. It runs, or a second passes.
await run(`const done = arguments[0]; const tag = document.createElement('script'); tag.type = 'module'; tag.src = '/second.js';
tag.onload = done; document.head.append(tag); setTimeout(done, 1000);`);
await run(`window.release(); arguments[0]();`);
const seen = await run(until('window.seen?.first && window.seen?.second'));
await call(`/session/${sessionId}`, undefined, 'DELETE');
console.error(`${capabilities.browserName} ${capabilities.browserVersion}`);
console.log(`first importer:  ${seen.first}\nsecond importer: ${seen.second}`);
driver.kill();
server.close();
JS
seen="$(timeout 60 xvfb-run -a node probe.mjs)"
echo "$seen"
[ "$seen" = 'first importer:  class function, const there
second importer: class function, const ReferenceError' ]
