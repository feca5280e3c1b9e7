/**
 * Checkout forms with the habits of well-known shops: names, ids, tokens, and what is hidden and how. The markup and the
 * shoppers are made up.
 */
import { expect } from 'chai';
import { inspectFields } from '../../../src/element/customer-details/autocomplete-fields.ts';
import { readForm } from '../../../src/element/customer-details/customer-details.ts';
import { toE164 } from '../../../src/element/customer-details/fields/phone.ts';
import { countries, states } from '../../../src/element/customer-details/fields/places.ts';
import { guessField } from '../../../src/element/customer-details/guess.ts';

const COUNTRIES = `<option value="">Choose…</option><option value="7">Finland</option><option value="18">Sweden</option>
  <option value="21">United States</option><option value="40">Germany</option>`;

/** `Ada` lives in Umeå, `Bo` in Turku. */
const PEOPLE = {
  ada: { given: 'Ada', family: 'Ek', street: 'Storgatan 1', postal: '903 26', city: 'Umeå', country: '18' },
  bo: { given: 'Bo', family: 'Lind', street: 'Aurakatu 2', postal: '20100', city: 'Turku', country: '7' },
};

const ADA = {
  given_name: 'Ada',
  family_name: 'Ek',
  street_address: 'Storgatan 1',
  postal_code: '903 26',
  city: 'Umeå',
  country: 'SE',
};
const BO = {
  given_name: 'Bo',
  family_name: 'Lind',
  street_address: 'Aurakatu 2',
  postal_code: '20100',
  city: 'Turku',
  country: 'FI',
};

interface BlockOptions {
  /** A prefix for each token. */
  readonly token?: string;
  /** Turns the plain name into the field's name. */
  readonly name?: (plain: string) => string;
  readonly extra?: string;
}

function block(
  who: keyof typeof PEOPLE,
  { token = '', name = (plain) => plain, extra = '' }: BlockOptions = {},
): string {
  const { given, family, street, postal, city, country } = PEOPLE[who];
  const field = (plain: string, detail: string, value: string) =>
    `<input name="${name(plain)}" autocomplete="${token}${detail}" value="${value}">`;
  const options = COUNTRIES.replace(`value="${country}"`, `value="${country}" selected`);
  return `${field('first_name', 'given-name', given)}${field('last_name', 'family-name', family)}
    ${field('address_1', 'address-line1', street)}${field('postcode', 'postal-code', postal)}
    ${field('city', 'address-level2', city)}
    <select name="${name('country')}" autocomplete="${token}country">${options}</select>${extra}`;
}

const EMAIL = '<input type="email" name="email" autocomplete="email" value="ada@example.se">';
const email = 'ada@example.se';

