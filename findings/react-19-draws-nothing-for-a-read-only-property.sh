#!/usr/bin/env bash
# React 19.3.1: an attribute whose name is a read-only property of the custom element takes the whole root away.
#
# A form-associated element usually has `get form()`, as native controls do. For `<a-field form="checkout">` React asks
# `'form' in element`, assigns the text, and the assignment throws. React then draws nothing at all. Preact and Vue catch the
# error and set the attribute. On a native control React sets the attribute, too.
#
# Seen with react and react-dom 19.3.1, preact 11.2.0, vue 3.5.45 and jsdom 27.0.0 in Node 24.21:
#   react, native: <p>Pay<input form="checkout"></p>
#   react: TypeError, ""
#   preact: <p>Pay<a-field form="checkout"></a-field></p>
#   vue: <p>Pay<a-field form="checkout"></a-field></p>
#
# Ours: `form` has a setter that sets the attribute; test/element/attributes.browser.test.ts asks that of each one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent react@19.3.1 react-dom@19.3.1 preact@11.2.0 vue@3.5.45 jsdom@27.0.0
cat > probe.mjs <<'JS'
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { pretendToBeVisual: true });
for (const name of ['document', 'HTMLElement', 'Element', 'SVGElement', 'MathMLElement', 'ShadowRoot', 'Node']) globalThis[name] = window[name];
globalThis.navigator ??= window.navigator;
Object.assign(globalThis, { window, IS_REACT_ACT_ENVIRONMENT: true, __VUE_PROD_DEVTOOLS__: false });
console.warn = () => {};
const { act, createElement: react } = await import('react');
const { createRoot } = await import('react-dom/client');
const { h: preact, render } = await import('preact');
const { createApp, h: vue } = await import('vue');

window.customElements.define('a-field', class extends window.HTMLElement {
  get form() { return null; }
});
const draw = {
  'react, native': (place) => act(() => createRoot(place).render(react('p', null, 'Pay', react('input', { form: 'checkout' })))),
  react: (place) => act(() => createRoot(place).render(react('p', null, 'Pay', react('a-field', { form: 'checkout' })))),
  preact: (place) => render(preact('p', null, 'Pay', preact('a-field', { form: 'checkout' })), place),
  vue: (place) => createApp({ render: () => vue('p', null, ['Pay', vue('a-field', { form: 'checkout' })]) }).mount(place),
};
for (const [name, work] of Object.entries(draw)) {
  const place = document.createElement('div');
  let thrown = '';
  try { await work(place); } catch (error) { thrown = `${error.name}, `; }
  console.log(`${name}: ${thrown}${place.innerHTML || '""'}`);
}
JS
seen="$(node probe.mjs 2>/dev/null)"
echo "node $(node --version), react 19.3.1:"
echo "$seen"
[ "$seen" = 'react, native: <p>Pay<input form="checkout"></p>
react: TypeError, ""
preact: <p>Pay<a-field form="checkout"></a-field></p>
vue: <p>Pay<a-field form="checkout"></a-field></p>' ]
