/** Base64 with characters that are safe in a URL and in a cookie. */
export const toBase64Url = (bytes: Uint8Array): string =>
  // `apply` accepts a typed array directly; a spread would use an iterator and be slower.
  btoa(String.fromCharCode.apply(null, bytes as unknown as number[]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/**
 * Without padding. The last character must leave its unused bits at 0, as an encoder does. So no two texts stand for the same
 * bytes, and a changed text is never accepted.
 */
export const isBase64Url = (text: string): boolean =>
  /^[\w-]+$/.test(text) && (ENDS[text.length % 4]?.test(text) ?? false);

/** By the number of characters after the last group of four. */
const ENDS: readonly (RegExp | undefined)[] = [/$/, undefined, /[AQgw]$/, /[AEIMQUYcgkosw048]$/];

/** @returns undefined if the text is not base64url */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isBase64Url(text)) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
