/** Libraries that change a page in place, or store it as HTML, do not know which nodes an element has added. */
import { expect } from 'chai';
import { Idiomorph } from 'idiomorph';
import morphdom from 'morphdom';
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import { takeConsoleErrors } from '../../support/console-errors.ts';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import type { LoadCall } from '../../support/fake-klarna.ts';
import { button, find, Stage, statusIs } from '../../support/stage.ts';

const PAGE = `<p>1 mug</p>
  <form><input autocomplete="email" value="a@b.se">
    <klarna-checkout-button endpoint="/klarna"><a slot="fallback" href="#">Invoice</a></klarna-checkout-button>
  </form>`;
const NEXT_PAGE = PAGE.replace('1 mug', '2 mugs').replace('</a>', '</a><b slot="label">Buy</b>');

/** Finds iframes as Klarna's script does: by their id, in the whole document. */
function loadFrame({ options, answer }: LoadCall): void {
  const container = options.container as HTMLElement;
  const id = `klarna-${options.payment_method_category?.replaceAll('_', '-')}-main`;
  const present = document.getElementById(id);
  if (present && !container.contains(present)) {
    answer({ show_form: false });
    return;
  }
  const frame = document.createElement('iframe');
  frame.id = id;
  container.replaceChildren(frame);
  answer({ show_form: true });
}

/** Ways in which a page removes the containers. */
const CHANGES: Readonly<Record<string, (room: HTMLElement, element: KlarnaCheckoutButton) => void>> = {
  morphdom: (room) => {
    morphdom(room, `<div lang="en">${NEXT_PAGE}</div>`);
  },
  'morphdom for its children alone': (room) => {
    morphdom(room, `<div lang="en">${PAGE.replace('1 mug', '3 mugs')}</div>`, { childrenOnly: true });
  },
  idiomorph: (room) => {
    Idiomorph.morph(room, NEXT_PAGE, { morphStyle: 'innerHTML' });
  },
  'replaceChildren()': (_, element) => element.replaceChildren(),
  innerHTML: (_, element) => {
    element.innerHTML = '<b slot="label">Buy</b>';
  },
  'a container that becomes an element of the page': (_, element) => {
    for (const child of element.querySelectorAll('[slot^=widget]')) {
      child.slot = 'label';
      child.textContent = 'Buy';
    }
  },
  'frames taken out of their containers': (_, element) => {
    for (const frame of element.querySelectorAll('iframe')) frame.remove();
  },
};

/** Ways in which a page is stored as HTML or as a copy, and restored. */
const RETURNS: Readonly<Record<string, (room: HTMLElement) => void>> = {
  'text, as htmx keeps its history': (room) => {
    const text = room.innerHTML;
    room.innerHTML = '<p>Another page</p>';
    room.innerHTML = text;
  },
  'a parsed document, as Swup and Barba keep it': (room) => {
    const kept = new DOMParser().parseFromString(room.innerHTML, 'text/html');
    room.innerHTML = '<p>Another page</p>';
    room.replaceChildren(...document.adoptNode(kept.body).childNodes);
  },
  'a clone, as Turbo keeps it': (room) => {
    const kept = room.cloneNode(true);
    room.replaceChildren();
    room.append(...kept.childNodes);
  },
};

const elementIn = (room: ParentNode): KlarnaCheckoutButton => {
  const element = room.querySelector('klarna-checkout-button');
  if (!element) throw new Error('no element');
  return element;
};

describe('a page that changes around the element', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  async function ready(): Promise<KlarnaCheckoutButton> {
    stage.klarna.onLoad = loadFrame;
    const element = stage.mount(PAGE);
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    return element;
  }

  /** Checks that a single press places a single order. */
  async function pays(element: KlarnaCheckoutButton): Promise<void> {
    expect(element.querySelectorAll('[slot=widget-klarna] > iframe').length).to.equal(1);
    const before = stage.klarna.authorizations.length;
    button(element).click();
    expect(stage.klarna.authorizations.length).to.equal(before + 1);
    stage.klarna.authorizations.at(-1)?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    (await stage.endpoint.next()).answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
  }

  for (const [name, change] of Object.entries(CHANGES)) {
    it(`gets its widgets back after ${name}, prepares in the meantime, and pays with the first press`, async () => {
      const element = await ready();
      change(stage.room, element);
      expect(elementIn(document)).to.equal(element);
      const call = await stage.endpoint.next();
      expect(element.status).to.equal('preparing');
      call.answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      await pays(element);
    });
  }

  it('gets its widgets back if it changes while they load', async () => {
    const { promise: loading, resolve } = Promise.withResolvers<LoadCall>();
    stage.klarna.onLoad = resolve;
    const element = stage.mount(PAGE);
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await loading;
    stage.klarna.onLoad = loadFrame;
    element.replaceChildren();
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    await pays(element);
  });

  it('shows that the payment is lost if it changes while the shopper is at Klarna, and starts again at the next press', async () => {
    const element = await ready();
    button(element).click();
    element.replaceChildren();
    await statusIs(element, 'failed');
    expect(element.error).to.include({ code: 'authorization', reason: 'interrupted' });
    button(element).click();
    const call = await stage.endpoint.next();
    expect(call.body).to.include({ without: 'session-1' });
    call.answer({ ...sessionAnswer('klarna'), session_id: 'session-2' });
    await statusIs(element, 'ready');
  });

  it('causes an error if it changes again and again', async () => {
    const element = await ready();
    const serve = () => stage.endpoint.next().then((call) => call.answer(sessionAnswer('klarna')));
    element.addEventListener('klarna-ready', () => {
      void serve();
      element.replaceChildren();
    });
    void serve();
    element.replaceChildren();
    await statusIs(element, 'failed');
    expect(element.error).to.include({ code: 'configuration', reason: 'refresh-loop' });
    expect(takeConsoleErrors()).to.have.lengthOf(1);
  });

  it('does not affect an element that it removes', async () => {
    const element = await ready();
    element.remove();
    element.replaceChildren();
    await element.updateComplete;
    expect(stage.endpoint.calls.length).to.equal(1);
  });

  for (const [name, putBack] of Object.entries(RETURNS)) {
    it(`pays with the first press after it comes back as ${name}, with no dead container`, async () => {
      await ready();
      putBack(stage.room);
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      const element = elementIn(stage.room);
      await statusIs(element, 'ready');
      expect(find(element, '[part~=methods]').textContent).to.contain('Pay: klarna');
      await pays(element);
    });
  }

  it('comes back as text into a shadow root, and removes the copy of the container in its host', async () => {
    const host = document.createElement('div');
    stage.room.append(host);
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = PAGE;
    stage.klarna.onLoad = loadFrame;
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(elementIn(root), 'ready');
    const [inner, outer] = [root.innerHTML, host.innerHTML];
    root.replaceChildren();
    host.innerHTML = outer;
    root.innerHTML = inner;
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(elementIn(root), 'ready');
    expect(host.querySelectorAll('iframe').length).to.equal(1);
  });
});
