/**
 * One of Klarna's ids as a part of a path. What a shop keeps may be anything; `..` would lead to another call, with the
 * shop's credentials.
 *
 * @throws {TypeError} where it cannot be an id
 */
export function pathPart(name: string, id: string): string {
  if (typeof id === 'string' && id.isWellFormed() && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  throw new TypeError(`\`${name}\` is missing, or is none of Klarna’s ids.`);
}
