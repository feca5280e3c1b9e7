/** The language of an element by HTML's rules: the nearest `lang` of itself or an ancestor, across shadow roots. */
export function nearestLang(element: Element): string | undefined {
  const holder = element.closest('[lang]');
  // `lang=""` means that the language is unknown. It overrides outer ancestors.
  if (holder) return holder.getAttribute('lang')?.trim() || undefined;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : undefined;
}
