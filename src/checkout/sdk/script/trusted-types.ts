/**
 * Trusted Types: under `require-trusted-types-for 'script'` the address of a script tag must come out of a policy that
 * the page's header names. Ours is `klarna-checkout-button`. It is made when the first script is loaded and not before,
 * and once per page: a second policy of the name is an error unless the header says 'allow-duplicates', so two versions
 * of this package on one page share it.
 */
interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy;
}

const NAME = 'klarna-checkout-button';
const SHARED = Symbol.for('klarna-checkout-button.trusted-types');

/** What can be reached from the page at large must not pass text off as a script (`data:`, `javascript:`). */
const SCHEMES: readonly string[] = ['https:', 'http:', 'blob:'];

const page: typeof globalThis & { trustedTypes?: PolicyFactory; [SHARED]?: ScriptUrlPolicy | undefined } = globalThis;

/**
 * The address as `script.src` wants it. Where the page does not let us have a policy it is the string that it was: a
 * page without the requirement takes that too, and one with it throws where it is assigned.
 */
export function trustScriptUrl(url: string): string {
  page[SHARED] ??= createPolicy();
  // TypeScript's DOM knows `script.src` only as a string.
  return page[SHARED] ? (page[SHARED].createScriptURL(url) as string) : url;
}

function createPolicy(): ScriptUrlPolicy | undefined {
  try {
    return page.trustedTypes?.createPolicy(NAME, { createScriptURL: expectScriptUrl });
  } catch {
    // Not named by the header, or taken by somebody who does not share. The browser has told the console which.
    return undefined;
  }
}

function expectScriptUrl(url: string): string {
  if (SCHEMES.includes(new URL(url, document.baseURI).protocol)) return url;
  throw new TypeError(`${NAME}: ${url} is no address that a script is loaded from.`);
}
