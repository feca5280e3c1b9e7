/** The language that HTML gives an element: the nearest `lang`, its own or an ancestor's, out of every shadow root. */
export function nearestLang(element: Element): string | undefined {
  const holder = element.closest('[lang]');
  // `lang=""` says that the language is unknown, and covers up what stands further out.
  if (holder) return holder.getAttribute('lang')?.trim() || undefined;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : undefined;
}
