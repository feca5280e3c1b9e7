/**
 * The people whom Klarna publishes for its playground, an approved and a denied one for each market. They do not exist.
 * Klarna's own data are odd in two places: the German phone has a zero after +49, and the Finnish number does not fit
 * the birthday.
 * Source: Klarna's pages of sample customer data, per market.
 */
type PersonRow = readonly [
  given_name: string,
  family_name: string,
  street_address: string,
  postal_code: string,
  city: string,
  date_of_birth: string,
  phone: string,
  region?: string | undefined,
  national_identification_number?: string | undefined,
];

export interface MarketPeople {
  readonly approved: PersonRow;
  readonly denied: PersonRow;
  readonly new_user_phone: string;
}

export const PEOPLE = {
  AT: {
    approved: ['Test', 'Person-at', 'Mariahilfer Straße 47', '1060', 'Wien', '1970-07-10', '+4306762600456'],
    denied: ['Test', 'Person-at', 'Mariahilfer Straße 47', '1060', 'Wien', '1970-07-10', '+4306762600745'],
    new_user_phone: '+4306762600721',
  },
  AU: {
    approved: ['Test', 'Person-au', '4 Wharf St', '4877', 'Port Douglas', '1970-07-10', '+61473752244', 'QLD'],
    denied: ['John', 'snow', '1-5 Silverwater Rd', '2128', 'Silverwater', '1994-05-03', '+61473763254', 'NSW'],
    new_user_phone: '+61491574119',
  },
  BE: {
    approved: ['Test', 'Person-be', 'Grote Markt 1', '1000', 'Brussel', '1970-07-10', '+32485121291'],
    denied: ['Test', 'Person-be', 'Grote Markt 1', '1000', 'Brussel', '1970-07-10', '+32485212123'],
    new_user_phone: '+32485212101',
  },
  CA: {
    approved: ['Test', 'Person-ca', '2693 Byron Rd', 'V7H 1L9', 'North Vancouver', '1970-07-10', '+15197438620', 'BC'],
    denied: ['Test', 'Person-ca', '2693 Byron Rd', 'V7H 1L9', 'North Vancouver', '1970-07-10', '+15197308624', 'BC'],
    new_user_phone: '+15195550145',
  },
  CH: {
    approved: ['Accepted', 'Person-ch', 'Augustinergasse 2', '4051', 'Basel', '1990-01-01', '+41758680000'],
    denied: ['Customer', 'Person-ch', 'Bahnhofstrasse 77', '8001', 'Zürich', '2000-01-01', '+41758680001'],
    new_user_phone: '+41758680028',
  },
  CZ: {
    approved: ['Test', 'Person-cz', 'Zazvorkova 1480/11', '155 00', 'Praha', '1970-01-01', '+420771613715'],
    denied: ['Test', 'Person-cz', 'Zázvorkova 1480/11', '155 00', 'PRAHA 13', '1992-06-27', '+420771623691'],
    new_user_phone: '+420771623765',
  },
  DE: {
    approved: ['Mock', 'Mock', 'Neue Schönhauser Str. 2', '10178', 'Berlin', '1970-07-10', '+49017614284340'],
    denied: ['Test', 'Person-de', 'Neue Schönhauser Str. 2', '10178', 'Berlin', '1970-07-10', '+49017610927312'],
    new_user_phone: '+491713920066',
  },
  DK: {
    approved: ['Test', 'Person-dk', 'Dantes Plads 7', '1556', 'København Ø', '1980-01-01', '+4542555628'],
    denied: ['Test', 'Person-dk', 'Nygårdsvej 65', '2100', 'København Ø', '1970-07-10', '+4552555348'],
    new_user_phone: '+4561555920',
  },
  ES: {
    approved: ['Test', 'Person-es', 'C. de Atocha, 27', '28012', 'Madrid', '1970-07-10', '+34672563009'],
    denied: ['Test', 'Person-es', 'C. de Atocha, 27', '28012', 'Madrid', '1970-07-10', '+34682425101'],
    new_user_phone: '+34670097139',
  },
  FI: {
    approved: [
      'Test',
      'Person-fi',
      'Mannerheimintie 34',
      '00100',
      'Helsinki',
      '1999-01-01',
      '+358401234567',
      undefined,
      '190122-829F',
    ],
    denied: ['Person FI', 'Test', 'Mannerheimintie 34', '00100', 'Helsinki', '1999-01-01', '+358401234568'],
    new_user_phone: '+358401234584',
  },
  FR: {
    approved: ['Test', 'Person-fr', '33 rue la Fayette', '75009', 'Paris', '1990-07-10', '+33689854321'],
    denied: ['Test', 'Person-fr', '33 rue la Fayette', '75009', 'Paris', '1990-07-10', '+33687984322'],
    new_user_phone: '+33656194338',
  },
  GB: {
    approved: [
      'Test',
      'Person-uk',
      '10 New Burlington Street Apt. 214',
      'W1S 3BE',
      'London',
      '1970-07-10',
      '+447755564318',
    ],
    denied: [
      'Test',
      'Person-uk',
      '10 New Burlington Street Apt. 214',
      'W1S 3BE',
      'London',
      '1970-07-10',
      '+447355505530',
    ],
    new_user_phone: '+445674519812',
  },
  GR: {
    approved: ['Test', 'Person-gr', 'Kephisias 37', '151 23', 'Athina', '1960-01-01', '+306945553624'],
    denied: ['Test', 'Test-gr', 'Baralo 56', '123 67', 'Athina', '1970-11-11', '+306945553625'],
    new_user_phone: '+306945553654',
  },
  HU: {
    approved: ['Test', 'Person-hu', 'Ludovika tér 2', '1083', 'Budapest', '2000-01-01', '+36300102692'],
    denied: ['Person HU', 'Test', 'Ludovika tér 2', '1083', 'Budapest', '2000-01-01', '+36705553575'],
    new_user_phone: '+36505557327',
  },
  IE: {
    approved: ['Test', 'Person-ie', '30 King Street South', 'D02 C838', 'Dublin', '1970-07-10', '+353855351400'],
    denied: ['Test', 'Person-ie', '30 King Street South', 'D02 C838', 'Dublin', '1970-07-10', '+353855351401'],
    new_user_phone: '+353855351432',
  },
  IT: {
    approved: ['Test', 'Person-it', 'Via Enrico Fermi 150', '00146', 'Roma', '1980-01-01', '+393339741231'],
    denied: ['Test', 'Person-it', 'Via Enrico Fermi 150', '00146', 'Roma', '1980-01-01', '+393312232389'],
    new_user_phone: '+393312232432',
  },
  MX: {
    approved: [
      'Test',
      'Person-mx',
      'Av Cuauhtémoc 462 Col Piedad Narvarte',
      '03000',
      'Benito Juárez',
      '1970-07-10',
      '+525593747739',
      'CDMX',
    ],
    denied: [
      'Person-mx',
      'Test',
      'Av Cuauhtémoc 462 Col Piedad Narvarte',
      '03000',
      'Benito Juárez',
      '1970-07-10',
      '+525593747740',
      'CDMX',
    ],
    new_user_phone: '+525593747767',
  },
  NL: {
    approved: ['Test', 'Person-nl', 'Osdorpplein 137', '1068 SR', 'Amsterdam', '1970-07-10', '+31689124321'],
    denied: ['Test', 'Person-nl', 'Osdorpplein 137', '1068 SR', 'Amsterdam', '1970-07-10', '+31632167678'],
    new_user_phone: '+31632167655',
  },
  NO: {
    approved: [
      'Jane',
      'Test',
      'Edvard Munchs Plass 1',
      '0194',
      'Oslo',
      '1970-08-01',
      '+4740123456',
      undefined,
      'NO01087000571',
    ],
    denied: [
      'Test',
      'Person-no',
      'Sæffleberggate 56',
      '0563',
      'Oslo',
      '1970-08-01',
      '+4740123457',
      undefined,
      'NO01087000148',
    ],
    new_user_phone: '+4740123485',
  },
  NZ: {
    approved: ['Test', 'Person-nz', '286 Mount Wellington Highway', '6011', 'Auckland', '1970-07-10', '+6427555290'],
    denied: ['Test', 'Person-nz', '286 Mount Wellington Highway', '6011', 'Wellington', '1970-07-10', '+642993007712'],
    new_user_phone: '+642862276121',
  },
  PL: {
    approved: ['Test', 'Person-pl', 'Ul. Górczewska 124', '01-460', 'Warszawa', '1967-05-05', '+48795222223'],
    denied: ['Test', 'Person-pl', 'Ul. Górczewska 124', '01-460', 'Warszawa', '1967-05-05', '+48795223325'],
    new_user_phone: '+48795223355',
  },
  PT: {
    approved: ['Test', 'Person-pt', 'Avenida Dom João II 40', '1990-094', 'Lisboa', '1990-07-10', '+351935556731'],
    denied: ['Test', 'Person-pt', 'Avenida Dom João II 40', '1990-094', 'Lisboa', '1990-07-10', '+351915593837'],
    new_user_phone: '+351808151176',
  },
  RO: {
    approved: [
      'Test',
      'Person-ro',
      'Drumul Taberei 35',
      '061357',
      'București',
      '1970-12-25',
      '+40741209876',
      'Sectorul 6',
    ],
    denied: [
      'Test',
      'Person-ro',
      'Drumul Taberei 35',
      '061357',
      'București',
      '1970-12-25',
      '+40707127444',
      'Sectorul 6',
    ],
    new_user_phone: '+40707129334',
  },
  SE: {
    approved: [
      'Alice',
      'Test',
      'Södra Blasieholmshamnen 2',
      '11 148',
      'Stockholm',
      '1941-03-21',
      '+46701740615',
      undefined,
      'SE194103219202',
    ],
    denied: [
      'Test',
      'Person-se',
      'Karlaplan 3',
      '11 460',
      'Stockholm',
      '1941-10-28',
      '+46701740620',
      undefined,
      'SE194110288083',
    ],
    new_user_phone: '+46701740656',
  },
  SK: {
    approved: ['Test', 'Person-sk', 'Vajanského nábrežie 2', '810 06', 'Bratislava', '2000-01-01', '+421905123456'],
    denied: ['Person Sk', 'Test', 'Vajanského nábrežie 2', '810 06', 'Bratislava', '2000-01-01', '+421905123457'],
    new_user_phone: '+421905123432',
  },
  US: {
    approved: ['Test', 'Person-us', '509 Amsterdam Ave', '10024-3941', 'New York', '1970-07-10', '+13106683312', 'NY'],
    denied: ['Test', 'Person-us', '509 Amsterdam Ave', '10024-3941', 'New York', '1970-07-10', '+13106354386', 'NY'],
    new_user_phone: '+13105550134',
  },
} as const satisfies Record<string, MarketPeople>;
