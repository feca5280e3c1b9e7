/** True if a text can be one of Klarna's ids. `..` would reach another API call with the shop's credentials. */
export const isPathPart = (id: unknown): id is string =>
  typeof id === 'string' && id.isWellFormed() && !/^\.{0,2}$/.test(id);

/**
 * Encodes one of Klarna's ids as a part of a path. A shop may pass any stored text.
 *
 * @throws {TypeError} if it cannot be an id
 */
export function pathPart(name: string, id: string): string {
  if (isPathPart(id)) return encodeURIComponent(id);
  throw new TypeError(`\`${name}\` is missing, or it is not an id from Klarna.`);
}
