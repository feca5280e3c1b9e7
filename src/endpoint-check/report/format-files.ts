/** The reports for machines. */
import type { RuleResult } from '../check-endpoint.ts';

/** A list of the results, with a version in case its form changes. */
export const formatJson = (url: string, results: readonly RuleResult[]): string =>
  `${JSON.stringify({ version: 1, url, results }, undefined, 2)}\n`;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const toXmlText = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

function formatCase(result: RuleResult): string {
  const { id, promise, page, duration_ms } = result;
  const open = `    <testcase classname="klarna-endpoint-check" name="${id}" time="${duration_ms / 1000}"`;
  if (result.state === 'kept') return `${open}/>`;
  if (result.state === 'not-checked') return `${open}><skipped message="${toXmlText(result.why)}"/></testcase>`;
  const { expected, seen } = result;
  const message = `${promise}. Expected ${expected}, seen ${seen}`;
  return `${open}><failure message="${toXmlText(message)}">${toXmlText(page)}</failure></testcase>`;
}

/** JUnit's form, as CI servers read it. */
export function formatJunit(url: string, results: readonly RuleResult[]): string {
  const count = (state: RuleResult['state']) => results.filter((result) => result.state === state).length;
  const counts = `tests="${results.length}" failures="${count('broken')}" skipped="${count('not-checked')}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}>
  <testsuite name="${toXmlText(url)}" ${counts}>
${results.map(formatCase).join('\n')}
  </testsuite>
</testsuites>
`;
}