describe('readForm, in forms like those of well-known shops', () => {
  let room: HTMLElement;

  beforeEach(() => {
    room = document.createElement('div');
    document.body.append(room);
  });

  afterEach(() => room.remove());

  const show = (markup: string): HTMLFormElement => {
    room.innerHTML = `<form>${markup}</form>`;
    return room.querySelector('form') as HTMLFormElement;
  };

  const options = (country = 'SE') => ({ purchase_country: country, toE164, states, countries });
  const read = (markup: string, country?: string) => readForm(show(markup), options(country));
  const guess = (markup: string, country?: string) =>
    readForm(show(markup), { ...options(country), guess: guessField });

  describe('leaves out a hidden address that is the same', () => {
    const hidden: Record<string, string> = {
      'display: none': 'style="display: none"',
      'the attribute hidden': 'hidden',
      'hidden until found': 'hidden="until-found"',
      'visibility: hidden': 'style="visibility: hidden"',
      'a height of 0': 'style="height: 0; overflow: hidden"',
      'a maximal height of 0': 'style="max-height: 0; overflow: hidden"',
      'a grid row of 0fr': 'style="display: grid; grid-template-rows: 0fr; overflow: hidden; height: 0"',
      'opacity: 0': 'style="opacity: 0"',
      'a place far to the left': 'style="position: absolute; left: -9999px"',
      inert: 'inert',
    };
    for (const [how, attribute] of Object.entries(hidden)) {
      it(`sends no old text of an address that is hidden by ${how}`, () => {
        const stale = block('bo', { token: 'shipping ' });
        expect(read(`${EMAIL}${block('ada', { token: 'billing ' })}<div ${attribute}>${stale}</div>`)).to.deep.equal({
          billing_address: { ...ADA, email },
        });
      });
    }

    it('leaves out an address in a closed <details>', () => {
      const stale = `<details><summary>Another invoice address</summary>${block('bo', { token: 'billing ' })}</details>`;
      expect(read(`${EMAIL}${block('ada', { token: 'shipping ' })}${stale}`)).to.deep.equal({
        billing_address: { ...ADA, email },
        shipping_address: { ...ADA, email },
      });
    });

    it('leaves out the first address below a box that says "same"', () => {
      const stale = `<fieldset><label><input type="checkbox" name="billing_same" checked> Same</label>
        <div hidden>${block('bo', { token: 'billing ' })}</div></fieldset>`;
      expect(read(`${EMAIL}${stale}${block('ada', { token: 'shipping ' })}`).billing_address).to.deep.equal({
        ...ADA,
        email,
      });
    });

    it('leaves out the first address below a ticked box whose name says nothing', () => {
      const stale = `<div><label><input type="checkbox" name="x17" checked> Som leverans</label>
        <div hidden>${block('bo', { token: 'billing ' })}</div></div>`;
      expect(read(`${EMAIL}${stale}${block('ada', { token: 'shipping ' })}`).billing_address).to.deep.equal({
        ...ADA,
        email,
      });
    });

    it('leaves out an address if the value of a radio says "same" (Shopify)', () => {
      const choice = `<input type="radio" name="billing_address_selector" value="same" checked>
        <input type="radio" name="billing_address_selector" value="different">`;
      const page = `${EMAIL}${block('ada', { token: 'shipping ' })}${choice}<div hidden>${block('bo', { token: 'billing ' })}</div>`;
      expect(read(page).billing_address).to.deep.equal({ ...ADA, email });
    });

    it('leaves out an address with plain tokens by its field names (WooCommerce)', () => {
      const page = `${block('ada', { name: (plain) => `billing_${plain}`, extra: EMAIL })}
        <input type="checkbox" name="ship_to_different_address" value="1">
        <div style="display: none">${block('bo', { name: (plain) => `shipping_${plain}`, extra: '<input name="shipping_company" autocomplete="organization" value="Old Ltd">' })}</div>`;
      expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email } });
    });

    it('leaves out the second address if a folded step hides both', () => {
      const page = `<section hidden>${EMAIL}${block('ada', { token: 'shipping ' })}</section>
        <section hidden><input type="checkbox" id="sameAsDelivery" checked><div hidden>${block('bo', { token: 'billing ' })}</div></section>`;
      expect(read(page).billing_address).to.deep.equal({ ...ADA, email });
    });

    it('leaves out the second address if both are in one folded step', () => {
      const page = `<section hidden>${EMAIL}${block('ada', { token: 'billing ' })}
        <div hidden>${block('bo', { token: 'shipping ' })}</div></section>`;
      expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email } });
    });
  });

  describe('sends an address in a finished, folded step', () => {
    const billing = block('ada', { token: 'billing ' });

    it('sends an address in a folded step above the visible one', () => {
      const page = `<section hidden>${EMAIL}${block('bo', { token: 'shipping ' })}</section><h2>Payment</h2>${billing}`;
      expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email }, shipping_address: { ...BO, email } });
    });

    it('sends an address in a folded step that has the email of the form', () => {
      const page = `${billing}<section hidden>${EMAIL}${block('bo', { token: 'shipping ' })}</section>`;
      expect(read(page).shipping_address).to.deep.equal({ ...BO, email });
    });

    it('sends a folded address if the box says that the addresses differ', () => {
      const page = `${EMAIL}${billing}<input type="checkbox" id="same"><div hidden>${block('bo', { token: 'shipping ' })}</div>`;
      expect(read(page).shipping_address).to.deep.equal({ ...BO, email });
    });

    it('leaves out a folded address that is invalid', () => {
      const page = `<section hidden>${block('bo', { token: 'shipping ', extra: '<input autocomplete="shipping tel" required>' })}</section>${EMAIL}${billing}`;
      expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email } });
    });

    it('sends a folded address with a field that Klarna refused', () => {
      const page = `<section hidden>${EMAIL}${block('bo', { token: 'shipping ' })}</section>${billing}`;
      const form = show(page);
      (form.elements.namedItem('city') as RadioNodeList).forEach((field) => {
        (field as HTMLInputElement).setCustomValidity('Klarna');
      });
      expect(readForm(form, options()).shipping_address).to.deep.equal({ ...BO, email });
    });

    it('sends both addresses at the payment step, with all steps folded', () => {
      const page = `<div hidden>${EMAIL}${block('bo', { token: 'shipping ' })}</div><div hidden>${billing}</div>`;
      expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email }, shipping_address: { ...BO, email } });
    });

    it('sends the only address from a folded step (Magento)', () => {
      expect(read(`<div style="display: none">${EMAIL}${block('ada')}</div>`)).to.deep.equal({
        billing_address: { ...ADA, email },
      });
    });
  });

  it('reads a select that the shop covers with a list of its own', () => {
    const page = `${EMAIL}${block('ada', { token: 'billing ' }).replace('<select', '<select style="display: none"')}${block('bo', { token: 'shipping ' })}`;
    expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email }, shipping_address: { ...BO, email } });
  });

  it('leaves out a hidden company and a hidden state', () => {
    const page = `${EMAIL}${block('ada')}<div hidden><input autocomplete="organization" value="Old Ltd"></div>
      <div hidden><select autocomplete="address-level1"><option value="TX" selected>Texas</option></select></div>`;
    expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email } });
  });

  describe('separates two addresses with the same tokens', () => {
    const both = { billing_address: { ...ADA, email }, shipping_address: { ...BO, email } };

    it('separates two addresses by field names (Medusa)', () => {
      const page = `${block('bo', { name: (plain) => `shipping_address.${plain}` })}${EMAIL}${block('ada', { name: (plain) => `billing_address.${plain}` })}`;
      expect(read(page)).to.deep.equal(both);
    });

    it('separates two addresses by their containers', () => {
      const page = `${EMAIL}<div id="delivery-address">${block('bo')}</div><div class="invoice-address">${block('ada')}</div>`;
      expect(read(page)).to.deep.equal(both);
    });

    it('separates two addresses by a heading in the page’s language', () => {
      const page = `${EMAIL}<h3>Rechnungsadresse</h3>${block('ada')}<h3>Lieferadresse</h3>${block('bo')}`;
      expect(read(page)).to.deep.equal(both);
    });

    it('separates two addresses by a legend', () => {
      const page = `${EMAIL}<fieldset><legend>Leveransadress</legend>${block('bo')}</fieldset><fieldset><legend>Fakturaadress</legend>${block('ada')}</fieldset>`;
      expect(read(page)).to.deep.equal(both);
    });

    it('separates two addresses if only one has names', () => {
      const page = `${EMAIL}${block('bo')}${block('ada', { name: (plain) => `billing_${plain}` })}`;
      expect(read(page)).to.deep.equal(both);
    });

    it('separates two addresses if only one has a prefix', () => {
      expect(read(`${EMAIL}${block('bo')}${block('ada', { token: 'billing ' })}`)).to.deep.equal(both);
      expect(read(`${EMAIL}${block('ada')}${block('bo', { token: 'shipping ' })}`)).to.deep.equal(both);
    });

    it('separates two addresses by the names of sections', () => {
      const page = `${EMAIL}${block('bo', { token: 'section-shipping ' })}${block('ada', { token: 'section-billing ' })}`;
      expect(read(page)).to.deep.equal(both);
    });

    it('sends only the first address if nothing separates them, and fills no gap from the second', () => {
      const page = `${EMAIL}<div>${block('ada')}<input autocomplete="organization"></div>
        <div>${block('bo')}<input autocomplete="organization" value="Lind Oy"></div>`;
      expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email } });
    });

    it('sends the second address if nothing separates them and only the second is visible', () => {
      expect(read(`${EMAIL}<div hidden>${block('bo')}</div><div>${block('ada')}</div>`)).to.deep.equal({
        billing_address: { ...ADA, email },
      });
    });
  });

  it('joins one address from two sections', () => {
    const page = `<input autocomplete="section-person given-name" value="Ada"><input autocomplete="section-person family-name" value="Ek">
      <input autocomplete="section-place billing street-address" value="Storgatan 1"><input autocomplete="section-place billing postal-code" value="903 26">`;
    expect(read(page).billing_address).to.deep.equal({
      given_name: 'Ada',
      family_name: 'Ek',
      street_address: 'Storgatan 1',
      postal_code: '903 26',
    });
  });

  it('ignores a preselected country in an empty address', () => {
    const country = `<select autocomplete="shipping country"><option value="US">United States</option></select>`;
    expect(read(`${EMAIL}${block('ada')}<input autocomplete="shipping address-line1">${country}`)).to.deep.equal({
      billing_address: { ...ADA, email },
    });
    expect(read(country)).to.deep.equal({});
  });

  it('ignores country and postal code of a delivery-cost estimate', () => {
    const page = `${EMAIL}${block('ada')}<input autocomplete="shipping postal-code" value="20100"><input autocomplete="shipping country" value="FI">`;
    expect(read(page)).to.deep.equal({ billing_address: { ...ADA, email } });
  });

  describe('accepts tokens in the spelling of shops', () => {
    const tokens: [string, string, object][] = [
      ['email username', 'a@b.se', { email: 'a@b.se' }],
      ['billing locality', 'Umeå', { city: 'Umeå' }],
      ['first-name', 'Ada', { given_name: 'Ada' }],
      ['last_name', 'Ek', { family_name: 'Ek' }],
      ['given_name', 'Ada', { given_name: 'Ada' }],
      ['address_line1', 'Gatan 1', { street_address: 'Gatan 1' }],
      ['address', 'Gatan 1', { street_address: 'Gatan 1' }],
      ['phone', '070-1740615', { phone: '+46701740615' }],
      ['phone-national', '070-1740615', { phone: '+46701740615' }],
      ['shipping-postal-code', '903 26', { postal_code: '903 26' }],
      ['Email webauthn', 'a@b.se', { email: 'a@b.se' }],
    ];
    for (const [token, value, details] of tokens) {
      it(`accepts the token "${token}"`, () => {
        expect(read(`<input autocomplete="${token}" value="${value}">`).billing_address).to.deep.equal(details);
      });
    }

    it('accepts the tokens "company" and "region"', () => {
      const page =
        '<input autocomplete="company" value="Ek AB"><input autocomplete="region" value="Skåne"><input autocomplete="city" value="Lund">';
      expect(read(page).billing_address).to.deep.equal({ organization_name: 'Ek AB', region: 'Skåne', city: 'Lund' });
    });
  });

  describe('reads selects with odd values', () => {
    const region = (option: string, country = 'US') =>
      read(
        `<input autocomplete="address-level2" value="x"><select autocomplete="address-level1"><option value="">State</option>${option}</select>`,
        country,
      ).billing_address?.region;

    it('reads a state of the US, Australia or Canada from the visible text', () => {
      expect(region('<option value="57" selected>Texas</option>')).to.equal('TX');
      expect(region('<option value="New York" selected>New York</option>')).to.equal('NY');
      expect(region('<option value="US-CA" selected>CA - California</option>')).to.equal('CA');
      expect(region('<option value="9" selected>Washington, D.C.</option>')).to.equal('DC');
      expect(region('<option value="3" data-code="VIC" selected>3</option>', 'AU')).to.equal('VIC');
      expect(region('<option value="2" selected>New South Wales (NSW)</option>', 'AU')).to.equal('NSW');
      expect(region('<option value="q" selected>Québec</option>', 'CA')).to.equal('QC');
    });

    it('leaves out a state that does not exist in the country', () => {
      for (const option of [
        '<option value="12" selected>Skåne</option>',
        '<option value="ZZ" selected>ZZ</option>',
        '<option value="0" selected>Choose a state</option>',
      ]) {
        expect(region(option), option).to.equal(undefined);
      }
      expect(region('<option value="17" selected>Cork</option>', 'IE')).to.equal('Cork');
      expect(region('<option value="17" selected>17</option>', 'IE')).to.equal(undefined);
    });

    it('leaves out placeholders', () => {
      for (const first of [
        '<option>Choose a county</option>',
        '<option value="0">Choose</option>',
        '<option value="-1">Choose</option>',
        '<option value="-">-- choose --</option>',
        '<option value="x" disabled selected>County</option>',
        '<option value="---">---</option>',
      ]) {
        const page = `<input autocomplete="address-level2" value="Cork"><select autocomplete="address-level1">${first}<option>Kerry</option></select>
          <select autocomplete="honorific-prefix">${first}</select><select autocomplete="organization">${first.replace('>Choose a county', ' value="0">Choose a county')}</select>`;
        expect(read(page, 'IE').billing_address, first).to.deep.equal({ city: 'Cork' });
      }
    });

    it('reads countries as code and name, in parentheses, or by everyday names', () => {
      const country = (text: string) =>
        read(`<input autocomplete="address-level2" value="x"><input autocomplete="country" value="${text}">`, 'DE')
          .billing_address?.country;
      expect(country('SE - Sweden')).to.equal('SE');
      expect(country('Sweden (SE)')).to.equal('SE');
      expect(country('United Kingdom (UK)')).to.equal('GB');
      expect(country('USA')).to.equal('US');
      expect(country('United States of America')).to.equal('US');
      expect(country('The Netherlands')).to.equal('NL');
      expect(country('Czech Republic')).to.equal('CZ');
      expect(country('Atlantis')).to.equal(undefined);
      expect(country('Brazil')).to.equal('BR');
      expect(country('XX')).to.equal(undefined);
    });

    it('reads titles, dialling codes and months', () => {
      const page = `<select autocomplete="honorific-prefix"><option value="0">Bitte wählen</option><option value="2" selected>Frau</option></select>
        <select autocomplete="tel-country-code"><option value="DE">+49</option><option value="AT" selected>Österreich (+43)</option></select>
        <input autocomplete="tel-national" value="0664 1234567">
        <span lang="de"><select autocomplete="bday-month"><option value="0">Januar</option><option value="3" selected>April</option></select></span>
        <input autocomplete="bday-day" value="3"><input autocomplete="bday-year" value="1985">`;
      expect(read(page, 'DE')).to.deep.equal({
        billing_address: { title: 'Frau', phone: '+436641234567' },
        customer: { date_of_birth: '1985-04-03' },
      });
    });

    it('reads a dialling code that is only a country', () => {
      const page = `<select autocomplete="tel-country-code"><option value="AT" selected>Österreich</option></select><input autocomplete="tel-national" value="0664 1234567">`;
      expect(read(page, 'DE').billing_address?.phone).to.equal('+436641234567');
    });
  });

  describe('joins a street from several fields', () => {
    const street = (markup: string, country: string) => read(markup, country).billing_address;

    it('joins street and house number, which has no token', () => {
      for (const name of ['hausnummer', 'street_number', 'huisnummer', 'customer[houseNumber]', 'HouseNo', 'StrNr']) {
        const page = `<input autocomplete="address-line1" value="Hauptstraße"><input name="${name}" value="12">`;
        expect(street(page, 'DE'), name).to.deep.equal({ street_address: 'Hauptstraße 12' });
      }
      const page = '<input name="house_number" value="12"><input autocomplete="address-line1" value="Oak Street">';
      expect(street(page, 'US')).to.deep.equal({ street_address: '12 Oak Street' });
    });

    it('joins street, number and addition', () => {
      const page = `<input name="housenumber" value="12"><input name="housenumber_suffix" value="B"><input autocomplete="street-address" value="Kade">`;
      expect(street(page, 'NL')).to.deep.equal({ street_address: 'Kade 12 B' });
    });

    it('joins the number in the second line with the street', () => {
      const page = `<input autocomplete="address-line1" value="Hauptstraße"><input autocomplete="address-line2" value="12a"><input autocomplete="address-line3" value="Hof">`;
      expect(street(page, 'DE')).to.deep.equal({ street_address: 'Hauptstraße 12a', street_address2: 'Hof' });
      expect(street(page, 'US')).to.deep.equal({ street_address: 'Hauptstraße', street_address2: '12a, Hof' });
    });

    it('keeps a street that the shop has joined itself', () => {
      const page = `<input autocomplete="address-line1" value="Hauptstraße 12"><input name="hausnummer" value="12">`;
      expect(street(page, 'DE')).to.deep.equal({ street_address: 'Hauptstraße 12' });
    });

    it('joins each of two streets with its own number', () => {
      const page = `<input autocomplete="billing address-line1" value="Weg"><input name="nr1_hausnummer" value="1">
        <input autocomplete="shipping address-line1" value="Ring"><input name="nr2_hausnummer" value="2">`;
      const { billing_address, shipping_address } = read(page, 'DE');
      expect([billing_address?.street_address, shipping_address?.street_address]).to.deep.equal(['Weg 1', 'Ring 2']);
    });
  });

  it('splits a whole name in a field that says given-name', () => {
    expect(read('<input autocomplete="given-name" value="Ada King Ek">').billing_address).to.deep.equal({
      given_name: 'Ada King',
      family_name: 'Ek',
    });
    const both = '<input autocomplete="given-name" value="Ada King"><input autocomplete="family-name" value="">';
    expect(read(both).billing_address).to.deep.equal({ given_name: 'Ada King' });
  });

  describe('reads fields with data-klarna', () => {
    it('prefers data-klarna to any token', () => {
      const page = `<input autocomplete="email" value="old@example.se"><input data-klarna="billing_address.email" value="new@example.se">
        <input autocomplete="postal-code" data-klarna="" value="1"><select data-klarna="billing_address.country"><option value="9">Sweden</option></select>`;
      expect(read(page).billing_address).to.deep.equal({ email: 'new@example.se', country: 'SE' });
    });

    it('reads data-klarna in another form and outside of any form', () => {
      const form = show(block('ada'));
      const others = document.createElement('div');
      others.innerHTML = `<form><input data-klarna="billing_address.email" value="ada@example.se"></form>
        <input type="hidden" data-klarna="customer.national_identification_number" value="410321-9202">
        <input disabled data-klarna="billing_address.title" value="Frau">`;
      room.append(others);
      const expected = {
        billing_address: { ...ADA, email },
        customer: { national_identification_number: '410321-9202' },
      };
      expect(readForm(form, options())).to.deep.equal(expected);
      expect(readForm(null, options())).to.deep.equal({ billing_address: { email }, customer: expected.customer });
    });

    it('joins a street from two fields with data-klarna', () => {
      const page = `<input data-klarna="shipping_address.street_address" value="Ring"><input data-klarna="shipping_address.street_address" value="7">`;
      expect(read(page).shipping_address).to.deep.equal({ street_address: 'Ring 7' });
    });

    it('fills no detail by a token if its field with data-klarna is empty', () => {
      const page = `<input autocomplete="organization" value="Ek AB"><input data-klarna="billing_address.organization_name"><input autocomplete="email" value="${email}">`;
      expect(read(page).billing_address).to.deep.equal({ email });
    });
  });

  describe('guesses details from names, with guess-fields', () => {
    it('guesses the names of PrestaShop', () => {
      const page = `<input name="firstname" value="Ada"><input name="lastname" value="Ek"><input name="address1" value="Storgatan 1">
        <input name="postcode" value="903 26"><input name="city" value="Umeå"><select name="id_country">${COUNTRIES.replace('value="18"', 'value="18" selected')}</select>
        <input name="company" value=""><input name="vat_number" value="SE556"><input type="email" name="email" value="${email}">`;
      expect(guess(page)).to.deep.equal({ billing_address: { ...ADA, email } });
      expect(read(page)).to.deep.equal({});
    });

    it('guesses the names of Magento', () => {
      const page = `<input name="firstname" id="XA1" value="Mia"><input name="lastname" value="Ortiz"><input name="street[0]" value="1 Elm Street"><input name="street[1]" value="Apt 2">
        <select name="country_id"><option value="US" selected>United States</option></select><select name="region_id"><option value="57" selected>Texas</option></select>
        <div style="display: none"><input name="region" value="old"></div><input name="postcode" value="78701"><input name="city" value="Austin"><input name="telephone" value="(512) 555-0142">`;
      expect(guess(page, 'US').billing_address).to.deep.equal({
        given_name: 'Mia',
        family_name: 'Ortiz',
        street_address: '1 Elm Street',
        street_address2: 'Apt 2',
        country: 'US',
        region: 'TX',
        postal_code: '78701',
        city: 'Austin',
        phone: '+15125550142',
      });
    });

    it('guesses the names of Spree and Rails for two addresses', () => {
      const side = (who: string, given: string, street: string) =>
        `<input name="order[${who}_address_attributes][firstname]" value="${given}"><input name="order[${who}_address_attributes][address1]" value="${street}">`;
      const { billing_address, shipping_address } = guess(
        `${side('ship', 'Bo', 'Aurakatu 2')}${side('bill', 'Ada', 'Storgatan 1')}`,
      );
      expect(billing_address).to.deep.equal({ given_name: 'Ada', street_address: 'Storgatan 1' });
      expect(shipping_address).to.deep.equal({ given_name: 'Bo', street_address: 'Aurakatu 2' });
    });

    it('guesses the names of OpenCart, with a separate person and a hidden delivery address', () => {
      const page = `<input name="firstname" value="Ada"><input name="lastname" value="Ek"><input name="email" value="${email}">
        <input name="payment_address_1" value="Storgatan 1"><input name="payment_postcode" value="903 26"><input name="payment_city" value="Umeå">
        <select name="payment_country_id">${COUNTRIES.replace('value="18"', 'value="18" selected')}</select>
        <select name="payment_zone_id"><option value="0" selected> --- Please Select --- </option></select>
        <input type="checkbox" name="address_match" value="1" checked>
        <fieldset style="display: none"><input name="shipping_firstname" value="Bo"><input name="shipping_address_1" value="Aurakatu 2"><input name="shipping_city" value="Turku"></fieldset>`;
      expect(guess(page)).to.deep.equal({ billing_address: { ...ADA, email } });
    });

    it('guesses the names of Shopware, in camel case and other languages', () => {
      const page = `<input name="billingAddress[firstName]" value="Ada"><input name="billingAddress[lastName]" value="Ek"><input id="billingAddressStreet" value="Hauptstraße 1">
        <input name="billingAddress[zipcode]" value="10827"><input name="ort" value="Berlin"><select id="billingAddressAddressCountry" name="billingAddress[countryId]"><option value="a1" selected>Deutschland</option></select>`;
      expect(guess(page, 'DE').billing_address).to.deep.equal({
        given_name: 'Ada',
        family_name: 'Ek',
        street_address: 'Hauptstraße 1',
        postal_code: '10827',
        city: 'Berlin',
        country: 'DE',
      });
    });

    it('ignores names of fields with another purpose', () => {
      const page = `<input type="email" name="newsletter_email" value="x@example.se"><input name="coupon_code" value="A"><input name="card_name" value="B">
        <input name="name" value="C"><input name="search" value="D"><input name="gift_first_name" value="E"><input type="email" name="email_confirm" value="y@example.se">
        <input type="checkbox" name="company" value="yes" checked><input name="statement" value="F"><input name="citylight" value="G">`;
      expect(guess(page)).to.deep.equal({});
    });

    it('prefers tokens to names', () => {
      const page = `<input name="firstname" autocomplete="family-name" value="Ek"><input name="city" autocomplete="off" value="Umeå">`;
      expect(guess(page).billing_address).to.deep.equal({ family_name: 'Ek', city: 'Umeå' });
    });
  });

  it('reports how it read each field, without a value', () => {
    const form =
      show(`${EMAIL}<input name="whole" autocomplete="name" value="Ada Ek"><input id="nothing" value="secret"><input name="x" autocomplete="fax tel" value="secret">
      <input name="off" disabled autocomplete="tel" value="secret"><input name="odd" data-klarna="billing_address.shoe_size" value="secret">
      ${block('ada', { token: 'billing ' })}<div hidden><input name="old" autocomplete="shipping address-line1" value="secret"></div>`);
    const { reports } = inspectFields(form);
    const told = reports.map(({ field, details, left_out }) => `${field}: ${left_out ?? details.join(' ')}`);
    expect(told.slice(0, 6)).to.deep.equal([
      'email: billing_address.email',
      'whole: billing_address.given_name billing_address.family_name',
      '#nothing: has no autocomplete that names a detail',
      'x: is a fax or a pager',
      'off: is disabled',
      'odd: data-klarna names no detail: billing_address.shoe_size',
    ]);
    expect(told.at(-1)).to.equal('old: is not in view, while the other address is');
    expect(told).to.include('postcode: billing_address.postal_code');
    expect(told.join()).not.to.contain('secret');
  });
});
