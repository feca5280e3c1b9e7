/** Undefined if the text is not a URL. `URL.canParse` would be simpler, but Safari has it from 17.0 and Chrome from 120. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
