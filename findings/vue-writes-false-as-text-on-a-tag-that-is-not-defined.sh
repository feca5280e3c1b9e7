#!/usr/bin/env bash
# Vue 3.5.45: `:disabled="false"` on a custom element that is not defined yet becomes the attribute `disabled="false"`.
#
# A Boolean attribute is true whenever it is there, so the element is disabled as soon as its code arrives. On a native button
# Vue leaves the attribute out. React 19 and Preact leave it out on a custom element as well.
#
# Seen with vue 3.5.45, react and react-dom 19.3.1, preact 11.2.0 and jsdom 27.0.0 in Node 24.21:
#   vue: <a-late disabled="false"></a-late>, <button></button>
#   react: <a-late></a-late>, <button></button>
#   preact: <a-late></a-late>, <button></button>
#
# Ours: the console warns of a Boolean attribute whose value is "false"; docs/frameworks.md says to leave it out.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent vue@3.5.45 react@19.3.1 react-dom@19.3.1 preact@11.2.0 jsdom@27.0.0
cat > probe.mjs <<'JS'
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { pretendToBeVisual: true });
for (const name of ['document', 'HTMLElement', 'Element', 'SVGElement', 'MathMLElement', 'ShadowRoot', 'Node']) globalThis[name] = window[name];
globalThis.navigator ??= window.navigator;
Object.assign(globalThis, { window, IS_REACT_ACT_ENVIRONMENT: true, __VUE_PROD_DEVTOOLS__: false });
const { createApp, h: vue } = await import('vue');
const { act, createElement: react } = await import('react');
const { createRoot } = await import('react-dom/client');
const { h: preact, render } = await import('preact');

const tags = ['a-late', 'button'];
const drawings = {
  vue: (place, tag) => createApp({ render: () => vue(tag, { disabled: false }) }).mount(place),
  react: (place, tag) => act(() => createRoot(place).render(react(tag, { disabled: false }))),
  preact: (place, tag) => render(preact(tag, { disabled: false }), place),
};
for (const [name, draw] of Object.entries(drawings)) {
  const seen = [];
  for (const tag of tags) {
    const place = document.createElement('div');
    await draw(place, tag);
    seen.push(place.innerHTML);
  }
  console.log(`${name}: ${seen.join(', ')}`);
}
JS
seen="$(node probe.mjs)"
echo "node $(node --version):"
echo "$seen"
[ "$seen" = 'vue: <a-late disabled="false"></a-late>, <button></button>
react: <a-late></a-late>, <button></button>
preact: <a-late></a-late>, <button></button>' ]
