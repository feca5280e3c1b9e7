import { findMarket } from '../../klarna/markets.ts';
import type { Language } from '../strings/load-strings.ts';

interface Labels {
  /**
   * Says that the press obliges to pay, as the law of the language's countries puts it: § 312j BGB, § 8 FAGG,
   * L221-14 Code de la consommation, 6:230v BW, art. 98.2 TRLGDCU, art. 17 of the Polish act, and so on.
   */
  readonly order: string;
  /** Klarna's own copy for the button that opens Klarna. */
  readonly klarna: string;
}

/** Always at hand, unlike the other words: a button with the wrong label could bind nobody. */
const LABELS: Readonly<Record<Language, Labels>> = {
  // The directive's text: Czech law prescribes no phrase.
  cs: { order: 'Objednávka zavazující k platbě', klarna: 'Pokračuj s Klarnou' },
  da: { order: 'Ordre med betalingsforpligtelse', klarna: 'Fortsæt med Klarna' },
  de: { order: 'Zahlungspflichtig bestellen', klarna: 'Weiter mit Klarna' },
  // Not checked against the text of Law 2251/1994.
  el: { order: 'Παραγγελία με υποχρέωση πληρωμής', klarna: 'Συνέχεια με την Klarna' },
  en: { order: 'Order with obligation to pay', klarna: 'Continue with Klarna' },
  // Klarna's copy is for Spain. What it wants in Mexico and in the United States is not known.
  es: { order: 'Pedido con obligación de pago', klarna: 'Continuar con Klarna' },
  // Weakly sourced: no official text of the button was at hand. Likewise Norwegian.
  fi: { order: 'Tilaukseen liittyy maksuvelvollisuus', klarna: 'Jatka Klarnalla' },
  fr: { order: 'Commande avec obligation de paiement', klarna: 'Continuer avec Klarna' },
  // Not checked against the text of decree 45/2014.
  hu: { order: 'Fizetési kötelezettséggel járó megrendelés', klarna: 'Tovább Klarnával' },
  it: { order: 'Ordine con obbligo di pagare', klarna: 'Continua con Klarna' },
  nb: { order: 'Bestilling med betalingsplikt', klarna: 'Fortsett med Klarna' },
  nl: { order: 'Bestelling met betalingsverplichting', klarna: 'Verdergaan met Klarna' },
  pl: { order: 'Zamówienie z obowiązkiem zapłaty', klarna: 'Kontynuuj z Klarna' },
  // Not checked against the text of DL 24/2014. Likewise Romanian and OUG 34/2014.
  pt: { order: 'Encomenda com obrigação de pagar', klarna: 'Continuar com Klarna' },
  ro: { order: 'Comandă cu obligație de plată', klarna: 'Continuă cu Klarna' },
  // Klarna's copy for Slovakia is not known: these are our words, after the Czech ones.
  sk: { order: 'Objednávka s povinnosťou platby', klarna: 'Pokračovať s Klarnou' },
  sv: { order: 'Beställning förenad med betalningsskyldighet', klarna: 'Fortsätt med Klarna' },
};

/**
 * In the EU, the EEA and Great Britain the button that places an order must say, in words of its own, that it obliges to
 * pay (Directive 2011/83/EU, article 8(2); only the words on the button count, C-249/21). Before the country is known,
 * and where Klarna has no market, the careful answer stands.
 */
export const hasOrderButtonLaw = (purchase_country: string | undefined): boolean =>
  purchase_country === undefined || (findMarket(purchase_country)?.order_button_law ?? true);

/** What the law wants on the button, in a language. */
export const lawfulLabel = (language: Language): string => LABELS[language].order;

/** Klarna's own copy, in a language. */
export const klarnaLabel = (language: Language): string => LABELS[language].klarna;

/** The country tells whether the law speaks or Klarna, the language in whose words. */
export const buttonLabel = (language: Language, purchase_country: string | undefined): string =>
  hasOrderButtonLaw(purchase_country) ? lawfulLabel(language) : klarnaLabel(language);
