/**
 * Makes `name` the only custom state of an element, for `:state()` in the page's styles.
 *
 * Safari before 17.4 has no `ElementInternals.states`. Chromium 90 to 124 throws for a name without `--`. Only styles
 * depend on the state, so the element works without it.
 */
export function setCustomState(
  internals: Pick<ElementInternals, never> & { states?: CustomStateSet },
  name: string,
): void {
  const { states } = internals;
  if (states === undefined) return;
  try {
    states.clear();
    states.add(name);
  } catch (cause) {
    warnOnce(cause);
  }
}

let hasWarned = false;

function warnOnce(cause: unknown): void {
  if (hasWarned) return;
  hasWarned = true;
  console.warn('<klarna-checkout-button>: this browser accepts no custom states, so :state() matches nothing.', cause);
}
