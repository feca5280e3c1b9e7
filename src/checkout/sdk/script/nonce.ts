/**
 * The nonce of the page's own scripts. A module cannot ask which tag loaded it (`document.currentScript` is null), so any
 * tag with a nonce will do. That weakens nothing. A nonce keeps injected *markup* from running. This code runs already,
 * and the address that it loads comes from script, never from markup.
 */
export const findNonce = (): string | undefined =>
  [...document.querySelectorAll<HTMLScriptElement>('script[nonce]')].find(({ nonce }) => nonce !== '')?.nonce;
