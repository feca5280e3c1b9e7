/**
 * The session that the server has put into the tag, as JSON in a `<script type="application/json">`. Browsers do not run such
 * a script, so a Content-Security-Policy allows it.
 */
const SCRIPT = ':scope > script[type="application/json"]';

/**
 * Removes the script, because a library may store the page as HTML, and the session belongs to this visit.
 *
 * @returns undefined if there is none, or if Klarna has deleted the session by now
 */
export function takeServedSession(tag: ParentNode): object | undefined {
  const script = tag.querySelector(SCRIPT);
  if (!script) return undefined;
  script.remove();
  const session = parse(script.textContent ?? '');
  return session && isExpired(session) ? undefined : session;
}

function parse(json: string): { expires_at?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // The warning says it.
  }
  console.warn(
    '<klarna-checkout-button>: the script in the tag holds no session as JSON, so the element asks the endpoint. Print the `html` of `openPageSession` unchanged.',
  );
  return undefined;
}

/** A cache or a restored tab may give a page of yesterday. */
const isExpired = ({ expires_at }: { expires_at?: unknown }): boolean =>
  typeof expires_at === 'string' && Date.parse(expires_at) < Date.now();
