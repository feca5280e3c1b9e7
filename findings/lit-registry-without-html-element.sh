#!/usr/bin/env bash
# Lit 3.3.3 in Node: importing it creates a global `customElements`, and no global `HTMLElement`.
#
# A module that defines its tag "if there is a registry" therefore runs its browser branch on the server. If that branch
# reads `HTMLElement.prototype`, the import throws a ReferenceError.
#
# Seen with lit 3.3.3 in Node 20.20 and 24.21:
#   customElements: object, HTMLElement: undefined
#
# Ours: `src/index.ts` looks for `HTMLElement` before it reads it; test/package/exports.node.test.ts imports every entry.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent lit@3.3.3
cat > probe.mjs <<'JS'
await import('lit');
console.log(`customElements: ${typeof globalThis.customElements}, HTMLElement: ${typeof globalThis.HTMLElement}`);
JS
seen="$(node probe.mjs)"
echo "node $(node --version), lit 3.3.3: $seen"
[ "$seen" = 'customElements: object, HTMLElement: undefined' ]
