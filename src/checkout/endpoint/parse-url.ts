/** The address, or undefined if it is none. `URL.canParse` would ask first; Safari has it from 17.0, Chrome from 120. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
