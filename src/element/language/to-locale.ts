/**
 * Turns the page's language tag into language, script and country, for the endpoint. Templates write `en_US` or leave
 * `{{lang}}` behind. An invalid tag is ignored, because a wrong spelling must not prevent the payment.
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
