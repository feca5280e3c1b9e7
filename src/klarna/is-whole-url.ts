/**
 * True for an absolute http(s) URL. Recorded sessions contain plain http, and `{order.id}` inside a URL. Klarna publishes no
 * rule for relative URLs; the handler and the simulator both refuse them.
 */
export const isWholeUrl = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);

/** True for the URL of an app, with any scheme except http(s): Klarna's newest schema requires it for `app_return_url`. */
export const isAppUrl = (value: unknown): boolean =>
  typeof value === 'string' && !/^https?:/i.test(value) && URL.canParse(value);
