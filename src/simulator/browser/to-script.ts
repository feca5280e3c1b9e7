/**
 * Makes a classic script out of functions: what runs in the browser is written and type-checked here as TypeScript, and
 * needs no build step, no file beside the code and no file system, in the sources as in the built package.
 *
 * The price: a part sees nothing of its module. It may import types only; what it needs comes in as arguments, from the
 * parts that the script is made of. A test holds this up.
 */
// biome-ignore lint/suspicious/noExplicitAny: any function will do; only its text is used
type Part = (...values: any[]) => unknown;

/** @param entry the part that is called, with all parts and the settings */
export function toScript<Parts extends Record<string, Part>, Settings>(
  parts: Parts,
  entry: (parts: Parts, settings: Settings) => void,
  settings: Settings,
): string {
  const members = Object.entries(parts).map(([name, part]) => `${JSON.stringify(name)}: ${part}`);
  // Some compilers wrap named functions in a helper of this name; in the browser it has nothing to do.
  const helper = 'const __name = (value) => value;';
  // `<` could only end a script element, should anybody inline this.
  const json = JSON.stringify(settings).replace(/</g, '\\u003c');
  return `(() => {\n'use strict';\n${helper}\n(${entry})({\n${members.join(',\n')}\n}, ${json});\n})();\n`;
}
