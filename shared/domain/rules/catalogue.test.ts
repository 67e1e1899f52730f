import { describe, expect, it } from 'vitest';
import { stops } from '../../../contracts/kit/finding.ts';
import { type RuleTable, ruleTables } from '../../../tools/docs/rule-cases.ts';
import { RETURN_REASONS } from '../data/return-reasons.ts';
import { type AnyCase, isFilingCase, oncePerCase } from './case.ts';
import { enterprise, enterpriseCheck, individual, individualCheck } from './cases.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { MATERIALS } from './materials/materials.ts';
import { FILING_RULES, preCheck } from './pre-check.ts';
import { checkEligibility } from './process/eligibility.ts';
import { applies } from './rule.ts';

const TABLES = await ruleTables();
const CASES = TABLES.flatMap(({ cases }) => cases);

/** Rules that fire in every filing of their provinces. */
const UNCONDITIONAL: readonly string[] = ['MT-12', 'MT-13'];

const findingsOf = oncePerCase((anyCase: AnyCase) =>
  isFilingCase(anyCase) ? preCheck(anyCase) : checkEligibility(anyCase).findings,
);

const described = ({ rule, field, changes, says }: (typeof CASES)[number]) =>
  `${rule} ${field === undefined ? 'does not fire' : `fires at ${field}${says ? ` (${says})` : ''}`} with ${JSON.stringify(changes)}`;

/** The reasons of a rule that requires a material. */
const reasonsOf = (id: string, anyCase: AnyCase): readonly string[] =>
  isFilingCase(anyCase)
    ? MATERIALS.filter(({ rule }) => rule.id === id).flatMap(({ needed }) =>
        needed(anyCase).map(({ reason }) => reason),
      )
    : [];

/** Every sentence that a rule produces in a table's cases. */
function sentencesOf(id: string, { cases }: RuleTable): readonly string[] {
  const sentences = cases
    .filter(({ rule, field }) => rule === id && field !== undefined)
    .flatMap(({ of }) => [
      ...findingsOf(of)
        .filter(({ ruleId }) => ruleId === id)
        .map(({ message, suggestion }) => (suggestion ? `${message} → ${suggestion}` : message)),
      ...reasonsOf(id, of),
    ]);
  return [...new Set(sentences)];
}

/** Each rule with each table in which it fires. MT-05 to MT-07 repeat the findings of their cases. */
const FIRING = TABLES.flatMap((table) => {
  const ids = FILING_RULES.map(({ id }) => id).filter((id) => sentencesOf(id, table).length > 0);
  return [...new Set([...ids, ...Object.keys(table.sentences)])].map((id) => [id, table.name, table] as const);
});

