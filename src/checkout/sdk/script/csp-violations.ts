/** Notices if a Content-Security-Policy stops a script or a frame, because neither of them says why it failed. */

interface PolicyWatch {
  /** The directive, e.g. `script-src-elem`. Undefined until the browser reports a violation. */
  readonly directive: string | undefined;
}

interface PolicyWatchOptions {
  /** The addresses to watch, read at each report. */
  addresses(): readonly string[];
  /** The directives to watch. Default: all. */
  directives?: RegExp;
  signal: AbortSignal;
  onStopped?(directive: string): void;
}

export function watchPolicy({ addresses, directives = /^/, signal, onStopped }: PolicyWatchOptions): PolicyWatch {
  const watch: { directive: string | undefined } = { directive: undefined };
  document.addEventListener(
    'securitypolicyviolation',
    ({ disposition, blockedURI, effectiveDirective }) => {
      // A report-only policy stops nothing.
      if (disposition !== 'enforce' || !directives.test(effectiveDirective)) return;
      if (!addresses().some((address) => isAbout(address, blockedURI))) return;
      watch.directive = effectiveDirective;
      onStopped?.(effectiveDirective);
    },
    { signal },
  );
  return watch;
}

/** A browser reports the address, or only its origin, or its scheme if that is not http (`blob`). */
function isAbout(address: string, blockedURI: string): boolean {
  const { origin, protocol } = new URL(address);
  return [address, origin, protocol.slice(0, -1)].includes(blockedURI);
}
