import type { Strings } from './strings.ts';

export const ro: Strings = {
  lang: 'ro',
  heading: 'Plătește cu Klarna',
  reviewHeading: 'Metoda de plată pe care ai ales-o',
  loading: 'Se încarcă Klarna…',
  refreshing: 'Se actualizează Klarna…',
  choose: 'Alege mai întâi cum vrei să plătești.',
  payFirst: 'Plătește mai întâi cu Klarna.',
  widgetLoading: 'Această metodă de plată încă se încarcă. O clipă, te rugăm.',
  categoryNotOffered: 'Indisponibilă pentru această comandă',
  authorizing: 'Continuă în fereastra Klarna.',
  otherTab: 'Plătești într-o altă filă. Finalizează sau închide plata acolo, apoi revino aici.',
  approved: 'Klarna ți-a aprobat cumpărătura.',
  finalizeNext: 'Klarna ți-a aprobat cumpărătura. Vei confirma comanda la ultimul pas.',
  ordering: 'Klarna ți-a aprobat cumpărătura. Se plasează comanda…',
  complete: 'Îți mulțumim! Comanda ta a fost plasată.',
  pending: 'Îți mulțumim! Comanda ta a fost plasată, iar Klarna încă o verifică.',
  tokenized: 'Îți mulțumim! Klarna este pregătită pentru plățile tale viitoare.',
  closed: 'Ai închis Klarna. Nu s-a comandat nimic. Continuă când dorești.',
  closedAtOnce:
    'Fereastra Klarna nu s-a deschis sau a fost închisă. Nu s-a comandat nimic. Dacă nu se deschide nimic, permite ferestrele pop-up pentru acest magazin.',
  cartChanged: (total) =>
    `Coșul tău s-a schimbat, așa că nu s-a comandat nimic. Noul total este ${total}. Verifică-l și plătește din nou.`,
  expiredAnew: 'Aprobarea Klarna nu mai era valabilă. Nu s-a debitat nimic. Te rugăm să aprobi din nou.',
  renewed: 'Klarna a fost încărcată din nou. Nu s-a comandat încă nimic. Te rugăm să apeși butonul încă o dată.',
  invalid: (fields) => `Klarna nu a putut folosi unele dintre datele tale. Te rugăm să verifici: ${fields}.`,
  fieldInvalid: 'Klarna nu poate folosi această informație. Te rugăm să o verifici.',
  unavailable: {
    declined:
      'Klarna nu a aprobat această cumpărătură. Nu s-a comandat și nu s-a debitat nimic. Te rugăm să alegi altă metodă de plată.',
    'not-offered': 'Klarna nu este disponibilă pentru această comandă. Te rugăm să alegi altă metodă de plată.',
  },
  failed: {
    approved:
      'Klarna ți-a aprobat cumpărătura, dar comanda nu a putut fi plasată încă. Încearcă din nou: nu vei plăti de două ori.',
    'approved-offline':
      'Se pare că nu ai conexiune la internet. Klarna ți-a aprobat cumpărătura, dar comanda nu a putut fi plasată încă. Încearcă din nou: nu vei plăti de două ori.',
    offline: 'Se pare că nu ai conexiune la internet. Încearcă din nou când te reconectezi.',
    'offline-waiting': 'Nu ai conexiune la internet. Klarna revine automat când te reconectezi.',
    expired: 'Aprobarea Klarna a expirat. Nu s-a debitat nimic. Te rugăm să încerci din nou.',
    'empty-cart': 'Coșul tău este gol. Adaugă ceva, apoi încearcă din nou.',
    configuration:
      'Klarna nu este configurată corect în acest magazin. Te rugăm să alegi altă metodă de plată sau să anunți magazinul.',
    sdk: 'Klarna nu a putut fi încărcată. Poate o blochează o extensie sau rețeaua ta. Încearcă din nou sau alege altă metodă de plată.',
    session: 'Klarna nu poate fi contactată momentan. Încearcă din nou sau alege altă metodă de plată.',
    authorization: 'Klarna nu a putut finaliza operațiunea. Nu s-a comandat nimic. Te rugăm să încerci din nou.',
    order:
      'Comanda nu a putut fi plasată. Te rugăm să încerci din nou sau să întrebi magazinul înainte de a plăti altfel.',
    'cart-changed':
      'Coșul tău s-a schimbat, așa că nu s-a comandat nimic. Uită-te la noul total, apoi încearcă din nou.',
  },
  retry: 'Încearcă din nou',
  retryOrder: 'Plasează comanda acum',
  startAgain: 'Fereastra Klarna a dispărut? Începe din nou',
  confirm: 'Confirmă comanda',
  ribbon: 'Mod de test: fără plăți reale',
  fields: {
    attention: 'în atenția',
    care_of: 'c/o',
    city: 'localitate',
    country: 'țară',
    date_of_birth: 'data nașterii',
    email: 'adresă de e-mail',
    family_name: 'nume de familie',
    gender: 'sex',
    given_name: 'prenume',
    house_extension: 'supliment la numărul casei',
    national_identification_number: 'cod numeric personal',
    organization_name: 'companie',
    phone: 'număr de telefon',
    postal_code: 'cod poștal',
    region: 'județ sau regiune',
    street_address: 'stradă și număr',
    street_address2: 'al doilea rând al adresei',
    title: 'titlu',
  },
};
