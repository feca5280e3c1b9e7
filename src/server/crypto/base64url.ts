/** Base64 with characters that are safe in a URL and in a cookie. */
export const toBase64Url = (bytes: Uint8Array): string =>
  // `apply` accepts a typed array directly; a spread would use an iterator and be slower.
  btoa(String.fromCharCode.apply(null, bytes as unknown as number[]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export const isBase64Url = (text: string): boolean => /^[\w-]+$/.test(text) && text.length % 4 !== 1;

/** @returns undefined if the text is not base64url */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isBase64Url(text)) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
