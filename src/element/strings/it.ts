import type { Strings } from './strings.ts';

export const it: Strings = {
  lang: 'it',
  heading: 'Paga con Klarna',
  reviewHeading: 'Il metodo di pagamento che hai scelto',
  loading: 'Caricamento di Klarna…',
  refreshing: 'Aggiornamento di Klarna…',
  choose: 'Scegli prima come vuoi pagare.',
  payFirst: 'Paga prima con Klarna.',
  widgetLoading: 'Questo metodo di pagamento si sta ancora caricando. Un momento, per favore.',
  categoryNotOffered: 'Non disponibile per questo ordine',
  authorizing: 'Continua nella finestra di Klarna.',
  otherTab: 'Stai pagando in un’altra scheda. Completa o chiudi lì il pagamento, poi torna qui.',
  approved: 'Klarna ha approvato il tuo acquisto.',
  finalizeNext: 'Klarna ha approvato il tuo acquisto. Confermerai l’ordine nell’ultimo passaggio.',
  ordering: 'Klarna ha approvato il tuo acquisto. Stiamo inviando l’ordine…',
  complete: 'Grazie! Il tuo ordine è stato inviato.',
  pending: 'Grazie! Il tuo ordine è stato inviato e Klarna lo sta ancora verificando.',
  tokenized: 'Grazie! Klarna è pronta per i tuoi prossimi pagamenti.',
  closed: 'Hai chiuso Klarna. Non è stato ordinato nulla. Puoi continuare quando vuoi.',
  closedAtOnce:
    'La finestra di Klarna non si è aperta o è stata chiusa. Non è stato ordinato nulla. Se non si apre niente, consenti i popup per questo negozio.',
  cartChanged: (total) =>
    `Il tuo carrello è cambiato, quindi non è stato ordinato nulla. Il nuovo totale è ${total}. Controllalo e paga di nuovo.`,
  expiredAnew:
    'L’approvazione di Klarna non era più valida. Non è stato addebitato nulla. Approva di nuovo l’acquisto.',
  renewed: 'Klarna è stato ricaricato. Non è stato ancora ordinato nulla. Premi di nuovo il pulsante.',
  invalid: (fields) => `Klarna non ha potuto usare alcuni dei tuoi dati. Controlla: ${fields}.`,
  fieldInvalid: 'Klarna non può usare questo dato. Controllalo.',
  unavailable: {
    declined:
      'Klarna non ha approvato questo acquisto. Non è stato ordinato né addebitato nulla. Scegli un altro metodo di pagamento.',
    'not-offered': 'Klarna non è disponibile per questo ordine. Scegli un altro metodo di pagamento.',
  },
  failed: {
    approved:
      'Klarna ha approvato il tuo acquisto, ma non è stato ancora possibile inviare l’ordine. Riprova: non pagherai due volte.',
    'approved-offline':
      'Sembra che tu sia offline. Klarna ha approvato il tuo acquisto, ma non è stato ancora possibile inviare l’ordine. Riprova: non pagherai due volte.',
    offline: 'Sembra che tu sia offline. Riprova quando sarai online.',
    'offline-waiting': 'Sei offline. Klarna tornerà da sola appena sarai di nuovo online.',
    expired: 'L’approvazione di Klarna è scaduta. Non è stato addebitato nulla. Riprova.',
    'empty-cart': 'Il tuo carrello è vuoto. Aggiungi qualcosa e riprova.',
    configuration:
      'Klarna non è configurata correttamente in questo negozio. Scegli un altro metodo di pagamento o avvisa il negozio.',
    sdk: 'Non è stato possibile caricare Klarna. Forse la blocca un’estensione o la tua rete. Riprova o scegli un altro metodo di pagamento.',
    session: 'Al momento Klarna non è raggiungibile. Riprova o scegli un altro metodo di pagamento.',
    authorization: 'Klarna non ha potuto completare l’operazione. Non è stato ordinato nulla. Riprova.',
    order:
      'Non è stato possibile inviare l’ordine. Riprova, oppure chiedi al negozio prima di pagare in un altro modo.',
    'cart-changed':
      'Il tuo carrello è cambiato, quindi non è stato ordinato nulla. Guarda il nuovo totale, poi riprova.',
  },
  retry: 'Riprova',
  retryOrder: 'Invia l’ordine ora',
  startAgain: 'La finestra di Klarna è scomparsa? Ricomincia',
  confirm: 'Conferma l’ordine',
  ribbon: 'Prova: nessun addebito',
  fields: {
    attention: 'all’attenzione di',
    care_of: 'presso (c/o)',
    city: 'città',
    country: 'paese',
    date_of_birth: 'data di nascita',
    email: 'e-mail',
    family_name: 'cognome',
    gender: 'sesso',
    given_name: 'nome',
    house_extension: 'estensione del numero civico',
    national_identification_number: 'codice fiscale',
    organization_name: 'azienda',
    phone: 'numero di telefono',
    postal_code: 'CAP',
    region: 'provincia o regione',
    street_address: 'via e numero civico',
    street_address2: 'seconda riga dell’indirizzo',
    title: 'titolo',
  },
};
