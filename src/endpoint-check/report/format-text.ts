/** The report for people: one line for each rule, and four for a broken one. */
import type { RuleResult } from '../check-endpoint.ts';

export function formatResult(result: RuleResult): string {
  const { id, promise, page } = result;
  if (result.state === 'kept') return `✓ ${id}`;
  if (result.state === 'not-checked') return `– ${id}: not checked, because ${result.why}`;
  return [
    `✗ ${id}`,
    `    promise   ${promise}`,
    `    expected  ${result.expected}`,
    `    seen      ${result.seen}`,
    `    see       ${page}`,
  ].join('\n');
}

export function formatSummary(results: readonly RuleResult[]): string {
  const count = (state: RuleResult['state']) => results.filter((result) => result.state === state).length;
  return `${count('kept')} kept, ${count('broken')} broken, ${count('not-checked')} not checked`;
}
