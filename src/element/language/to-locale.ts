/**
 * What a page says its language is, as the endpoint may be asked for it: language, script and country. Templates leave
 * `en_US` and `{{lang}}` behind, and a page's spelling must not cost it a way to pay: what is no language is none.
 */
export function toLocale(tag: string | undefined): string | undefined {
  if (!tag) return undefined;
  try {
    const { language, script, region } = new Intl.Locale(tag.trim().replaceAll('_', '-'));
    return [language, script, region].filter(Boolean).join('-') || undefined;
  } catch {
    return undefined;
  }
}
