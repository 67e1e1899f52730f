import type { Finding } from '../finding.ts';
import type { AnyCase } from './case.ts';
import type { Rule } from './rule.ts';

/** Rules that say that a value is missing. */
const BLANK_RULES: readonly string[] = ['FT-04', 'PR-02'];

/**
 * Everything the rules say about a case, in the order of the catalogue and, within a rule, of the parts it is about. About a field that is
 * blank only that is said.
 */
export function findings<C extends AnyCase>(rules: readonly Rule<C>[], of: C): readonly Finding[] {
  const all = rules.flatMap((rule) => rule.findings(of));
  const blank = new Set(all.filter(({ ruleId }) => BLANK_RULES.includes(ruleId)).map(({ field }) => field));
  return all.filter(({ ruleId, field }) => BLANK_RULES.includes(ruleId) || !blank.has(field));
}
