/**
 * Names of states, and names of countries that browsers do not know. The browser loads this file only if a form asks for a
 * country or a state.
 */
import type { CountryNames } from './country.ts';
import { fold, type States } from './region.ts';

/** Codes of ISO 3166-2 with their names. A slash separates the names of one code. */
const table = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(';').flatMap((entry) => {
      const [code = '', names = ''] = entry.split(':');
      return [code, ...names.split('/')].map((name) => [fold(name), code] as const);
    }),
  );

export const states: States = {
  US: table(
    'AL:Alabama;AK:Alaska;AZ:Arizona;AR:Arkansas;CA:California;CO:Colorado;CT:Connecticut;DE:Delaware;' +
      'DC:District of Columbia/Washington DC/Washington, D.C.;FL:Florida;GA:Georgia;HI:Hawaii;ID:Idaho;IL:Illinois;' +
      'IN:Indiana;IA:Iowa;KS:Kansas;KY:Kentucky;LA:Louisiana;ME:Maine;MD:Maryland;MA:Massachusetts;MI:Michigan;' +
      'MN:Minnesota;MS:Mississippi;MO:Missouri;MT:Montana;NE:Nebraska;NV:Nevada;NH:New Hampshire;NJ:New Jersey;' +
      'NM:New Mexico;NY:New York;NC:North Carolina;ND:North Dakota;OH:Ohio;OK:Oklahoma;OR:Oregon;PA:Pennsylvania;' +
      'RI:Rhode Island;SC:South Carolina;SD:South Dakota;TN:Tennessee;TX:Texas;UT:Utah;VT:Vermont;VA:Virginia;' +
      'WA:Washington/Washington State;WV:West Virginia;WI:Wisconsin;WY:Wyoming;AS:American Samoa;GU:Guam;' +
      'MP:Northern Mariana Islands;PR:Puerto Rico;VI:Virgin Islands/U.S. Virgin Islands/US Virgin Islands;' +
      'AA:Armed Forces Americas/Armed Forces (AA);AE:Armed Forces Europe/Armed Forces (AE);' +
      'AP:Armed Forces Pacific/Armed Forces (AP)',
  ),
  AU: table(
    'ACT:Australian Capital Territory;NSW:New South Wales;NT:Northern Territory;QLD:Queensland;SA:South Australia;' +
      'TAS:Tasmania;VIC:Victoria;WA:Western Australia',
  ),
  CA: table(
    'AB:Alberta;BC:British Columbia/Colombie-Britannique;MB:Manitoba;NB:New Brunswick/Nouveau-Brunswick;' +
      'NL:Newfoundland and Labrador/Newfoundland & Labrador/Newfoundland/Terre-Neuve-et-Labrador;' +
      'NS:Nova Scotia/Nouvelle-Écosse;NT:Northwest Territories/Territoires du Nord-Ouest;NU:Nunavut;ON:Ontario;' +
      'PE:Prince Edward Island/Île-du-Prince-Édouard;QC:Quebec;SK:Saskatchewan;YT:Yukon/Yukon Territory',
  ),
};

export const countries: CountryNames = table(
  'AT:AUT;AU:AUS;BE:BEL;CA:CAN;CH:CHE;CZ:CZE/Czech Republic/Česká republika;DE:DEU/Federal Republic of Germany;DK:DNK;ES:ESP;' +
    'FI:FIN;FR:FRA;GB:GBR/Great Britain/England/Scotland/Wales/Northern Ireland/United Kingdom of Great Britain and ' +
    'Northern Ireland;GR:GRC/Hellas;HU:HUN;IE:IRL/Republic of Ireland/Ireland, Republic of/Eire;IT:ITA;MX:MEX;' +
    'NL:NLD/Holland;NO:NOR;NZ:NZL;PL:POL;PT:PRT;RO:ROU;SE:SWE;SK:SVK/Slovak Republic;' +
    'US:USA/U.S.A./U.S./United States of America/Vereinigte Staaten von Amerika/America;' +
    'TR:TUR/Turkey;HK:HKG/Hong Kong;MO:MAC/Macau/Macao;RU:RUS/Russian Federation;KR:KOR/Korea, Republic of/Republic of Korea;' +
    'VN:VNM/Viet Nam;MK:MKD/Macedonia;LU:LUX;IS:ISL;EE:EST;LV:LVA;LT:LTU;SI:SVN;HR:HRV;BG:BGR;CY:CYP;MT:MLT;JP:JPN;CN:CHN;' +
    'BA:BIH/Bosnia and Herzegovina;MD:MDA/Moldova, Republic of;VA:VAT/Holy See;TW:TWN/Taiwan, Province of China',
);
