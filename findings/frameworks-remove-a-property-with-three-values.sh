#!/usr/bin/env bash
# A prop with an object is taken off a custom element. React assigns `undefined`, Vue `null`, Preact the empty string.
#
# An element whose object property is optional checks for `undefined`, or for `null` as well. With Preact it gets a text, which
# it may take for the data: `Object.keys('')` is an empty list, so "no customer" reads as "a customer without details".
#
# Seen with preact 11.2.0, react and react-dom 19.3.1, vue 3.5.45 and jsdom 27.0.0 in Node 24.21:
#   preact: object, then ""
#   react: object, then undefined
#   vue: object, then null
#
# Ours: a property that is no object counts as unset (src/element/clean-properties.ts);
# test/element/attributes.browser.test.ts and docs/frameworks.md.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent preact@11.2.0 react@19.3.1 react-dom@19.3.1 vue@3.5.45 jsdom@27.0.0
cat > probe.mjs <<'JS'
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { pretendToBeVisual: true });
for (const name of ['document', 'HTMLElement', 'Element', 'SVGElement', 'MathMLElement', 'ShadowRoot', 'Node']) globalThis[name] = window[name];
globalThis.navigator ??= window.navigator;
Object.assign(globalThis, { window, IS_REACT_ACT_ENVIRONMENT: true, __VUE_PROD_DEVTOOLS__: false });
const { h: preact, render } = await import('preact');
const { act, createElement: react } = await import('react');
const { createRoot } = await import('react-dom/client');
const { createApp, h: vue, nextTick, shallowRef } = await import('vue');

let assigned;
window.customElements.define('a-field', class extends window.HTMLElement {
  get person() { return undefined; }
  set person(value) { assigned.push(value); }
});
const describe = (value) => (value !== null && typeof value === 'object' ? 'object' : value === '' ? '""' : String(value));
const frameworks = {
  preact: (place) => (props) => render(preact('a-field', props), place),
  react: (place) => {
    const root = createRoot(place);
    return (props) => act(() => root.render(react('a-field', props)));
  },
  vue: (place) => {
    const props = shallowRef({});
    createApp({ render: () => vue('a-field', props.value) }).mount(place);
    return (next) => { props.value = next; return nextTick(); };
  },
};
for (const [name, start] of Object.entries(frameworks)) {
  assigned = [];
  const draw = start(document.createElement('div'));
  await draw({ person: { name: 'Ada' } });
  await draw({});
  console.log(`${name}: ${assigned.map(describe).join(', then ')}`);
}
JS
seen="$(node probe.mjs)"
echo "node $(node --version):"
echo "$seen"
[ "$seen" = 'preact: object, then ""
react: object, then undefined
vue: object, then null' ]
