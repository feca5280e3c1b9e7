/**
 * Makes a classic script out of functions. The browser's code is written and type-checked here as TypeScript. It needs
 * no build step, no extra file and no file system, in the sources and in the built package.
 *
 * The price: a part cannot use anything of its module except types. It gets everything else as arguments, from the
 * other parts of the script. A test checks this.
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
  // Some compilers wrap named functions in a helper of this name. In the browser it does nothing.
  const helper = 'const __name = (value) => value;';
  // An escaped `<` cannot end a script element if the script is inlined.
  const json = JSON.stringify(settings).replace(/</g, '\\u003c');
  return `(() => {\n'use strict';\n${helper}\n(${entry})({\n${members.join(',\n')}\n}, ${json});\n})();\n`;
}
