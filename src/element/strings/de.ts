import type { Strings } from './strings.ts';

/** No word here is spelt with ß, so that it reads right in Switzerland too. */
export const de: Strings = {
  lang: 'de',
  heading: 'Mit Klarna bezahlen',
  reviewHeading: 'Ihre gewählte Zahlungsart',
  loading: 'Klarna wird geladen…',
  refreshing: 'Klarna wird aktualisiert…',
  choose: 'Bitte wählen Sie zuerst, wie Sie bezahlen möchten.',
  payFirst: 'Bitte bezahlen Sie zuerst mit Klarna.',
  widgetLoading: 'Diese Zahlungsart wird noch geladen. Einen Moment bitte.',
  categoryNotOffered: 'Für diese Bestellung nicht verfügbar',
  authorizing: 'Bitte fahren Sie im Fenster von Klarna fort.',
  otherTab:
    'Sie bezahlen gerade in einem anderen Tab. Beenden Sie die Zahlung dort oder brechen Sie sie ab, und kommen Sie dann hierher zurück.',
  approved: 'Klarna hat Ihren Einkauf genehmigt.',
  finalizeNext: 'Klarna hat Ihren Einkauf genehmigt. Im letzten Schritt bestätigen Sie die Bestellung.',
  ordering: 'Klarna hat Ihren Einkauf genehmigt. Ihre Bestellung wird aufgegeben…',
  complete: 'Vielen Dank! Ihre Bestellung ist eingegangen.',
  pending: 'Vielen Dank! Ihre Bestellung ist eingegangen, Klarna prüft sie noch.',
  tokenized: 'Vielen Dank! Klarna ist für Ihre künftigen Zahlungen eingerichtet.',
  closed: 'Sie haben Klarna geschlossen. Es wurde nichts bestellt. Sie können jederzeit fortfahren.',
  closedAtOnce:
    'Das Fenster von Klarna wurde nicht geöffnet oder wieder geschlossen. Es wurde nichts bestellt. Wenn sich nichts öffnet, erlauben Sie bitte Pop-ups für diesen Shop.',
  cartChanged: (total) =>
    `Ihr Warenkorb hat sich geändert, deshalb wurde nichts bestellt. Der neue Gesamtbetrag ist ${total}. Bitte prüfen Sie ihn und bezahlen Sie erneut.`,
  expiredAnew:
    'Die Genehmigung von Klarna war nicht mehr gültig. Es wurde nichts abgebucht. Bitte bestätigen Sie den Einkauf noch einmal bei Klarna.',
  renewed: 'Klarna wurde neu geladen. Es wurde noch nichts bestellt. Bitte drücken Sie den Knopf noch einmal.',
  invalid: (fields) => `Klarna konnte einige Ihrer Angaben nicht verwenden. Bitte prüfen Sie: ${fields}.`,
  fieldInvalid: 'Klarna kann diese Angabe nicht verwenden. Bitte prüfen Sie sie.',
  unavailable: {
    declined:
      'Klarna hat diesen Einkauf nicht genehmigt. Es wurde nichts bestellt und nichts abgebucht. Bitte wählen Sie eine andere Zahlungsart.',
    'not-offered': 'Klarna ist für diese Bestellung nicht verfügbar. Bitte wählen Sie eine andere Zahlungsart.',
  },
  failed: {
    approved:
      'Klarna hat Ihren Einkauf genehmigt, aber die Bestellung konnte noch nicht aufgegeben werden. Versuchen Sie es noch einmal: Sie zahlen nicht doppelt.',
    'approved-offline':
      'Sie sind offenbar offline. Klarna hat Ihren Einkauf genehmigt, aber die Bestellung konnte noch nicht aufgegeben werden. Versuchen Sie es noch einmal: Sie zahlen nicht doppelt.',
    offline: 'Sie sind offenbar offline. Versuchen Sie es noch einmal, sobald Sie verbunden sind.',
    'offline-waiting': 'Sie sind offline. Klarna ist von selbst wieder da, sobald Sie verbunden sind.',
    expired:
      'Die Genehmigung von Klarna ist abgelaufen. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
    'empty-cart': 'Ihr Warenkorb ist leer. Legen Sie etwas hinein und versuchen Sie es noch einmal.',
    configuration:
      'Klarna ist in diesem Shop nicht richtig eingerichtet. Bitte wählen Sie eine andere Zahlungsart oder sagen Sie dem Shop Bescheid.',
    sdk: 'Klarna konnte nicht geladen werden. Vielleicht blockiert es eine Browser-Erweiterung oder Ihr Netzwerk. Versuchen Sie es noch einmal oder wählen Sie eine andere Zahlungsart.',
    session:
      'Klarna ist im Moment nicht erreichbar. Versuchen Sie es noch einmal oder wählen Sie eine andere Zahlungsart.',
    authorization:
      'Klarna konnte den Vorgang nicht zu Ende bringen. Es wurde nichts bestellt. Bitte versuchen Sie es noch einmal.',
    order:
      'Die Bestellung konnte nicht aufgegeben werden. Bitte versuchen Sie es noch einmal oder fragen Sie den Shop, bevor Sie auf andere Weise bezahlen.',
    'cart-changed':
      'Ihr Warenkorb hat sich geändert, deshalb wurde nichts bestellt. Sehen Sie sich den neuen Gesamtbetrag an und versuchen Sie es noch einmal.',
  },
  retry: 'Noch einmal versuchen',
  retryOrder: 'Bestellung jetzt aufgeben',
  startAgain: 'Das Klarna-Fenster ist weg? Neu beginnen',
  confirm: 'Bestellung bestätigen',
  ribbon: 'Testmodus: keine echte Zahlung',
  fields: {
    attention: 'zu Händen',
    care_of: 'c/o',
    city: 'Ort',
    country: 'Land',
    date_of_birth: 'Geburtsdatum',
    email: 'E-Mail-Adresse',
    family_name: 'Nachname',
    gender: 'Geschlecht',
    given_name: 'Vorname',
    house_extension: 'Zusatz zur Hausnummer',
    national_identification_number: 'persönliche Identifikationsnummer',
    organization_name: 'Firma',
    phone: 'Telefonnummer',
    postal_code: 'Postleitzahl',
    region: 'Bundesland oder Region',
    street_address: 'Adresse mit Hausnummer',
    street_address2: 'Adresszusatz',
    title: 'Anrede',
  },
};
