/**
 * Checkout forms of more kinds: how shops lay out addresses, steps, toggles and countries. The markup and the shoppers are
 * made up.
 */
import { expect } from 'chai';
import { readForm } from '../../../src/element/customer-details/customer-details.ts';
import { toE164 } from '../../../src/element/customer-details/fields/phone.ts';
import { countries, states } from '../../../src/element/customer-details/fields/places.ts';
import { guessField } from '../../../src/element/customer-details/guess.ts';

const ADA = {
  given_name: 'Ada',
  family_name: 'Ek',
  street_address: 'Storgatan 1',
  postal_code: '903 26',
  city: 'Umeå',
};
const BO = { given_name: 'Bo', family_name: 'Lind', street_address: 'Aurakatu 2', postal_code: '20100', city: 'Turku' };
const email = 'ada@example.se';
const EMAIL = `<input type="email" name="email" autocomplete="email" value="${email}">`;

const block = (who: typeof ADA, token = '', name = ''): string => `
  <input name="${name}first_name" autocomplete="${token}given-name" value="${who.given_name}">
  <input name="${name}last_name" autocomplete="${token}family-name" value="${who.family_name}">
  <input name="${name}address_1" autocomplete="${token}address-line1" value="${who.street_address}">
  <input name="${name}postcode" autocomplete="${token}postal-code" value="${who.postal_code}">
  <input name="${name}city" autocomplete="${token}address-level2" value="${who.city}">`;

