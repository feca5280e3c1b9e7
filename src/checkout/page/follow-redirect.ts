/** The windows that a checkout knows; a test has its own. */
export interface Windows {
  readonly location: Pick<Location, 'assign'>;
  /** Of another origin, its location can be written and nothing else. */
  readonly top: { location: unknown } | null;
}

/**
 * Goes on to the confirmation, in the whole tab: a checkout that stands in a frame would show it inside. Where the browser
 * does not let the frame do so (`sandbox` without `allow-top-navigation`), it opens in the frame. A fragment stays there.
 */
export function followRedirect(url: string, { location, top }: Windows = window as unknown as Windows): void {
  try {
    if (top && top.location !== location && !url.startsWith('#')) top.location = url;
    else location.assign(url);
  } catch {
    location.assign(url);
  }
}
