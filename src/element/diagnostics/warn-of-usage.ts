import type { Usage } from './usage-warnings.ts';

/** Warns the developer, once per page for each case. The texts are in a file of their own, because shoppers do not need them. */
export async function warnOfUsage(usage: Usage, element: HTMLElement, detail = ''): Promise<void> {
  try {
    const { warnOnce } = await import('./usage-warnings.ts');
    warnOnce(usage, element.localName, detail);
  } catch (cause) {
    console.warn(`<${element.localName}>: a warning (${usage} ${detail}) could not be loaded.`, cause);
  }
}
