import type { Listening, SimulatorOptions } from '../options.ts';
import { paths } from '../paths.ts';

export const HELP = `klarna-simulator: Klarna Payments, offline. No money moves.

Usage: klarna-simulator [options]

  --port <number>         port to listen on; 0 takes any free port (3001)
  --host <name>           address to listen on; 0.0.0.0 for other machines (127.0.0.1)
  --seed <text>           makes ids and tokens the same in each run
  --username <name>       accept these credentials only; goes with --password
  --password <password>   by default any Basic credentials are accepted
  --merchant-name <name>  the shop's name in the pop-up
  --single-category       offer one way to pay, "klarna", as newer accounts do
  --public-url <address>  address for browsers, behind a proxy or in a container
  --sdk <current|2023>    which of Klarna's scripts the stand-in imitates (current)
  --rate-limit            refuse more than 5 new sessions or 50 other calls a second
  --billing-country-overrides  an approval takes the country of the billing address
  --capacity <number>     how many sessions, orders and so on are stored (10000)
  -h, --help              print this
  -v, --version           print the version
`;

/** The text after the start: the addresses, and the settings for a shop. It contains no password. */
export function greeting({ url }: Pick<Listening, 'url'>, { username, public_url }: SimulatorOptions): string {
  const browsers = public_url === undefined ? url : new URL(public_url).origin;
  const sdkUrl = browsers + paths.sdk;
  const credentials = username === undefined ? 'any username and password' : `username ${username} and its password`;
  return `Klarna simulator, listening on ${url}

  Control page  ${browsers}/
  REST API      ${url}   (${credentials})
  SDK           ${sdkUrl}

In a shop that uses klarna-checkout-button:

  server   createKlarnaHandler({ environment: new URL('${url}'), … })
  page     KlarnaCheckoutButton.sdkUrl = '${sdkUrl}'

Ctrl+C ends it and drops all its data.
`;
}
