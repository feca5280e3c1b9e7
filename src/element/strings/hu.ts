import type { Strings } from './strings.ts';

export const hu: Strings = {
  lang: 'hu',
  heading: 'Fizetés Klarnával',
  reviewHeading: 'Az Ön által választott fizetési mód',
  loading: 'A Klarna betöltése…',
  refreshing: 'A Klarna frissítése…',
  choose: 'Kérjük, először válassza ki, hogyan szeretne fizetni.',
  payFirst: 'Kérjük, először fizessen Klarnával.',
  widgetLoading: 'Ez a fizetési mód még töltődik. Egy pillanat türelmet kérünk.',
  categoryNotOffered: 'Ehhez a rendeléshez nem érhető el',
  authorizing: 'Kérjük, folytassa a Klarna ablakában.',
  otherTab: 'Ön éppen egy másik lapon fizet. Fejezze be vagy zárja be ott a fizetést, majd térjen vissza ide.',
  approved: 'A Klarna jóváhagyta a vásárlást.',
  finalizeNext: 'A Klarna jóváhagyta a vásárlást. A rendelést az utolsó lépésben erősíti meg.',
  ordering: 'A Klarna jóváhagyta a vásárlást. A rendelés leadása folyamatban…',
  complete: 'Köszönjük! Rendelését rögzítettük.',
  pending: 'Köszönjük! Rendelését rögzítettük, a Klarna még ellenőrzi.',
  tokenized: 'Köszönjük! A Klarna készen áll a későbbi fizetésekre.',
  closed: 'Ön bezárta a Klarnát. Nem történt rendelés. Bármikor folytathatja.',
  closedAtOnce:
    'A Klarna ablaka nem nyílt meg, vagy bezárult. Nem történt rendelés. Ha semmi sem nyílik meg, engedélyezze a felugró ablakokat ehhez az áruházhoz.',
  cartChanged: (total) =>
    `A kosara megváltozott, ezért nem történt rendelés. Az új végösszeg: ${total}. Kérjük, ellenőrizze, majd fizessen újra.`,
  expiredAnew:
    'A Klarna jóváhagyása már nem volt érvényes. Nem történt terhelés. Kérjük, hagyja jóvá újra a vásárlást.',
  renewed: 'A Klarna újra betöltődött. Még nem történt rendelés. Kérjük, nyomja meg újra a gombot.',
  invalid: (fields) => `A Klarna nem tudta felhasználni néhány adatát. Kérjük, ellenőrizze: ${fields}.`,
  fieldInvalid: 'A Klarna ezt az adatot nem tudja felhasználni. Kérjük, ellenőrizze.',
  unavailable: {
    declined:
      'A Klarna nem hagyta jóvá ezt a vásárlást. Sem rendelés, sem terhelés nem történt. Kérjük, válasszon másik fizetési módot.',
    'not-offered': 'A Klarna ehhez a rendeléshez nem érhető el. Kérjük, válasszon másik fizetési módot.',
  },
  failed: {
    approved:
      'A Klarna jóváhagyta a vásárlást, de a rendelést még nem sikerült leadni. Próbálja újra: nem fog kétszer fizetni.',
    'approved-offline':
      'Úgy tűnik, nincs internetkapcsolat. A Klarna jóváhagyta a vásárlást, de a rendelést még nem sikerült leadni. Próbálja újra: nem fog kétszer fizetni.',
    offline: 'Úgy tűnik, nincs internetkapcsolat. Próbálja újra, ha már van kapcsolat.',
    'offline-waiting': 'Nincs internetkapcsolat. A Klarna magától visszatér, amint a kapcsolat helyreáll.',
    expired: 'A Klarna jóváhagyása lejárt. Nem történt terhelés. Kérjük, próbálja újra.',
    'empty-cart': 'A kosara üres. Tegyen bele valamit, majd próbálja újra.',
    configuration:
      'A Klarna nincs megfelelően beállítva ebben az áruházban. Kérjük, válasszon másik fizetési módot, vagy jelezze az áruháznak.',
    sdk: 'A Klarna betöltése nem sikerült. Lehet, hogy egy bővítmény vagy a hálózata blokkolja. Próbálja újra, vagy válasszon másik fizetési módot.',
    session: 'A Klarna jelenleg nem érhető el. Próbálja újra, vagy válasszon másik fizetési módot.',
    authorization: 'A Klarna nem tudta befejezni a műveletet. Nem történt rendelés. Kérjük, próbálja újra.',
    order:
      'A rendelést nem sikerült leadni. Kérjük, próbálja újra, vagy kérdezze meg az áruházat, mielőtt más módon fizet.',
    'cart-changed':
      'A kosara megváltozott, ezért nem történt rendelés. Nézze meg az új végösszeget, majd próbálja újra.',
  },
  retry: 'Próbálja újra',
  retryOrder: 'A rendelés leadása most',
  startAgain: 'Eltűnt a Klarna ablaka? Kezdje újra',
  confirm: 'A rendelés megerősítése',
  ribbon: 'Tesztüzem: nem mozdul pénz',
  fields: {
    attention: 'címzett',
    care_of: 'c/o',
    city: 'település',
    country: 'ország',
    date_of_birth: 'születési dátum',
    email: 'e-mail-cím',
    family_name: 'vezetéknév',
    gender: 'nem',
    given_name: 'keresztnév',
    house_extension: 'házszám kiegészítése',
    national_identification_number: 'személyi azonosító',
    organization_name: 'cégnév',
    phone: 'telefonszám',
    postal_code: 'irányítószám',
    region: 'megye vagy régió',
    street_address: 'utca és házszám',
    street_address2: 'második címsor',
    title: 'megszólítás',
  },
};
