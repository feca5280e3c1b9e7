#!/usr/bin/env bash
# Node 24.21.0 and 22.23.3: `Intl.NumberFormat` formats the Hungarian forint without decimals. Deno and Bun use two.
#
# ISO 4217 gives the forint two decimals, and ECMA-402 says that `Intl` follows ISO 4217. So does Klarna's API, which counts
# in hundredths of a forint. Node rounds 12,345.50 Ft to 12,346 Ft. A server in Node and one in Deno print other amounts,
# although both name the same ICU (78.3) and the same CLDR (48.0). The rupiah, the Colombian peso and the Pakistani rupee too.
#
# Seen:
#   node 24.21.0: HUF 0, IDR 0, COP 0, PKR 0, JPY 0, SEK 2
#   node 22.23.3: HUF 0, IDR 0, COP 0, PKR 0, JPY 0, SEK 2
#   deno 2.9.6:   HUF 2, IDR 2, COP 2, PKR 2, JPY 0, SEK 2
#   bun 1.4.4:    HUF 2, IDR 2, COP 2, PKR 2, JPY 0, SEK 2
#
# Ours: the element and the simulator set the decimals themselves; test/element/view/status-message.node.test.ts holds it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent node@24.21.0 node22@npm:node@22.23.3 deno@2.9.6 bun@1.4.4
cat > probe.mjs <<'JS'
const decimals = (currency) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
console.log(['HUF', 'IDR', 'COP', 'PKR', 'JPY', 'SEK'].map((currency) => `${currency} ${decimals(currency)}`).join(', '));
JS
seen="node 24.21.0: $(node_modules/node/bin/node probe.mjs)
node 22.23.3: $(node_modules/node22/bin/node probe.mjs)
deno 2.9.6:   $(node_modules/.bin/deno run --quiet probe.mjs)
bun 1.4.4:    $(node_modules/.bin/bun probe.mjs)"
echo "$seen"
[ "$seen" = 'node 24.21.0: HUF 0, IDR 0, COP 0, PKR 0, JPY 0, SEK 2
node 22.23.3: HUF 0, IDR 0, COP 0, PKR 0, JPY 0, SEK 2
deno 2.9.6:   HUF 2, IDR 2, COP 2, PKR 2, JPY 0, SEK 2
bun 1.4.4:    HUF 2, IDR 2, COP 2, PKR 2, JPY 0, SEK 2' ]
