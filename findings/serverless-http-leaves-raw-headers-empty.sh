#!/usr/bin/env bash
# serverless-http 4.0.0: the request has `headers`, and its `rawHeaders` is an empty list.
#
# Node says that `rawHeaders` lists the headers as they came. Code that makes a `Request` of a Node request reads them there,
# because `headers` has merged the repeated ones. In a Lambda function with serverless-http that code sees no header at all:
# no content type, no cookie, no host. Nothing throws.
#
# Seen with serverless-http 4.0.0 in Node 24.21 and an event of an HTTP API (payload format 2.0):
#   headers: content-type, cookie
#   rawHeaders: none
#
# Ours: src/node/http-adapter.ts falls back to `headers`; test/servers/recipes.servers.test.ts sends a Lambda event.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent serverless-http@4.0.0
cat > probe.mjs <<'JS'
import serverless from 'serverless-http';

const names = (list) => list.filter((name) => /^(content-type|cookie)$/i.test(name)).sort().join(', ') || 'none';
const handle = serverless((request, response) => {
  console.log(`headers: ${names(Object.keys(request.headers))}`);
  console.log(`rawHeaders: ${names(request.rawHeaders)}`);
  response.end();
});
await handle(
  {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/session',
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    cookies: ['a=1', 'b=2'],
    requestContext: { http: { method: 'POST', path: '/session', sourceIp: '192.0.2.1' } },
    body: '{}',
    isBase64Encoded: false,
  },
  {},
);
JS
seen="$(node probe.mjs)"
echo "node $(node --version), serverless-http 4.0.0:"
echo "$seen"
[ "$seen" = 'headers: content-type, cookie
rawHeaders: none' ]
