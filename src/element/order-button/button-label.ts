import { findMarket } from '../../klarna/markets.ts';
import type { Language } from '../strings/load-strings.ts';

interface Labels {
  /**
   * Says that the press obliges to pay, in the words of the law of the language's countries. Sources: § 312j BGB, § 8 FAGG,
   * L221-14 Code de la consommation, 6:230v BW, art. 98.2 TRLGDCU, art. 17 of the Polish act, and so on.
   */
  readonly order: string;
  /** Klarna's text for the button that opens Klarna. */
  readonly klarna: string;
}

/** Part of the element and not of the language files: an order may not bind if its button has the wrong label. */
const LABELS: Readonly<Record<Language, Labels>> = {
  // The directive's text: Czech law prescribes no phrase.
  cs: { order: 'Objednávka zavazující k platbě', klarna: 'Pokračuj s Klarnou' },
  da: { order: 'Ordre med betalingsforpligtelse', klarna: 'Fortsæt med Klarna' },
  de: { order: 'Zahlungspflichtig bestellen', klarna: 'Weiter mit Klarna' },
  // Not checked against the text of Law 2251/1994.
  el: { order: 'Παραγγελία με υποχρέωση πληρωμής', klarna: 'Συνέχεια με την Klarna' },
  en: { order: 'Order with obligation to pay', klarna: 'Continue with Klarna' },
  // Klarna's text for Spain. Its texts for Mexico and the United States are not known.
  es: { order: 'Pedido con obligación de pago', klarna: 'Continuar con Klarna' },
  // Weakly sourced: we found no official text for the button. The same holds for Norwegian.
  fi: { order: 'Tilaukseen liittyy maksuvelvollisuus', klarna: 'Jatka Klarnalla' },
  fr: { order: 'Commande avec obligation de paiement', klarna: 'Continuer avec Klarna' },
  // Not checked against the text of decree 45/2014.
  hu: { order: 'Fizetési kötelezettséggel járó megrendelés', klarna: 'Tovább Klarnával' },
  it: { order: 'Ordine con obbligo di pagare', klarna: 'Continua con Klarna' },
  nb: { order: 'Bestilling med betalingsplikt', klarna: 'Fortsett med Klarna' },
  nl: { order: 'Bestelling met betalingsverplichting', klarna: 'Verdergaan met Klarna' },
  pl: { order: 'Zamówienie z obowiązkiem zapłaty', klarna: 'Kontynuuj z Klarna' },
  // Not checked against the text of DL 24/2014. The same holds for Romanian and OUG 34/2014.
  pt: { order: 'Encomenda com obrigação de pagar', klarna: 'Continuar com Klarna' },
  ro: { order: 'Comandă cu obligație de plată', klarna: 'Continuă cu Klarna' },
  // Klarna's text for Slovakia is not known. This is ours, after the Czech text.
  sk: { order: 'Objednávka s povinnosťou platby', klarna: 'Pokračovať s Klarnou' },
  sv: { order: 'Beställning förenad med betalningsskyldighet', klarna: 'Fortsätt med Klarna' },
};

/**
 * In the EU, the EEA and Great Britain the label of an order button must say that the press obliges to pay. Sources:
 * Directive 2011/83/EU, article 8(2); case C-249/21 (only the words on the button count). The answer is also true while the
 * country is unknown, and for a country that is no market of Klarna's.
 */
export const hasOrderButtonLaw = (purchase_country: string | undefined): boolean =>
  purchase_country === undefined || (findMarket(purchase_country)?.order_button_law ?? true);

/** The label that the law requires, in a language. */
export const lawfulLabel = (language: Language): string => LABELS[language].order;

/** Klarna's text for the button, in a language. */
export const klarnaLabel = (language: Language): string => LABELS[language].klarna;

/** The country decides between the law's text and Klarna's. */
export const buttonLabel = (language: Language, purchase_country: string | undefined): string =>
  hasOrderButtonLaw(purchase_country) ? lawfulLabel(language) : klarnaLabel(language);
