import { PROVINCES } from '../../contracts/data/provinces.ts';
import { RETURN_REASONS, type ReturnReason } from '../../shared/domain/data/return-reasons.ts';
import { type AnyCase, isFilingCase } from '../../shared/domain/rules/case.ts';
import { ELSEWHERE, PLACES, type Place } from '../../shared/domain/rules/elsewhere.ts';
import { FILING_RULES, preCheck } from '../../shared/domain/rules/pre-check.ts';
import { checkEligibility } from '../../shared/domain/rules/process/eligibility.ts';
import { type AppliesTo, applies, type Rule } from '../../shared/domain/rules/rule.ts';
import { newestEdition, SOURCES } from '../../shared/domain/rules/sources.ts';
import { markdownTable } from './markdown-table.ts';
import { type RuleCase, ruleCases } from './rule-cases.ts';

/** Rules by the prefix of their ids, in the order of the page. The first match counts. */
const CHAPTERS = [
  ['FT-', 'Filing type'],
  ['DM-', 'Domain'],
  ['CS-', 'Cloud service'],
  ['FD-', 'Fields'],
  ['PN-', 'People'],
  ['CT-', 'Contacts'],
  ['RV-', 'Read values'],
  ['PV-GD-', '广东'],
  ['PV-FJ-', '福建'],
  ['PV-TJ-', '天津'],
  ['PV-', 'Other provinces'],
  ['MT-', 'Materials and liveness'],
  ['PR-', 'Process'],
  ['SEC-', 'Personal data'],
] as const;

/** `docs/rules.md`: the catalogue, rules implemented elsewhere, and the rules that catch the reasons for a return. */
export async function rulesPage(): Promise<string> {
  const cases = await ruleCases();
  return [
    '# Rules',
    '',
    'What a reviewer would object to in a filing, found before they see it. Made from the catalogue in',
    '`shared/domain/rules/`, its tables of cases and `shared/domain/data/return-reasons.ts` by `npm run docs`.',
    '',
    ...summary(cases),
    ...CHAPTERS.flatMap(([prefix, title]) => chapter(prefix, title, cases)),
    ...elsewhere(),
    ...returnReasons(cases),
    ...sources(),
  ].join('\n');
}

function summary(cases: readonly RuleCase[]): readonly string[] {
  const ids = new Set(FILING_RULES.map(({ id }) => id));
  const findable = RETURN_REASONS.filter(({ preCheck: found }) => found === 'yes');
  const caught = findable.filter((reason) => firing(reason, cases).length > 0);
  return [
    `${FILING_RULES.length} rules with ${ids.size} ids, tested on ${cases.length} cases;`,
    `${ELSEWHERE.length} more are implemented elsewhere, listed below.`,
    `A machine can find ${findable.length} of ${RETURN_REASONS.length} documented reasons for a return`,
    `before submission; ${caught.length} of these are caught.`,
    '',
    'Severity: `block` stops a filing, `require` asks for what is missing, `confirm` must be confirmed, `warn` and `info`',
    'are shown. “About” names the part of a filing and its field; “when” is the condition on that field. Ids from 90 on are',
    'this platform’s own rules. “Cases” counts the cases of the id’s table for which the rule has a finding, and those for',
    'which it has none.',
    '',
  ];
}

function chapterOf(id: string): string {
  const chapter = CHAPTERS.find(([prefix]) => id.startsWith(prefix));
  if (!chapter) throw new Error(`${id} is in no chapter: add its prefix to CHAPTERS in tools/docs/rules-page.ts`);
  return chapter[0];
}

