/** The windows that a redirect needs. A test has its own. */
export interface Windows {
  readonly location: Pick<Location, 'assign'>;
  /** If it has another origin, the page can set its location and read nothing. */
  readonly top: { location: unknown } | null;
}

/**
 * Opens the confirmation in the whole tab, even if the checkout is in a frame. If the browser forbids that (`sandbox` without
 * `allow-top-navigation`), the confirmation opens in the frame. A fragment (`#…`) also stays in the frame.
 */
export function followRedirect(url: string, { location, top }: Windows = window as unknown as Windows): void {
  try {
    if (top && top.location !== location && !url.startsWith('#')) top.location = url;
    else location.assign(url);
  } catch {
    location.assign(url);
  }
}
