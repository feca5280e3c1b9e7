/** Whether a Content-Security-Policy of the page has stopped a script or a frame: neither says why it did not come. */

interface PolicyWatch {
  /** The directive that stopped it, e.g. `script-src-elem`, once the browser has told. */
  readonly directive: string | undefined;
}

interface PolicyWatchOptions {
  /** Asked for when something was stopped. */
  addresses(): readonly string[];
  /** How the directives begin that it is about; all without it. */
  directives?: RegExp;
  signal: AbortSignal;
  onStopped?(directive: string): void;
}

export function watchPolicy({ addresses, directives = /^/, signal, onStopped }: PolicyWatchOptions): PolicyWatch {
  const watch: { directive: string | undefined } = { directive: undefined };
  document.addEventListener(
    'securitypolicyviolation',
    ({ disposition, blockedURI, effectiveDirective }) => {
      // A policy that only reports stops nothing.
      if (disposition !== 'enforce' || !directives.test(effectiveDirective)) return;
      if (!addresses().some((address) => isAbout(address, blockedURI))) return;
      watch.directive = effectiveDirective;
      onStopped?.(effectiveDirective);
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
