/**
 * Trusted Types: under `require-trusted-types-for 'script'` the address of a script tag must come from a policy that the
 * page's header names. Ours is `klarna-checkout-button`. It is created with the first script, once per page. A second
 * policy of that name is an error unless the header says 'allow-duplicates', so two versions of this package share it.
 */
interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy;
}

const POLICY_NAME = 'klarna-checkout-button';
const SHARED = Symbol.for('klarna-checkout-button.trusted-types');

/** Other scripts of the page can reach the policy, so it must not accept text as a script (`data:`, `javascript:`). */
const SCHEMES: readonly string[] = ['https:', 'http:', 'blob:'];

const page: typeof globalThis & { trustedTypes?: PolicyFactory; [SHARED]?: ScriptUrlPolicy | undefined } = globalThis;

/**
 * Returns the address in the form that `script.src` accepts. If the page allows us no policy, that is the string itself. A
 * page that requires Trusted Types then throws when the string is assigned; any other page accepts it.
 */
export function trustScriptUrl(url: string): string {
  page[SHARED] ??= createPolicy();
  // TypeScript's DOM knows `script.src` only as a string.
  return page[SHARED] ? (page[SHARED].createScriptURL(url) as string) : url;
}

function createPolicy(): ScriptUrlPolicy | undefined {
  try {
    return page.trustedTypes?.createPolicy(POLICY_NAME, { createScriptURL: expectScriptUrl });
  } catch {
    // The header does not name the policy, or another script has created it. The browser's console says which.
    return undefined;
  }
}

function expectScriptUrl(url: string): string {
  if (SCHEMES.includes(new URL(url, document.baseURI).protocol)) return url;
  throw new TypeError(`${POLICY_NAME}: ${url} is not the address of a script.`);
}
