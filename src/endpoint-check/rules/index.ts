import type { Rule } from '../rule.ts';
import { INTENT_RULES } from './intent-rules.ts';
import { ORDER_RULES } from './order-rules.ts';
import { SAFETY_RULES } from './safety-rules.ts';
import { SESSION_RULES } from './session-rules.ts';

/** All rules, in the order in which the check runs them. */
export const RULES: readonly Rule[] = [...SESSION_RULES, ...ORDER_RULES, ...SAFETY_RULES, ...INTENT_RULES];
