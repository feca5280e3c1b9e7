/** Whether a Content-Security-Policy of the page has stopped a script: the tag's `error` does not say why. */

export interface PolicyWatch {
  /** The directive that stopped it, e.g. `script-src-elem`, once the browser has told. */
  readonly directive: string | undefined;
}

export function watchPolicy(address: string, signal: AbortSignal): PolicyWatch {
  const watch: { directive: string | undefined } = { directive: undefined };
  document.addEventListener(
    'securitypolicyviolation',
    ({ disposition, blockedURI, effectiveDirective }) => {
      // A policy that only reports stops nothing.
      if (disposition === 'enforce' && isAbout(address, blockedURI)) watch.directive = effectiveDirective;
    },
    { signal },
  );
  return watch;
}

/** Browsers name the address, its origin only, or where it is not http its scheme (`blob`). */
function isAbout(address: string, blockedURI: string): boolean {
  const { origin, protocol } = new URL(address);
  return [address, origin, protocol.slice(0, -1)].includes(blockedURI);
}
