import type { Rule } from '../rule.ts';

export const HELP = `klarna-endpoint-check: tests a merchant's endpoint, in any language, with an offline Klarna.

Usage: klarna-endpoint-check <url of the mount> [options]
       klarna-endpoint-check http://127.0.0.1:8000/klarna

Start your server first, with this address in place of Klarna's: http://127.0.0.1:3001
Any user name and password are accepted.

  --klarna-port <number>   port of the offline Klarna (3001)
  --cart-url <url>         posted for each new shopper, to fill the cart; {intent} in it becomes an intent
  --change-cart-url <url>  posted to change the amount of the shopper's cart
  --orders-url <url>       returns the saved orders: a JSON list of order_id
  --header <name: value>   sent with each request, such as a CSRF token; may be repeated
  --only <rules>           checks these rules only, separated by commas
  --skip <rules>           leaves these rules out
  --junit <file>           writes the result for CI servers
  --json <file>            writes the result as JSON
  --list                   prints the rules
  -h, --help               prints this
  -v, --version            prints the version

Exit code: 0 if no rule is broken, 1 if one is, 2 if an option is wrong or nothing could be checked.
`;

export const listRules = (rules: readonly Rule[]): string =>
  rules.map(({ id, promise }) => `${id.padEnd(32)} ${promise}\n`).join('');
