#!/usr/bin/env bash
# Angular 22.2.6: a listener whose statement has the value `false` cancels the event. An assignment has a value.
#
# `(klarna-authorize)="loading = false"` reads like "stop the spinner". Angular calls `preventDefault()`, because the value of
# the assignment is `false`. A custom element that asks "may I go on?" with a cancelable event hears "no". The values 0, true
# and undefined cancel nothing.
#
# Seen with @angular/core 22.2.6 (compiled in the page) and jsdom 27.0.0 in Node 24.21:
#   (a-false)="busy = false": cancelled
#   (a-zero)="count = 0": not cancelled
#   (a-true)="busy = true": not cancelled
#
# Ours: the console warns if nobody places the order after a cancelled `klarna-authorize`; docs/frameworks.md says why.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @angular/core@22.2.6 @angular/common@22.2.6 @angular/compiler@22.2.6 \
  @angular/platform-browser@22.2.6 rxjs@7.8.2 jsdom@27.0.0
cat > probe.mjs <<'JS'
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><a-root></a-root>', { pretendToBeVisual: true, url: 'http://localhost/' });
for (const name of ['document', 'HTMLElement', 'Element', 'Node', 'Event', 'location', 'history']) globalThis[name] = window[name];
globalThis.window = window;
await import('@angular/compiler');
const { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection } = await import('@angular/core');
const { bootstrapApplication } = await import('@angular/platform-browser');

class Root {
  busy = true;
  count = 1;
}
Component({
  selector: 'a-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: '<a-button (a-false)="busy = false" (a-zero)="count = 0" (a-true)="busy = true"></a-button>',
})(Root);
console.log = () => {};
await bootstrapApplication(Root, { providers: [provideZonelessChangeDetection()] });
const statements = { 'a-false': 'busy = false', 'a-zero': 'count = 0', 'a-true': 'busy = true' };
for (const [name, statement] of Object.entries(statements)) {
  const event = new window.CustomEvent(name, { cancelable: true });
  document.querySelector('a-button').dispatchEvent(event);
  process.stdout.write(`(${name})="${statement}": ${event.defaultPrevented ? 'cancelled' : 'not cancelled'}\n`);
}
JS
seen="$(node probe.mjs)"
echo "node $(node --version), @angular/core 22.2.6:"
echo "$seen"
[ "$seen" = '(a-false)="busy = false": cancelled
(a-zero)="count = 0": not cancelled
(a-true)="busy = true": not cancelled' ]
