#!/usr/bin/env bash
# React 19.3.1: hydrating a custom element attaches no listener and assigns no property. Drawing it in the browser does both.
#
# React 19 treats an `on…` prop of a custom element as a listener, and an object as a property, when it creates the element.
# When it takes over the server's element, it does neither until that prop changes. Nothing is printed.
#
# Seen with react and react-dom 19.3.1 and jsdom 27.0.0 in Node 24.21; the element was defined before React ran:
#   created: listener true, property {"name":"Ada"}
#   hydrated: listener false, property undefined
#
# Ours: docs/frameworks.md shows the `ref` that sets both; test/stacks/hydration.stacks.test.ts holds it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent react@19.3.1 react-dom@19.3.1 jsdom@27.0.0
cat > probe.mjs <<'JS'
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><div id="made"></div><div id="taken"></div>', { pretendToBeVisual: true });
Object.assign(globalThis, { window, document: window.document, IS_REACT_ACT_ENVIRONMENT: true });
window.customElements.define('a-field', class extends window.HTMLElement { person = undefined; });

const { createElement, act } = await import('react');
const { renderToString } = await import('react-dom/server');
const { createRoot, hydrateRoot } = await import('react-dom/client');

async function look(name, id, draw) {
  let heard = false;
  const tree = createElement('a-field', { onping: () => { heard = true; }, person: { name: 'Ada' } });
  const place = document.getElementById(id);
  await act(() => draw(place, tree));
  const element = place.querySelector('a-field');
  element.dispatchEvent(new window.CustomEvent('ping'));
  console.log(`${name}: listener ${heard}, property ${JSON.stringify(element.person)}`);
}

await look('created', 'made', (place, tree) => createRoot(place).render(tree));
await look('hydrated', 'taken', (place, tree) => {
  place.innerHTML = renderToString(tree);
  hydrateRoot(place, tree);
});
JS
seen="$(node probe.mjs)"
echo "node $(node --version), react 19.3.1:"
echo "$seen"
[ "$seen" = 'created: listener true, property {"name":"Ada"}
hydrated: listener false, property undefined' ]
