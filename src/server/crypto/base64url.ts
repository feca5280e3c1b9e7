/** Base64 that may stand in a URL and in a cookie. */
export const toBase64Url = (bytes: Uint8Array): string =>
  // `apply` takes typed arrays as they are; the spread would walk them by an iterator.
  btoa(String.fromCharCode.apply(null, bytes as unknown as number[]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export const isBase64Url = (text: string): boolean => /^[\w-]+$/.test(text) && text.length % 4 !== 1;

/** @returns undefined where the text is none */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isBase64Url(text)) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
