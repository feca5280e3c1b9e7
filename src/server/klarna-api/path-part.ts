/**
 * Encodes one of Klarna's ids as a part of a path. A shop may pass any stored text; `..` would reach another API call with the
 * shop's credentials.
 *
 * @throws {TypeError} if it cannot be an id
 */
export function pathPart(name: string, id: string): string {
  if (typeof id === 'string' && id.isWellFormed() && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  throw new TypeError(`\`${name}\` is missing, or it is not an id from Klarna.`);
}