function chapter(prefix: string, title: string, cases: readonly RuleCase[]): readonly string[] {
  const rules = FILING_RULES.filter(({ id }) => chapterOf(id) === prefix).toSorted((first, second) =>
    first.id.localeCompare(second.id),
  );
  const rows = rules.map((rule) => [
    rule.id,
    rule.severity,
    audience(rule.appliesTo),
    rule.field ? `${rule.about}: ${rule.field}` : rule.about,
    rule.when,
    rule.suggestion ? `${rule.message} → ${rule.suggestion}` : rule.message,
    origin(rule),
    tried(rule, cases),
  ]);
  return [
    `## ${title}`,
    '',
    ...markdownTable(['id', 'severity', 'for whom', 'about', 'when', 'message', 'source', 'cases'], rows),
    '',
  ];
}

/** The scope of a rule, in the fewest words. */
function audience({ kinds = [], filingTypes = [], provinces, exceptProvinces = [] }: AppliesTo): string {
  const inside = PROVINCES.filter(
    ({ code }) => (provinces?.includes(code) ?? true) && !exceptProvinces.includes(code),
  ).map(({ short }) => short);
  const outside = PROVINCES.map(({ short }) => short).filter((short) => !inside.includes(short));
  const places = inside.length > outside.length ? ['all but', ...outside] : inside;
  const where = outside.length === 0 ? '' : places.join(' ');
  return [...kinds, ...filingTypes, where].filter((part) => part !== '').join(', ') || 'all';
}

const origin = ({ source, status }: Rule<never>): string =>
  [source.join(' '), newestEdition(source), ...(status === 'documented' ? [] : [status])].join(' · ');

/** How many of the id's cases have a finding of the rule, and how many have none. */
function tried(rule: (typeof FILING_RULES)[number], cases: readonly RuleCase[]): string {
  const own = cases.filter(({ rule: id }) => id === rule.id);
  const speaks = own.filter(({ of }) => applies(rule.appliesTo, of) && findingsOf(rule, of).length > 0);
  return `${speaks.length} / ${own.length - speaks.length}`;
}

/** A rule is applied to the cases of its own table only, and those are of the kind that it takes. */
const findingsOf = (rule: (typeof FILING_RULES)[number], anyCase: AnyCase): readonly unknown[] =>
  (rule as Rule<AnyCase>).findings(anyCase);

function elsewhere(): readonly string[] {
  const rows = ELSEWHERE.map(({ id, place, rule, why }) => [id, rule, place, why]);
  return [
    '## Rules implemented elsewhere',
    '',
    'Not a predicate over a case, or one without the facts that it needs:',
    '',
    ...(Object.keys(PLACES) as Place[]).map((place) => `- \`${place}\`: ${PLACES[place]}`),
    '',
    ...markdownTable(['id', 'rule', 'place', 'why'], rows),
    '',
  ];
}

function returnReasons(cases: readonly RuleCase[]): readonly string[] {
  const rows = RETURN_REASONS.map((reason) => [
    reason.id,
    reason.group,
    reason.reason,
    reason.preCheck,
    reason.rules.join(' ') || '–',
    firing(reason, cases).length,
  ]);
  return [
    '## What filings are returned for',
    '',
    'The documented reasons, whether a machine can find them before submission, the rules that do, and how many cases of',
    'the tables they catch.',
    '',
    ...markdownTable(['id', 'group', 'reason', 'findable', 'rules', 'cases caught'], rows),
    '',
  ];
}

/** Cases of a reason's rules with a finding of that rule, in the pre-check or the eligibility check. */
function firing({ rules }: ReturnReason, cases: readonly RuleCase[]): readonly RuleCase[] {
  const findings = (anyCase: AnyCase) =>
    isFilingCase(anyCase) ? preCheck(anyCase) : checkEligibility(anyCase).findings;
  return cases.filter(({ rule, of }) => rules.includes(rule) && findings(of).some(({ ruleId }) => ruleId === rule));
}

function sources(): readonly string[] {
  const rows = Object.entries(SOURCES).map(([key, { title, edition }]) => [key, title, edition]);
  return ['## Sources', '', ...markdownTable(['source', 'title', 'edition'], rows), ''];
}
