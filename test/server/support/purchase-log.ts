import { AsyncLocalStorage } from 'node:async_hooks';

/** The log of a random purchase: who did what, with short names for Klarna's ids. */
export function createPurchaseLog() {
  const lines: string[] = [];
  const names = new Map<string, string>();
  const actor = new AsyncLocalStorage<string>();
  return {
    lines,
    note: (text: string): void => void lines.push(`${actor.getStore() ?? 'shopper'}: ${text}`),
    /** @param kind the first letter: of a session, an authorization or a customer token */
    nameOf(id: string, kind = '?'): string {
      const known = names.get(id) ?? `${kind}${[...names.values()].filter((one) => one.startsWith(kind)).length + 1}`;
      names.set(id, known);
      return known;
    },
    shorten: (text: string): string => text.replace(/[\w-]{36}/g, (id) => names.get(id) ?? id),
    actor: (): string => actor.getStore() ?? '',
    runAs: <T>(title: string, step: () => T): T => actor.run(title, step),
  };
}

export type PurchaseLog = ReturnType<typeof createPurchaseLog>;
