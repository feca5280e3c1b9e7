/** Compiled in the page, because the tests have no Angular CLI. */
import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { details, finalization, given, onReady, orderOf, start } from '../start.js';

class App {
  now = signal(given);
  isShown = signal(true);
  order = signal('');
  details = details;
  finalization = finalization;
  onReady = onReady;

  complete(event) {
    this.order.set(orderOf(event));
  }
}

Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<main>
    <form id="checkout">
      <input autocomplete="email" value="form@example.com">
      <input autocomplete="given-name" value="Jane">
      <input autocomplete="family-name" value="Doe">
      <input autocomplete="address-line1" value="Storgatan 1">
      <input autocomplete="postal-code" value="111 22">
      <input autocomplete="address-level2">
    </form>
    @if (isShown()) {
      <klarna-checkout-button endpoint="/klarna" form="checkout" [finalization]="finalization"
        [customer]="now().customer" [session]="now().session" [details]="details"
        (klarna-ready)="onReady()" (klarna-complete)="complete($event)"></klarna-checkout-button>
    }
    <button type="button" (click)="now.set({})">Forget</button>
    <button type="button" (click)="isShown.set(!isShown())">Toggle</button>
    <output>{{ order() }}</output>
  </main>`,
})(App);

await start(document.querySelector('#root'), {
  draw: (root) => {
    root.append(document.createElement('app-root'));
    return bootstrapApplication(App);
  },
});
