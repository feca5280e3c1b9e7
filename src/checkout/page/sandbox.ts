/** A window and the frames around it. `frameElement` is null if the parent has another origin. */
interface FramedWindow {
  readonly frameElement: Element | null;
  readonly parent: FramedWindow;
}

/** Whether a sandbox around the page forbids pop-ups. The page cannot see a sandbox that another origin has set. */
export function forbidsPopups({ frameElement, parent }: FramedWindow = window): boolean {
  if (!(frameElement && 'sandbox' in frameElement)) return false;
  const { sandbox } = frameElement as HTMLIFrameElement;
  return (frameElement.hasAttribute('sandbox') && !sandbox.contains('allow-popups')) || forbidsPopups(parent);
}
