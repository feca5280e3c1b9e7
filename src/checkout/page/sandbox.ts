/** Where a window stands, as far as it may know: `frameElement` is null for a frame of another origin. */
interface FramedWindow {
  readonly frameElement: Element | null;
  readonly parent: FramedWindow;
}

/** Whether a sandbox around the page keeps every window closed. One of another origin cannot be seen. */
export function forbidsPopups({ frameElement, parent }: FramedWindow = window): boolean {
  if (!(frameElement && 'sandbox' in frameElement)) return false;
  const { sandbox } = frameElement as HTMLIFrameElement;
  return (frameElement.hasAttribute('sandbox') && !sandbox.contains('allow-popups')) || forbidsPopups(parent);
}
