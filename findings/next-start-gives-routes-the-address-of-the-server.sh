#!/usr/bin/env bash
# Next 16.4.6, `next start`: a route's `request.url` has the host on which the server listens, whatever host was asked for.
#
# `new URL('/callback', request.url)` is therefore `http://localhost:3000/callback` on the shop's machine, and with
# `-H 0.0.0.0` (usual in a container) it is `http://0.0.0.0:3000/callback`. A payment service told to call that calls nobody.
# The scheme is mixed in from `X-Forwarded-Proto`, so the address can look like a public one. `request.headers` has the host.
#
# Seen with next 16.4.6 (app router, Turbopack) in Node 24.21, asked with `Host: shop.example`:
#   next start: http://localhost:PORT/address, host shop.example
#   next start, X-Forwarded-Proto: https: https://localhost:PORT/address, host shop.example
#   next start -H 0.0.0.0: http://0.0.0.0:PORT/address, host shop.example
#
# Ours: production without `publicUrl` is refused at start-up (src/server/http/public-url.ts); docs/merchant-server.md.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --silent node@24.21.0 next@16.4.6 react@19.3.1 react-dom@19.3.1
export PATH="$folder/node_modules/.bin:$PATH" NEXT_TELEMETRY_DISABLED=1
mkdir -p app/address
cat > app/layout.jsx <<'JS'
export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }
JS
cat > app/page.jsx <<'JS'
export default function Page() { return <p>Shop</p>; }
JS
cat > app/address/route.js <<'JS'
export const dynamic = 'force-dynamic';
export const GET = (request) => new Response(`${request.url}, host ${request.headers.get('host')}`);
JS
next build >build.log 2>&1 || { cat build.log; exit 1; }
cat > probe.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';

async function look(name, options, headers = {}) {
  const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', '0', ...options]);
  let port;
  let printed = '';
  for await (const chunk of server.stdout) {
    printed += chunk;
    port = /http:\/\/[^:]+:(\d+)/.exec(printed)?.[1];
    if (port && printed.includes('Ready')) break;
  }
  const [answer] = await once(get({ port, path: '/address', headers: { host: 'shop.example', ...headers } }), 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  console.log(`${name}: ${text.replace(port, 'PORT')}`);
  server.kill();
  await once(server, 'exit');
}
await look('next start', []);
await look('next start, X-Forwarded-Proto: https', [], { 'x-forwarded-proto': 'https' });
await look('next start -H 0.0.0.0', ['-H', '0.0.0.0']);
JS
seen="$(timeout 120 node probe.mjs)"
echo "$seen"
[ "$seen" = 'next start: http://localhost:PORT/address, host shop.example
next start, X-Forwarded-Proto: https: https://localhost:PORT/address, host shop.example
next start -H 0.0.0.0: http://0.0.0.0:PORT/address, host shop.example' ]
