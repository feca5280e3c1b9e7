/**
 * Evidence that is not replayed, each with the reason. Evidence that is neither here nor replayed makes the test fail.
 */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'create-session-rejected-011': 'Klarna Checkout, a sister product with rules of its own',
  'create-session-rejected-012': 'Klarna Checkout: names the field without its line',
  'create-session-rejected-013': 'Klarna Checkout: explains what Payments only names',
  'create-session-rejected-014': 'Klarna Checkout: explains what Payments only names',
  'orders-and-tokens-057':
    'only the code PERMISSION_DENIED is known, neither the request nor what of the account forbade it',
  'documented-errors-026': 'which way to pay cannot be tokenized where hangs on the account and is not published',
  'documented-errors-036': 'contradicted by a recording: TOKEN_NOT_FOUND, which is what the simulator says',
  'documented-errors-037': 'contradicted by a recording: TOKEN_NOT_FOUND, which is what the simulator says',
  'vendor-examples-008': 'its page calls it rejected by a slip of the pen: the arithmetic is right for 25 %',
  'vendor-examples-015':
    'an empty image_url, which Klarna’s own tests send and a maintainer says is refused (2024, the newer)',
};

/**
 * Refusals that depend on an account, on Klarna's risk check or on a fault at Klarna. No request causes them. The
 * simulator gives them if a script says so, so only the form of the answer is compared with the evidence.
 */
export const ONLY_BY_SCRIPT: Readonly<Record<string, string>> = {
  'documented-errors-015': 'an account that is not active',
  'documented-errors-016': 'Klarna’s second judgement, when the order is placed',
  'documented-errors-029': 'a token that Klarna has suspended',
  'documented-errors-031': 'a way to pay that is not available for the account',
  'documented-errors-032': 'Klarna’s judgement of the customer',
  'documented-errors-033': 'no cause is published',
  'documented-errors-034': 'a service of Klarna that is down',
  'documented-errors-035': 'Klarna’s judgement; the further members of its answer are not simulated',
};

/** Recorded headers that are not compared. A simulator that counts calls also compares the rate headers. */
export const OTHER_HEADERS: Readonly<Record<string, string>> = {
  'klarna-correlation-id': 'another for every answer',
  'x-ratelimit-remaining': 'what was asked in the same second before is not recorded',
  'content-length': 'HTTP’s own, added by whoever sends the answer',
  'transfer-encoding': 'HTTP’s own, added by whoever sends the answer',
  vary: 'of a proxy that compresses; nothing is compressed here',
  server: 'of the proxy, which there is none of here; sent with what the proxy itself answers',
  'render-time': 'how long Klarna took',
};

/** Texts that differ between Klarna's own pages. */
export const OTHER_WORDS: readonly string[] = ['documented-errors-014'];