describe('the rule catalogue', () => {
  it.each([
    ['an enterprise in 广东', enterprise],
    ['an individual in 广东', individual],
    ['the eligibility check of an enterprise', enterpriseCheck],
    ['the eligibility check of an individual', individualCheck],
  ])('has no findings about %s', (_, filled) => {
    expect(findingsOf(filled)).toEqual([]);
  });

  it.each(CASES.map((row) => [described(row), row] as const))('%s', (_, { rule, of, field, says = '' }) => {
    const found = findingsOf(of).filter(({ ruleId }) => ruleId === rule);

    if (field === undefined) expect(found).toEqual([]);
    else expect(found.some((finding) => finding.field === field && finding.message.includes(says))).toBe(true);
  });

  it.each(FILING_RULES.map((rule) => [`${rule.id} (${rule.severity}, ${rule.about})`, rule] as const))(
    '%s has a case in which it fires and one in which it does not',
    (_, rule) => {
      const own = CASES.filter((row) => row.rule === rule.id && applies(rule.appliesTo, row.of));
      const count = (anyCase: AnyCase) =>
        (rule as { findings: (filled: AnyCase) => readonly unknown[] }).findings(anyCase).length;

      expect(own.some(({ of, field }) => field !== undefined && count(of) > 0)).toBe(true);
      expect((UNCONDITIONAL.includes(rule.id) ? CASES : own).some(({ of }) => count(of) === 0)).toBe(true);
    },
  );

  it.each(FIRING)('%s produces exactly the sentences of %s.cases.ts', (id, _, table) => {
    expect(sentencesOf(id, table).toSorted()).toEqual((table.sentences[id] ?? []).toSorted());
  });

  it('every message is a complete Chinese sentence that fits on a phone', () => {
    const sentences = CASES.flatMap(({ of }) => findingsOf(of)).flatMap(({ message, suggestion }) => [
      message,
      ...(suggestion === undefined ? [] : [suggestion]),
    ]);

    expect(sentences.filter((text) => !/^(?=.*\p{Script=Han}).{4,150}。”?$/u.test(text))).toEqual([]);
    expect(sentences.filter((text) => /[{}]|undefined|NaN|\[object|腾讯云/u.test(text))).toEqual([]);
  });

  it('no message contains codes: no Latin words and long numbers but well-known ones', () => {
    const known = ['BBS', 'CDN', 'DNS', 'IP', 'XX', 'example.com', 'gov.cn', 'http', '0755', '12345678'];
    const notInCreditCodes = ['I', 'O', 'S', 'V', 'Z'];

    const words = CASES.flatMap(({ of }) => findingsOf(of)).flatMap(({ message, suggestion = '', params }) => {
      // An example made from the domain in the case.
      const text = (message + suggestion).replaceAll(`www.${params.domain}`, '');
      return text.match(/[A-Za-z][\w.-]*|\d{4,}/g) ?? [];
    });

    expect(words.filter((word) => ![...known, ...notInCreditCodes].includes(word))).toEqual([]);
  });

  it('every message says what to do, or that nothing has to be done', () => {
    const texts = CASES.flatMap(({ of }) => findingsOf(of)).map(({ message, suggestion = '' }) => message + suggestion);

    expect(texts.filter((text) => !/请|建议|无需/.test(text))).toEqual([]);
  });

  it('no finding contains personal data', () => {
    const typed = ['陈星远', '何书云', '林知秋', '13822201234', '0755-86001234', 'chen@example.com', '科苑路'];
    const texts = CASES.flatMap(({ of }) => findingsOf(of)).map((finding) => JSON.stringify(finding));

    expect(texts.filter((text) => typed.some((value) => text.includes(value)))).toEqual([]);
  });

  it('every rule names its sources', () => {
    expect(FILING_RULES.filter(({ source }) => source.length === 0)).toEqual([]);
  });

  it('the same case gets the same findings in the same order', () => {
    const [row] = CASES.filter(({ of }) => findingsOf(of).length > 1);

    expect(row && findingsOf(row.of)).toEqual(row && findingsOf(structuredClone(row.of)));
  });

  it('an incomplete filing is stopped, a complete one is not', () => {
    expect(stops(preCheck(enterprise))).toBe(false);
    expect(stops(preCheck({ ...enterprise, documents: [] }))).toBe(true);
  });
});

describe('documented reasons for a return', () => {
  const caught = (id: string) => CASES.filter(({ rule, field }) => rule === id && field !== undefined);

  it('are 34, each with existing rules', () => {
    const known = [...FILING_RULES, ...ELSEWHERE].map(({ id }) => id);

    expect(RETURN_REASONS).toHaveLength(34);
    expect(RETURN_REASONS.flatMap(({ rules }) => rules).filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(
    RETURN_REASONS.filter(({ preCheck: findable }) => findable === 'yes').map((reason) => [
      `${reason.id} ${reason.reason}`,
      reason,
    ]),
  )('%s is found before submission', (_, { rules }) => {
    expect(rules.flatMap(caught)).not.toEqual([]);
  });

  it('include 25 that a machine can find, and 6 that it can find in part', () => {
    const count = (how: string) => RETURN_REASONS.filter(({ preCheck: findable }) => findable === how).length;

    expect([count('yes'), count('partly'), count('no')]).toEqual([25, 6, 3]);
  });
});
