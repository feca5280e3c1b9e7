/** Every state and notice that a shopper can see, and how the element gets there. */
import type { Room } from './fixture.ts';

export const SCENES: Readonly<Record<string, (room: Room) => Promise<void>>> = {
  async preparing(room) {
    await room.hold('session');
    await room.open('three');
    await room.is('preparing');
  },
  async 'widgets loading'(room) {
    await room.page.route('**/kp/frames/api/load', () => new Promise(() => undefined));
    await room.open('three', { attributes: 'payment-method-category="pay_later"' });
    await room.element.getByRole('radio').first().waitFor();
  },
  async 'ready, nothing chosen'(room) {
    await room.ready('three');
  },
  async 'ready, chosen'(room) {
    await room.ready('three');
    await room.choose(0);
  },
  async 'ready, chosen last'(room) {
    await room.ready('three');
    await room.choose(2);
  },
  async 'ready, asked to choose'(room) {
    await room.ready('three');
    await room.button.click();
  },
  async 'ready, a single way'(room) {
    await room.ready('single');
  },
  async 'ready, one not offered'(room) {
    await room.refuseWidget('pay_now');
    await room.ready('three');
    await room.choose(2);
  },
  async disabled(room) {
    await room.ready('three', { attributes: 'disabled payment-method-category="pay_now"' });
  },
  async authorizing(room) {
    await room.ready('single');
    const klarna = room.page.waitForEvent('popup');
    await room.button.click();
    await klarna;
    await room.is('authorizing');
  },
  async closed(room) {
    await room.ready('single');
    const klarna = room.page.waitForEvent('popup');
    await room.button.click();
    const popup = await klarna;
    await popup.getByRole('button', { name: 'Approve and pay' }).waitFor();
    await popup.close();
    await room.is('ready');
  },
  async 'closed at once'(room) {
    await room.ready('single');
    await room.authorizeWith((answer) => answer({ approved: false, show_form: true }));
    await room.button.click();
    await room.says(/allow pop-ups/);
  },
  async invalid(room) {
    await room.pay({
      outcome: 'invalid',
      fields: ['billing_address.postal_code', 'billing_address.email', 'customer.date_of_birth'],
    });
    await room.is('ready');
  },
  async 'cart changed'(room) {
    await room.giveBack();
    await room.refuse('order', 409, { code: 'cart-changed' });
    await room.pay({ outcome: 'approve', callback: 'never' });
    await room.says(/Your cart has changed/);
  },
  async 'approval expired'(room) {
    await room.giveBack();
    await room.refuse('order', 409, { code: 'authorization', reason: 'expired' });
    await room.pay({ outcome: 'approve', callback: 'never' });
    await room.says(/no longer valid/);
  },
  async authorized(room) {
    await room.page.addInitScript(() =>
      document.addEventListener('klarna-authorize', (event) => event.preventDefault()),
    );
    await room.pay({ outcome: 'approve' });
    await room.is('authorized');
  },
  async ordering(room) {
    await room.hold('order');
    await room.pay({ outcome: 'approve' });
    await room.is('ordering');
  },
  async 'several steps, the last one'(room) {
    await room.ready('single', { attributes: 'finalization="manual"' });
    await room.approve();
    await room.is('authorized');
  },
  async 'long at Klarna'(room) {
    await room.page.clock.install();
    await room.ready('single');
    const klarna = room.page.waitForEvent('popup');
    await room.button.click();
    await klarna;
    await room.page.clock.fastForward('01:00');
    await room.element.getByRole('button', { name: 'Start again' }).waitFor();
  },
  async complete(room) {
    await room.pay({ outcome: 'approve' });
    await room.is('complete');
  },
  async pending(room) {
    await room.pay({ outcome: 'pending' });
    await room.is('complete');
  },
  async 'not offered, with a fallback'(room) {
    await room.refuseWidget('klarna');
    await room.open('single', { content: '<a slot="fallback" href="#invoice">Pay by invoice instead</a>' });
    await room.is('unavailable');
  },
  async 'not offered'(room) {
    await room.refuseWidget('klarna');
    await room.open('single');
    await room.is('unavailable');
  },
  async declined(room) {
    await room.pay({ outcome: 'decline' });
    await room.is('unavailable');
  },
  async 'failed: configuration'(room) {
    await room.refuse('session', 500, { code: 'configuration' });
    await room.open('three');
    await room.is('failed');
  },
  async 'failed: sdk'(room) {
    await room.page.route('**/kp/lib/v1/api.js', (route) => route.abort('blockedbyclient'));
    await room.open('three');
    await room.is('failed');
  },
  async 'failed: session'(room) {
    await room.refuse('session', 502, { code: 'session' });
    await room.open('three');
    await room.is('failed');
  },
  async 'failed: offline'(room) {
    await room.page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
    await room.answer('session', (route) => route.abort('internetdisconnected'));
    await room.open('three');
    await room.is('failed');
  },
  async 'failed: empty cart'(room) {
    await room.refuse('session', 409, { code: 'session', reason: 'empty-cart' });
    await room.open('three');
    await room.is('failed');
  },
  async 'failed: authorization'(room) {
    await room.ready('single');
    await room.authorizeWith(() => {
      throw new Error('Broken by the scene.');
    });
    await room.button.click();
    await room.is('failed');
  },
  async 'failed: approved, no order yet'(room) {
    await room.refuse('order', 500, { code: 'order' });
    await room.pay({ outcome: 'approve' });
    await room.is('failed');
  },
  async 'in Hungarian'(room) {
    await room.ready('three', { attributes: 'lang="hu"' });
    await room.element.getByRole('button', { name: 'Fizetési kötelezettséggel járó megrendelés' }).waitFor();
    await room.button.click();
    await room.says(/./);
  },
  async 'pill, with the debug panel'(room) {
    await room.ready('single', { attributes: 'shape="pill" debug' });
    await room.element.locator('.debug').waitFor();
  },
  async 'rect, paying over time'(room) {
    await room.ready('three', { attributes: 'shape="rect" payment-method-category="pay_over_time"' });
  },
};
