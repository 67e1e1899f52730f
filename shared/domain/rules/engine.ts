import type { Finding } from '../../../contracts/kit/finding.ts';
import type { AnyCase } from './case.ts';
import type { Rule } from './rule.ts';

/** Rules about missing values. */
const BLANK_RULES: readonly string[] = ['FT-04', 'PR-02'];

/** A domain that can't be filed as it is typed. */
const WRONG_DOMAIN: readonly string[] = ['DM-01', 'DM-02', 'DM-03', 'DM-13'];

/** Rules that have nothing to add where one of these has a finding about the same field. */
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  'DM-90': WRONG_DOMAIN,
  'DM-91': WRONG_DOMAIN,
  'DM-92': WRONG_DOMAIN,
  'DM-20': ['DM-07', 'PV-TJ-15'],
  'PV-GD-07': ['FD-41'],
};

/**
 * All findings about a case, in the order of the catalogue and, within a rule, of its parts. One thing is said once; an empty
 * field has no other finding.
 */
export function findings<C extends AnyCase>(rules: readonly Rule<C>[], anyCase: C): readonly Finding[] {
  const all = rules.flatMap((rule) => rule.findings(anyCase));
  const said = new Set(all.map(({ ruleId, field }) => `${ruleId} ${field}`));
  return all.filter(
    ({ ruleId, field }) =>
      BLANK_RULES.includes(ruleId) ||
      ![...BLANK_RULES, ...(SAID_BY[ruleId] ?? [])].some((other) => said.has(`${other} ${field}`)),
  );
}
