import type { Finding } from '../../../contracts/kit/finding.ts';
import type { AnyCase } from './case.ts';
import type { Rule } from './rule.ts';

/** Rules about missing values. */
const BLANK_RULES: readonly string[] = ['FT-04', 'PR-02'];

/**
 * All findings about a case, in the order of the catalogue and, within a rule, of its parts. An empty field has no
 * other finding.
 */
export function findings<C extends AnyCase>(rules: readonly Rule<C>[], anyCase: C): readonly Finding[] {
  const all = rules.flatMap((rule) => rule.findings(anyCase));
  const blank = new Set(all.filter(({ ruleId }) => BLANK_RULES.includes(ruleId)).map(({ field }) => field));
  return all.filter(({ ruleId, field }) => BLANK_RULES.includes(ruleId) || !blank.has(field));
}
