/**
 * The address of Klarna's API. Credentials are valid for one region and one environment; all others refuse them (401). There
 * is no default environment, so that no shop uses production or the playground by accident.
 */
import type { Region } from '../../klarna/markets.ts';

/** A URL is the address of a simulator or a proxy. It counts as a playground, unless it names Klarna's production host. */
export type KlarnaEnvironment = 'playground' | 'production' | URL | (string & {});

const SUBDOMAINS: Record<Region, string> = { eu: 'api', na: 'api-na', oc: 'api-oc' };

/** @throws {TypeError} that says what to set */
export function klarnaBaseUrl(environment: KlarnaEnvironment | undefined, region: Region = 'eu'): string {
  if (!Object.hasOwn(SUBDOMAINS, region)) {
    throw new TypeError("`region` must be 'eu', 'na' or 'oc': the region of your Klarna account.");
  }
  if (environment === 'production') return `https://${SUBDOMAINS[region]}.klarna.com`;
  if (environment === 'playground') return `https://${SUBDOMAINS[region]}.playground.klarna.com`;
  const url = environment !== undefined && URL.canParse(String(environment)) ? new URL(environment) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new TypeError(
      "`environment` must be 'playground', 'production', or the http(s) URL of a simulator without credentials and query. There is no default.",
    );
  }
  return url.href.replace(/\/+$/, '');
}

const PRODUCTION_HOST = /^https?:\/\/api(-na|-oc)?\.klarna\.com\.?([:/]|$)/i;

/** The name for the browser. Klarna's production host is `production`, also if it is given as a URL. */
export const environmentName = (environment: KlarnaEnvironment | undefined): 'playground' | 'production' =>
  environment === 'production' || PRODUCTION_HOST.test(String(environment)) ? 'production' : 'playground';
