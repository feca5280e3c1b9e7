import type { Strings } from './strings.ts';

/** No verb here tells whether a man or a woman is shopping: Polish would have to choose in the past tense. */
export const pl: Strings = {
  lang: 'pl',
  heading: 'Zapłać z Klarną',
  reviewHeading: 'Wybrany sposób płatności',
  loading: 'Wczytywanie Klarny…',
  refreshing: 'Aktualizowanie Klarny…',
  choose: 'Najpierw wybierz sposób płatności.',
  payFirst: 'Najpierw zapłać z Klarną.',
  widgetLoading: 'Ten sposób płatności jeszcze się wczytuje. Prosimy o chwilę cierpliwości.',
  categoryNotOffered: 'Niedostępne dla tego zamówienia',
  authorizing: 'Kontynuuj w oknie Klarny.',
  otherTab: 'Płatność trwa w innej karcie. Dokończ ją tam lub zamknij, a potem wróć tutaj.',
  approved: 'Klarna zaakceptowała Twój zakup.',
  finalizeNext: 'Klarna zaakceptowała Twój zakup. Zamówienie potwierdzisz w ostatnim kroku.',
  ordering: 'Klarna zaakceptowała Twój zakup. Składanie zamówienia…',
  complete: 'Dziękujemy! Twoje zamówienie zostało złożone.',
  pending: 'Dziękujemy! Twoje zamówienie zostało złożone, a Klarna jeszcze je sprawdza.',
  tokenized: 'Dziękujemy! Klarna jest gotowa na Twoje przyszłe płatności.',
  closed: 'Okno Klarny zostało zamknięte. Nic nie zostało zamówione. Możesz kontynuować w każdej chwili.',
  closedAtOnce:
    'Okno Klarny nie otworzyło się lub zostało zamknięte. Nic nie zostało zamówione. Jeśli nic się nie otwiera, zezwól temu sklepowi na wyskakujące okna.',
  cartChanged: (total) =>
    `Zawartość koszyka się zmieniła, więc nic nie zostało zamówione. Nowa kwota do zapłaty to ${total}. Sprawdź ją i zapłać ponownie.`,
  expiredAnew: 'Akceptacja Klarny nie była już ważna. Nie pobrano żadnej kwoty. Zaakceptuj zakup jeszcze raz.',
  renewed: 'Klarna została wczytana ponownie. Nic jeszcze nie zamówiono. Naciśnij przycisk jeszcze raz.',
  invalid: (fields) => `Klarna nie może użyć niektórych danych. Sprawdź: ${fields}.`,
  fieldInvalid: 'Klarna nie może użyć tych danych. Sprawdź je.',
  unavailable: {
    declined:
      'Klarna nie zaakceptowała tego zakupu. Nic nie zostało zamówione i nie pobrano żadnej kwoty. Wybierz inny sposób płatności.',
    'not-offered': 'Klarna nie jest dostępna dla tego zamówienia. Wybierz inny sposób płatności.',
  },
  failed: {
    approved:
      'Klarna zaakceptowała Twój zakup, ale zamówienia nie udało się jeszcze złożyć. Spróbuj ponownie: nie zapłacisz dwa razy.',
    'approved-offline':
      'Wygląda na to, że nie masz połączenia z internetem. Klarna zaakceptowała Twój zakup, ale zamówienia nie udało się jeszcze złożyć. Spróbuj ponownie: nie zapłacisz dwa razy.',
    offline: 'Wygląda na to, że nie masz połączenia z internetem. Spróbuj ponownie, gdy je odzyskasz.',
    'offline-waiting': 'Brak połączenia z internetem. Klarna wróci sama, gdy połączenie będzie znów działać.',
    expired: 'Akceptacja Klarny wygasła. Nie pobrano żadnej kwoty. Spróbuj ponownie.',
    'empty-cart': 'Twój koszyk jest pusty. Dodaj coś do niego i spróbuj ponownie.',
    configuration:
      'Klarna nie jest prawidłowo skonfigurowana w tym sklepie. Wybierz inny sposób płatności lub powiadom sklep.',
    sdk: 'Nie udało się wczytać Klarny. Być może blokuje ją rozszerzenie przeglądarki lub Twoja sieć. Spróbuj ponownie albo wybierz inny sposób płatności.',
    session: 'W tej chwili nie można połączyć się z Klarną. Spróbuj ponownie albo wybierz inny sposób płatności.',
    authorization: 'Klarna nie mogła dokończyć płatności. Nic nie zostało zamówione. Spróbuj ponownie.',
    order: 'Nie udało się złożyć zamówienia. Spróbuj ponownie albo zapytaj sklep, zanim zapłacisz w inny sposób.',
    'cart-changed':
      'Zawartość koszyka się zmieniła, więc nic nie zostało zamówione. Sprawdź nową kwotę i spróbuj ponownie.',
  },
  retry: 'Spróbuj ponownie',
  retryOrder: 'Złóż zamówienie teraz',
  startAgain: 'Okno Klarny zniknęło? Zacznij od nowa',
  confirm: 'Potwierdź zamówienie',
  ribbon: 'Tryb testowy: bez opłat',
  fields: {
    attention: 'do rąk',
    care_of: 'c/o',
    city: 'miejscowość',
    country: 'kraj',
    date_of_birth: 'data urodzenia',
    email: 'adres e-mail',
    family_name: 'nazwisko',
    gender: 'płeć',
    given_name: 'imię',
    house_extension: 'dodatek do numeru domu',
    national_identification_number: 'PESEL',
    organization_name: 'firma',
    phone: 'numer telefonu',
    postal_code: 'kod pocztowy',
    region: 'województwo lub region',
    street_address: 'ulica i numer',
    street_address2: 'druga linia adresu',
    title: 'forma grzecznościowa',
  },
};
