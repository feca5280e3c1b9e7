import { expect } from 'chai';
import { readFields } from '../../../src/element/customer-details/autocomplete-fields.ts';
import { findControls } from '../../../src/element/customer-details/field-paths.ts';
import { InvalidFields } from '../../../src/element/form/invalid-fields.ts';

const MESSAGE = 'Klarna cannot use this.';

describe('invalid fields', () => {
  const room = document.createElement('div');
  let fields: InvalidFields;

  beforeEach(() => {
    fields = new InvalidFields(() => readFields(form()), findControls);
    document.body.append(room);
  });

  afterEach(() => {
    room.replaceChildren();
    room.remove();
  });

  const mark = (markup: string, ...paths: string[]) => {
    room.innerHTML = `<form>${markup}</form>`;
    return fields.mark(form(), paths, MESSAGE);
  };
  const form = () => room.querySelector('form') as HTMLFormElement;
  const field = (id: string) => room.querySelector(`#${id}`) as HTMLInputElement;
  const input = (id: string) => field(id).dispatchEvent(new InputEvent('input', { bubbles: true }));

  const BOTH = `<input id="email" autocomplete="email"><input id="postal" autocomplete="postal-code">`;
  const PATHS = ['billing_address.postal_code', 'billing_address.email'];

  it('are marked, and the first one on the page is focused', () => {
    expect(mark(BOTH, ...PATHS)).to.deep.equal([]);
    for (const id of ['email', 'postal']) {
      expect(field(id).validationMessage).to.equal(MESSAGE);
      expect(field(id).getAttribute('aria-invalid')).to.equal('true');
    }
    expect(document.activeElement).to.equal(field('email'));
  });

  it('are unmarked one by one, as the shopper types', () => {
    mark(BOTH, ...PATHS);
    input('email');
    expect(field('email').validity.valid).to.equal(true);
    expect(field('email').hasAttribute('aria-invalid')).to.equal(false);
    expect(field('postal').validity.valid).to.equal(false);
    input('postal');
    expect(form().checkValidity()).to.equal(true);
  });

  it('are all unmarked when the country changes', () => {
    mark(`${BOTH}<select id="country" autocomplete="country"><option>SE</option></select>`, ...PATHS);
    field('country').dispatchEvent(new Event('change', { bubbles: true }));
    expect(form().checkValidity()).to.equal(true);
    expect(form().querySelector('[aria-invalid]')).to.equal(null);
  });

  it('are unmarked before a press if a script has changed them', () => {
    mark(BOTH, ...PATHS);
    field('email').value = 'other@example.se';
    fields.review();
    expect(field('email').validity.valid).to.equal(true);
    expect(field('postal').validity.valid).to.equal(false);
  });

  it('are unmarked before others are marked', () => {
    mark(BOTH, ...PATHS);
    fields.mark(form(), ['billing_address.email'], MESSAGE);
    expect(field('postal').validity.valid).to.equal(true);
    fields.clear();
    expect(form().checkValidity()).to.equal(true);
  });

  it('keep the page’s own message', () => {
    room.innerHTML = `<form>${BOTH}</form>`;
    field('email').setCustomValidity('Use your work address.');
    field('email').setAttribute('aria-invalid', 'spelling');
    fields.mark(form(), PATHS, MESSAGE);
    expect(field('email').validationMessage).to.equal('Use your work address.');
    expect(field('email').getAttribute('aria-invalid')).to.equal('true');
    field('postal').setCustomValidity('Not delivered there.');
    fields.clear();
    expect(field('email').validationMessage).to.equal('Use your work address.');
    expect(field('email').getAttribute('aria-invalid')).to.equal('spelling');
    expect(field('postal').validationMessage, 'said since').to.equal('Not delivered there.');
  });

  it('fire `invalid`, for a page that draws its messages itself', () => {
    const heard: string[] = [];
    const listen = ({ target }: Event) => heard.push((target as HTMLElement).id);
    room.addEventListener('invalid', listen, true);
    mark(BOTH, ...PATHS);
    room.removeEventListener('invalid', listen, true);
    expect(heard.sort()).to.deep.equal(['email', 'postal']);
  });

  it('are focused also if the page cancels the browser’s bubble', () => {
    room.addEventListener('invalid', (invalid) => invalid.preventDefault(), { capture: true, once: true });
    mark(`<input autocomplete="tel">${BOTH}`, 'billing_address.email');
    expect(document.activeElement).to.equal(field('email'));
  });

  for (const [what, markup] of Object.entries({
    'there is none': '',
    'it is a hidden input': '<input type="hidden" autocomplete="email">',
    'it cannot be changed': '<input readonly autocomplete="email">',
    'it is not shown': '<div hidden><input autocomplete="email"></div>',
    'it is disabled': '<input disabled autocomplete="email">',
  })) {
    it(`are named instead if the shopper cannot correct them: ${what}`, () => {
      expect(mark(markup, 'billing_address.email')).to.deep.equal(['billing_address.email']);
      expect(form().querySelector('[aria-invalid]')).to.equal(null);
      expect(form().checkValidity()).to.equal(true);
    });
  }

  describe('invalid fields that the page has disabled while the shopper was at Klarna', () => {
    const focused = async (id: string) => {
      while (document.activeElement !== field(id)) await new Promise(requestAnimationFrame);
    };
    const lock = (markup: string) => {
      room.innerHTML = `<form><fieldset>${markup}</fieldset></form>`;
      fields.remember();
      return room.querySelector('fieldset') as HTMLFieldSetElement;
    };

    it('are marked, and focused when the page enables them', async () => {
      const fieldset = lock(BOTH);
      fieldset.disabled = true;
      expect(fields.mark(form(), PATHS, MESSAGE)).to.deep.equal([]);
      expect(document.activeElement).not.to.equal(field('email'));
      fieldset.disabled = false;
      await focused('email');
      expect(field('postal').validity.customError).to.equal(true);
    });

    it('are focused when they are no longer inert', async () => {
      const fieldset = lock(BOTH);
      fieldset.inert = true;
      fields.mark(form(), PATHS, MESSAGE);
      fieldset.inert = false;
      await focused('email');
    });

    it('are found again if the page has redrawn them', () => {
      const fieldset = lock(BOTH);
      fieldset.innerHTML = '<input id="other" autocomplete="email">';
      expect(fields.mark(form(), PATHS, MESSAGE)).to.deep.equal(['billing_address.postal_code']);
      expect(document.activeElement).to.equal(field('other'));
    });
  });

  it('may be custom elements that have no validity', () => {
    customElements.define(
      'plain-field',
      class extends HTMLElement {
        static formAssociated = true;
        value = 'x';
      },
    );
    mark('<plain-field id="email" autocomplete="email"></plain-field>', 'billing_address.email');
    expect(field('email').getAttribute('aria-invalid')).to.equal('true');
    input('email');
    expect(field('email').hasAttribute('aria-invalid')).to.equal(false);
  });
});
