/** Runs the rules one after the other, because they share Klarna's clock and its script. */
import { Stage, type StageOptions } from './play/stage.ts';
import { BrokenPromise, NotChecked } from './play/verdict.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules/index.ts';

export type RuleResult = Pick<Rule, 'id' | 'promise' | 'page'> & { readonly duration_ms: number } & (
    | { readonly state: 'kept' }
    | { readonly state: 'broken'; readonly expected: string; readonly seen: string }
    | { readonly state: 'not-checked'; readonly why: string }
  );

export interface CheckOptions extends StageOptions {
  readonly rules?: readonly Rule[];
  /** Called after each rule. */
  readonly report?: (result: RuleResult) => void;
}

async function judge(rule: Rule, stage: Stage): Promise<RuleResult> {
  const { id, promise, page } = rule;
  const started = performance.now();
  const about = () => ({ id, promise, page, duration_ms: Math.round(performance.now() - started) });
  try {
    await rule.check(stage);
    return { ...about(), state: 'kept' };
  } catch (error) {
    if (error instanceof NotChecked) return { ...about(), state: 'not-checked', why: error.message };
    if (!(error instanceof BrokenPromise)) throw error;
    return { ...about(), state: 'broken', expected: error.expected, seen: error.seen };
  } finally {
    await stage.klarna.forgetScript();
  }
}

export async function checkEndpoint({ rules = RULES, report, ...options }: CheckOptions): Promise<RuleResult[]> {
  const stage = new Stage(options);
  const results: RuleResult[] = [];
  for (const rule of rules) {
    const result = await judge(rule, stage);
    report?.(result);
    results.push(result);
  }
  return results;
}