describe('readForm, in more kinds of checkout forms', () => {
  let room: HTMLElement;

  beforeEach(() => {
    room = document.createElement('div');
    document.body.append(room);
  });

  afterEach(() => room.remove());

  const show = (markup: string, around = ''): HTMLFormElement => {
    room.innerHTML = `${around}<form id="checkout">${markup}</form>`;
    return room.querySelector('#checkout') as HTMLFormElement;
  };
  const options = (country: string) => ({ purchase_country: country, toE164, states, countries });
  const read = (markup: string, country = 'SE', around = '') => readForm(show(markup, around), options(country));
  const guess = (markup: string, country = 'SE') => readForm(show(markup), { ...options(country), guess: guessField });

  it('reads one page with radios over a hidden billing address (Shopify)', () => {
    const page = (same: boolean) => `${EMAIL}${block(ADA, 'shipping ')}
      <fieldset><input type="radio" name="billing_address_selector" value="same" ${same ? 'checked' : ''}>
      <input type="radio" name="billing_address_selector" value="custom" ${same ? '' : 'checked'}></fieldset>
      <div ${same ? 'hidden' : ''}>${block(BO, 'billing ')}</div>`;
    expect(read(page(true)).billing_address).to.deep.equal({ ...ADA, email });
    expect(read(page(false))).to.deep.equal({ billing_address: { ...BO, email }, shipping_address: { ...ADA, email } });
  });

  for (const ticked of [true, false]) {
    it(`reads the addresses with "ship to a different address" ${ticked ? 'ticked' : 'unticked'} (WooCommerce)`, () => {
      const details = read(`${block(ADA, 'billing ', 'billing_')}${EMAIL}
        <h3><input type="checkbox" name="ship_to_different_address" ${ticked ? 'checked' : ''}></h3>
        <div style="${ticked ? '' : 'display: none'}">${block(BO, 'shipping ', 'shipping_')}</div>`);
      expect(details.billing_address).to.deep.equal({ ...ADA, email });
      expect(details.shipping_address).to.deep.equal(ticked ? { ...BO, email } : undefined);
    });
  }

  it('reads a folded valid step, with "my addresses are the same" in the payment step (Magento)', () => {
    const details = read(`<ol><li style="display: none"><fieldset>${EMAIL}${block(ADA, 'shipping ')}</fieldset></li>
      <li><input type="checkbox" name="billing-address-same-as-shipping" checked>
      <fieldset style="display: none">${block(BO, 'billing ')}</fieldset></li></ol>`);
    expect(details.billing_address).to.deep.equal({ ...ADA, email });
    expect(details.shipping_address ?? { ...ADA, email }).to.deep.equal({ ...ADA, email });
  });

  it('sends no empty field of a folded form beside saved addresses', () => {
    const details = read(`<input type="radio" name="id_address_delivery" value="4" checked>
      <input type="radio" name="id_address_delivery" value="7">
      <div style="display: none"><input name="firstname" autocomplete="given-name"><input name="city" autocomplete="address-level2">
      <select name="id_country" autocomplete="country"><option value="18" selected>Sweden</option></select></div>`);
    expect(details).to.deep.equal({});
  });

  it('reads names such as "shippingAddress.firstName" (BigCommerce)', () => {
    const details = read(`${EMAIL}${block(ADA, 'shipping ', 'shippingAddress.')}
      <input type="checkbox" name="billingSameAsShipping" checked>`);
    expect(details.billing_address).to.deep.equal({ ...ADA, email });
  });

  it('guesses the names of Demandware', () => {
    const name = (field: string) => `dwfrm_shipping_shippingAddress_addressFields_${field}`;
    const details = guess(
      `<input name="${name('firstName')}" value="Eva"><input name="${name('lastName')}" value="Day">
      <input name="${name('address1')}" value="1 Elm St"><input name="${name('address2')}" value="Apt 2">
      <input name="${name('city')}" value="Austin"><input name="${name('postalCode')}" value="78701">
      <select name="${name('states_stateCode')}"><option value="TX" selected>Texas</option></select>
      <select name="${name('country')}"><option value="US" selected>United States</option></select>
      <input type="tel" name="${name('phone')}" value="512 555 0142">`,
      'US',
    );
    expect(details.billing_address).to.deep.equal({
      given_name: 'Eva',
      family_name: 'Day',
      street_address: '1 Elm St',
      street_address2: 'Apt 2',
      city: 'Austin',
      postal_code: '78701',
      region: 'TX',
      country: 'US',
      phone: '+15125550142',
    });
  });

  it('reads the Japanese order: family name first, prefecture, no country', () => {
    const details = read(
      `<input autocomplete="family-name" value="山田"><input autocomplete="given-name" value="花子">
      <input autocomplete="postal-code" value="150-0002"><select autocomplete="address-level1"><option>選択</option>
      <option value="13" selected>東京都</option></select><input autocomplete="address-level2" value="渋谷区">
      <input autocomplete="address-line1" value="渋谷2-21-1">`,
      'JP',
    );
    expect(details.billing_address).to.deep.equal({
      given_name: '花子',
      family_name: '山田',
      postal_code: '150-0002',
      region: '東京都',
      city: '渋谷区',
      street_address: '渋谷2-21-1',
    });
  });

  it('reads a Dutch form: postcode, house number and addition before the street', () => {
    const details = read(
      `<input autocomplete="postal-code" value="1012 JS"><input name="huisnummer" value="1">
      <input name="huisnummertoevoeging" value="A"><input autocomplete="address-line1" name="straat" value="Dam">
      <input autocomplete="address-level2" value="Amsterdam">
      <select autocomplete="country"><option value="NL">Nederland</option></select>`,
      'NL',
    );
    expect(details.billing_address?.street_address).to.equal('Dam 1 A');
  });

  it('reads states of the US by code, by name and by number', () => {
    for (const option of [
      '<option value="CA">',
      '<option value="California">',
      '<option value="12" label="California">',
    ]) {
      const details = read(
        `${block({ ...ADA, postal_code: '94103' })}<select autocomplete="country"><option value="US">US</option></select>
        <select autocomplete="address-level1"><option value="">State</option>${option.replace('>', ' selected>')}California</option></select>`,
        'US',
      );
      expect(details.billing_address?.region).to.equal('CA');
    }
  });

  it('reads a British form with an optional county, filled and empty', () => {
    const county = (value: string) =>
      read(`${block(ADA)}<input autocomplete="address-level1" name="county" value="${value}">`, 'GB').billing_address;
    expect(county('Kent')?.region).to.equal('Kent');
    expect(county('')).not.to.have.property('region');
  });

  it('reads a German form with a Packstation as the delivery address', () => {
    const details = read(
      `${EMAIL}${block(ADA, 'billing ')}<fieldset>${block({ ...BO, street_address: 'Packstation 145' }, 'shipping ')}
      <input name="shipping_postnumber" value="1234567" autocomplete="shipping address-line2"></fieldset>`,
      'DE',
    );
    expect(details.billing_address?.street_address).to.equal('Storgatan 1');
    expect(details.shipping_address).to.include({ street_address: 'Packstation 145', street_address2: '1234567' });
  });

  it('reads sections of which only one repeats a token', () => {
    const details = read(
      `<input autocomplete="section-contact email" value="${email}"><input autocomplete="section-contact tel" value="070-174 06 15">
      ${block(ADA, 'section-home ')}<input autocomplete="section-gift given-name" value="Bo">`,
    );
    expect(details).to.deep.equal({ billing_address: { ...ADA, email, phone: '+46701740615' } });
  });

  for (const attribute of ['aria-hidden="true" style="height: 0; overflow: hidden"', 'inert', 'hidden']) {
    it(`reads the finished step of an accordion, hidden by ${attribute.split(/[=" ]/)[0]}`, () => {
      const details =
        read(`<section><h2>Address</h2><div ${attribute}>${EMAIL}${block(ADA, 'shipping ')}</div></section>
        <section><h2>Payment</h2>${block(BO, 'billing ')}</section>`);
      expect(details).to.deep.equal({ billing_address: { ...BO, email }, shipping_address: { ...ADA, email } });
    });
  }

  it('reads a finished step in closed <details>', () => {
    const details = read(`<details><summary>Address</summary>${EMAIL}${block(ADA, 'shipping ')}</details>
      <details open><summary>Payment</summary>${block(BO, 'billing ')}</details>`);
    expect(details).to.deep.equal({ billing_address: { ...BO, email }, shipping_address: { ...ADA, email } });
  });

  describe('ignores an email with another purpose:', () => {
    for (const [what, markup] of [
      [
        'of the newsletter, before it',
        '<input type="email" name="newsletter_email" autocomplete="email" value="n@example.se">',
      ],
      [
        'of the newsletter in a box',
        '<div class="newsletter"><input type="email" name="email2" autocomplete="email" value="n@example.se"></div>',
      ],
      ['of a friend', '<input type="email" name="friend_email" autocomplete="email" value="n@example.se">'],
      [
        'of the login',
        '<fieldset id="login"><input type="email" name="login_email" autocomplete="username email" value="n@example.se"><input type="password" autocomplete="current-password"></fieldset>',
      ],
    ] as const) {
      it(what, () => {
        expect(read(`${markup}${EMAIL}${block(ADA)}`).billing_address).to.deep.equal({ ...ADA, email });
      });
    }

    it('reads the email if it is the only one', () => {
      expect(
        read(`<input type="email" name="login_email" autocomplete="email" value="${email}">${block(ADA)}`)
          .billing_address?.email,
      ).to.equal(email);
    });
  });

  it('ignores the email of a log-in form', () => {
    const login = `<form><input type="email" autocomplete="email username" value="n@example.se">
      <input type="checkbox" name="same_as_before" checked></form>`;
    expect(read(`${EMAIL}${block(ADA)}`, 'SE', login).billing_address).to.deep.equal({ ...ADA, email });
  });

  it('ignores name and email of the recipient of a gift', () => {
    const details =
      read(`${EMAIL}${block(ADA)}<fieldset class="gift"><input name="gift_recipient_first_name" autocomplete="given-name" value="Bo">
      <input name="gift_recipient_email" type="email" autocomplete="email" value="bo@example.fi"></fieldset>`);
    expect(details).to.deep.equal({ billing_address: { ...ADA, email } });
  });

  it('ignores the recipient of a gift before the address', () => {
    const details =
      read(`<fieldset class="gift"><input name="gift_recipient_first_name" autocomplete="given-name" value="Bo">
      <input name="gift_recipient_email" type="email" autocomplete="email" value="bo@example.fi"></fieldset>${EMAIL}${block(ADA)}`);
    expect(details).to.deep.equal({ billing_address: { ...ADA, email } });
  });

  for (const name of ['gift[address]', 'subscription-', 'register-form-']) {
    it(`reads an address with prefixes although its names contain ${name}`, () => {
      const part = `<fieldset id="${name.replace(/\W+/g, '-')}recipient">${block(BO, 'shipping ', name)}</fieldset>`;
      expect(read(`${EMAIL}${block(ADA)}${part}`)).to.deep.equal({
        billing_address: { ...ADA, email },
        shipping_address: { ...BO, email },
      });
    });
  }

  it('reads the address of a gift without prefixes as the shipping address, beside a billing address', () => {
    expect(read(`${EMAIL}${block(ADA, 'billing ')}${block(BO, '', 'gift_')}`)).to.deep.equal({
      billing_address: { ...ADA, email },
      shipping_address: { ...BO, email },
    });
  });

  it('ignores the email of a newsletter beside a contact with a prefix', () => {
    const contact = `<input type="email" name="email" autocomplete="billing email" value="${email}">`;
    const details = read(`<input type="email" name="newsletter_email" autocomplete="email" value="n@example.se">
      ${contact}${block(ADA, 'billing ')}`);
    expect(details).to.deep.equal({ billing_address: { ...ADA, email } });
  });

  describe('ignores a choice that does not ask whether the addresses are the same:', () => {
    for (const choice of [
      '<input type="radio" name="gender" value="other" checked>',
      '<input type="radio" name="membership" value="other" checked>',
      '<input type="radio" name="user_type" value="other" checked>',
      '<input type="radio" name="shipping_method" value="other" checked>',
    ]) {
      it(choice, () => {
        const same = '<input type="checkbox" name="billing_same" checked>';
        const page = `<section hidden>${EMAIL}${block(ADA, 'shipping ')}</section>
          <section>${choice}${same}<div hidden>${block(BO, 'billing ')}</div></section>`;
        expect(read(page).billing_address).to.deep.equal({ ...ADA, email });
      });
    }

    for (const choice of [
      '<input type="radio" name="delivery" value="same-day" checked>',
      '<input type="checkbox" name="same_day_delivery" checked>',
      '<input type="checkbox" id="sameDayDelivery" checked>',
    ]) {
      it(choice, () => {
        const page = `<section hidden>${block(ADA, 'billing ')}</section><section>${EMAIL}${block(BO, 'shipping ')}</section>${choice}`;
        expect(read(page)).to.deep.equal({
          billing_address: { ...ADA, email },
          shipping_address: { ...BO, email },
        });
      });
    }
  });

  it('ignores codes of something else at options of regions and countries', () => {
    const page = `${EMAIL}${block(ADA)}
      <select autocomplete="address-level1"><option>-</option><option value="7" data-country-code="IT" data-code="MI" selected>Milano</option></select>
      <select autocomplete="country"><option value="12" data-language-code="sv" data-code="" selected>Italia</option></select>`;
    expect(read(page, 'IT').billing_address).to.include({ region: 'Milano', country: 'IT' });
  });

  it('reads months that count from 0, and short names of months', () => {
    const names = ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'];
    const month = (texts: readonly string[], chosen: number, lang = 'de', first = '') => {
      const options = texts.map(
        (text, index) => `<option value="${index}" ${index === chosen ? 'selected' : ''}>${text}</option>`,
      );
      return read(`<span lang="${lang}"><select autocomplete="bday-month">${first}${options.join('')}</select></span>
        <input autocomplete="bday-day" value="3"><input autocomplete="bday-year" value="1985">`).customer
        ?.date_of_birth;
    };
    const numbers = names.map((_, index) => String(index));
    for (const [index] of names.entries()) {
      const date = `1985-${String(index + 1).padStart(2, '0')}-03`;
      expect(month(names, index), names[index]).to.equal(date);
      expect(month(names, index, 'xx-', '<option value="">Monat</option>'), `${names[index]}, of no language`).to.equal(
        date,
      );
      expect(month(numbers, index)).to.equal(date);
      expect(
        month(
          numbers.map((number) => String(Number(number) + 1)),
          index,
        ),
      ).to.equal(date);
    }
    expect(month(names, -1, 'de', '<option value="">Monat</option>')).to.equal(undefined);
  });

  describe('with data-klarna in two forms', () => {
    const mapped = (who: typeof ADA) => `
      <input data-klarna="billing_address.given_name" value="${who.given_name}">
      <input data-klarna="billing_address.family_name" value="${who.family_name}">
      <input data-klarna="billing_address.street_address" value="${who.street_address}">
      <input data-klarna="billing_address.postal_code" value="${who.postal_code}">
      <input data-klarna="billing_address.city" value="${who.city}">`;

    it('reads the fields of its own form', () => {
      expect(read(mapped(BO), 'SE', `<form>${mapped(ADA)}</form>`)).to.deep.equal({ billing_address: BO });
    });

    it('reads nothing from a form that has its own element', () => {
      customElements.define(
        'klarna-checkout-button',
        class extends HTMLElement {
          static formAssociated = true;
        },
      );
      const other = `<form id="other">${mapped(ADA)}</form><klarna-checkout-button form="other"></klarna-checkout-button>`;
      const form = show('<input data-klarna="billing_address.email" value="bo@example.fi">', other);
      expect(readForm(form, options('SE'))).to.deep.equal({ billing_address: { email: 'bo@example.fi' } });
      expect(readForm(null, options('SE'))).to.deep.equal({ billing_address: { email: 'bo@example.fi' } });
    });
  });

  describe('with a box "same as" that may belong to something else', () => {
    const done = `<section hidden>${block(ADA, 'billing ')}</section><section>${EMAIL}${block(BO, 'shipping ')}</section>`;
    const both = { billing_address: { ...ADA, email }, shipping_address: { ...BO, email } };

    it('ignores the box in another form', () => {
      const other = '<form><input type="checkbox" name="address_same" checked></form>';
      expect(read(done, 'SE', other)).to.deep.equal(both);
    });

    it('ignores the box outside of any form', () => {
      const other = '<aside><input type="checkbox" name="use_same_address_for_returns" checked></aside>';
      expect(read(done, 'SE', other)).to.deep.equal(both);
    });

    it('ignores the box in a hidden step of another kind', () => {
      const other = '<section hidden><input type="checkbox" name="pickup_address_same" checked></section>';
      expect(read(`${other}${done}`)).to.deep.equal(both);
    });

    it('ignores a disabled box', () => {
      expect(read(`<input type="checkbox" name="billing_same" checked disabled>${done}`)).to.deep.equal(both);
    });
  });

  it('recognizes a box in an unknown language right before the part that it opens', () => {
    const page = (
      ticked: string,
    ) => `${EMAIL}${block(ADA, 'shipping ')}<div><input type="checkbox" name="adresse_identique" ${ticked}>
      <div hidden>${block(BO, 'billing ')}</div></div>`;
    expect(read(page('checked')).billing_address).to.deep.equal({ ...ADA, email });
  });

  it('leaves out a hidden address that a box names by aria-controls', () => {
    const page = `<input type="checkbox" name="x" aria-controls="part" aria-expanded="false"><div id="part" hidden>${block(BO, 'billing ')}</div>
      <p></p>${EMAIL}${block(ADA, 'shipping ')}`;
    expect(read(page).billing_address).to.deep.equal({ ...ADA, email });
  });
});
