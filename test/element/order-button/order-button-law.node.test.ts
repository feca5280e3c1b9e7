import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { klarnaLabel, lawfulLabel } from '../../../src/element/order-button/button-label.ts';
import { checkLabel } from '../../../src/element/order-button/order-button-law.ts';
import { LANGUAGES, type Language } from '../../../src/element/strings/load-strings.ts';

const known = LANGUAGES.map((language) => ({ order: lawfulLabel(language), klarna: klarnaLabel(language) }));

const judge = (label: string, purchase_country: string, language: Language = 'en') =>
  checkLabel({ label, purchase_country, lawful: lawfulLabel(language), known });

const PASSES: Record<string, readonly string[]> = {
  // From German courts, and from Klarna's own page for Germany and Austria.
  DE: [
    'Zahlungspflichtig bestellen',
    'zahlungspflichtig  bestellen!',
    'JETZT ZAHLUNGSPFLICHTIG BESTELLEN',
    'Kostenpflichtig bestellen',
    'Zahlungspflichtigen Vertrag schließen',
    'Kaufen',
    'Jetzt kaufen',
    ' »Jetzt kaufen« ',
    // Other languages of a German shop.
    'Order with obligation to pay',
    'Buy now',
    'Zamówienie z obowiązkiem zapłaty',
  ],
  AT: ['Zahlungspflichtig bestellen', 'Jetzt kaufen'],
  GB: ['Order with obligation to pay', 'Pay now', 'Buy now', 'Pay £12.50', 'Confirm purchase', 'Pay with Klarna'],
  SE: ['Beställning förenad med betalningsskyldighet', 'Betala', 'Köp nu', 'Slutför köp', 'Betala med Klarna'],
  NO: ['Bestilling med betalingsplikt', 'Betal nå', 'Kjøp'],
  DK: ['Ordre med betalingsforpligtelse', 'Gennemfør køb', 'Betal'],
  FI: ['Tilaukseen liittyy maksuvelvollisuus', 'Maksa nyt', 'Osta', 'Hyväksy ja maksa', 'Betala', 'Vahvista ostos'],
  NL: ['Bestelling met betalingsverplichting', 'Bestellen en betalen', 'Nu kopen'],
  BE: ['Bestelling met betalingsverplichting', 'Commander et payer', 'Payer', 'Acheter'],
  FR: ['Commande avec obligation de paiement', 'Valider le paiement', 'Passer l’achat', 'Payer 12,50 €'],
  IT: ['Ordine con obbligo di pagare', 'Paga ora', 'Acquista ora', 'Compra'],
  ES: ['Pedido con obligación de pago', 'Pagar', 'Comprar ahora', 'Realizar el pago'],
  PT: ['Encomenda com obrigação de pagar', 'Pagar agora', 'Comprar'],
  PL: ['Zamówienie z obowiązkiem zapłaty', 'Kupuję i płacę', 'Zamawiam i płacę', 'Zapłać'],
  CZ: ['Objednávka zavazující k platbě', 'Zaplatit', 'Koupit'],
  SK: ['Objednávka s povinnosťou platby', 'Objednať s povinnosťou platby', 'Kúpiť'],
  HU: ['Fizetési kötelezettséggel járó megrendelés', 'Fizetés', 'Megvásárolom'],
  RO: ['Comandă cu obligație de plată', 'Plătește', 'Cumpără acum'],
  GR: ['Παραγγελία με υποχρέωση πληρωμής', 'Πληρωμή', 'Αγορά τώρα', 'ΠΛΗΡΩΜΗ'],
};

const FAILS: Record<string, readonly string[]> = {
  DE: [
    'Weiter',
    'Weiter mit Klarna',
    'Bestellen',
    'Bestellung abschicken',
    'Bestellung abschließen',
    'Bestellung abgeben',
    'Anmeldung',
    // LG Hildesheim, 6 O 156/22, and labels of the same kind.
    'Mit PayPal bezahlen',
    'Mit Kreditkarte bezahlen',
    'Bezahlen per Vorkasse',
    'Mit Klarna bezahlen',
    'Continue with Klarna',
    'Pay with Klarna',
  ],
  AT: ['Bestellen', 'Weiter mit Klarna', 'Mit Klarna bezahlen'],
  GB: ['Continue with Klarna', 'Place order', 'Order now', 'Register', 'Confirm', 'Complete order'],
  IE: ['Continue', 'Submit'],
  SE: ['Fortsätt med Klarna', 'Slutför beställning', 'Beställ'],
  NO: ['Fortsett med Klarna', 'Fullfør bestilling'],
  FI: ['Jatka Klarnalla', 'Tilaa', 'Lähetä tilaus'],
  NL: ['Verdergaan met Klarna', 'Bestelling plaatsen'],
  FR: ['Continuer avec Klarna', 'Valider la commande', 'Commander'],
  IT: ['Continua con Klarna', 'Conferma ordine', 'Invia ordine'],
  ES: ['Continuar con Klarna', 'Realizar pedido'],
  PL: ['Kontynuuj z Klarna', 'Zamawiam', 'Złóż zamówienie'],
  CZ: ['Pokračuj s Klarnou', 'Odeslat objednávku'],
  GR: ['Συνέχεια με την Klarna', 'Παραγγελία'],
  // Capital letters do not change a word.
  HU: ['TOVÁBB KLARNÁVAL', 'Megrendelem'],
};

describe('checkLabel', () => {
  for (const [country, labels] of Object.entries(PASSES)) {
    it(`accepts in ${country} a label that names paying`, () => {
      for (const label of labels) assert.equal(judge(label, country), undefined, label);
    });
  }

  for (const [country, labels] of Object.entries(FAILS)) {
    it(`refuses in ${country} a label that does not`, () => {
      for (const label of labels) assert.notEqual(judge(label, country), undefined, label);
    });
  }

  it('accepts the statute’s words of any language everywhere', () => {
    for (const { order } of known) {
      for (const country of ['DE', 'SE', 'GB']) assert.equal(judge(order, country), undefined, order);
    }
  });

  it('accepts a label without words', () => {
    for (const label of ['', '  ', '→', '…']) assert.equal(judge(label, 'DE'), undefined, label);
  });

  it('quotes the label with the rule, a lawful text and ways to correct it', () => {
    assert.equal(
      judge('Weiter mit Klarna', 'DE', 'de'),
      'in DE the button that places the order must say in its own words that it obliges to pay ' +
        '(Directive 2011/83/EU, article 8(2); § 312j BGB). “Weiter mit Klarna” does not, it is Klarna’s copy for a button ' +
        'that only opens Klarna: the order may not bind the shopper. Write “Zahlungspflichtig bestellen” into the slot ' +
        '"label", or leave the words to the element. Where a later step orders, say finalization="manual".',
    );
    assert.match(
      judge('Beställ', 'SE', 'sv') ?? '',
      /\(Directive 2011\/83\/EU, article 8\(2\)\)\. “Beställ” does not:/,
    );
    assert.match(judge('Place order', 'GB') ?? '', /\(regulation 14 of the Consumer Contracts Regulations 2013\)/);
  });
});
