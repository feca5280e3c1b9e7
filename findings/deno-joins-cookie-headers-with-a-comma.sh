#!/usr/bin/env bash
# Deno 2.9.6: `Headers` joins two `cookie` headers with a comma. Node 24.21 and Bun 1.4.4 join them with a semicolon.
#
# HTTP/2 lets a browser send its cookies as several `cookie` headers (RFC 9113, section 8.2.3). A server that copies raw
# headers into `Headers` and splits the result on ";" loses every cookie but the first one under Deno.
#
# Ours: `src/node/http-adapter.ts` joins them with a semicolon itself; test/server/node.node.test.ts holds it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent node@24.21.0 deno@2.9.6 bun@1.4.4
cat > probe.mjs <<'JS'
const headers = new Headers();
headers.append('cookie', 'a=1');
headers.append('cookie', 'b=2');
console.log(headers.get('cookie'));
JS
in_node="$(node_modules/.bin/node probe.mjs)"
in_deno="$(node_modules/.bin/deno run --quiet probe.mjs)"
in_bun="$(node_modules/.bin/bun probe.mjs)"
printf 'node 24.21.0: %s\ndeno 2.9.6: %s\nbun 1.4.4: %s\n' "$in_node" "$in_deno" "$in_bun"
[ "$in_node" = 'a=1; b=2' ] && [ "$in_deno" = 'a=1, b=2' ] && [ "$in_bun" = 'a=1; b=2' ]
