import { PROVINCES } from '../../contracts/data/provinces.ts';
import { RETURN_REASONS, type ReturnReason } from '../../shared/domain/data/return-reasons.ts';
import { type AnyCase, isFilingCase } from '../../shared/domain/rules/case.ts';
import { ELSEWHERE, PLACES, type Place } from '../../shared/domain/rules/elsewhere.ts';
import { FILING_RULES, preCheck } from '../../shared/domain/rules/pre-check.ts';
import { checkEligibility } from '../../shared/domain/rules/process/eligibility.ts';
import type { AppliesTo, Rule } from '../../shared/domain/rules/rule.ts';
import { SOURCES } from '../../shared/domain/rules/sources.ts';
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

const SEVERITIES = ['block', 'require', 'confirm', 'warn', 'info'] as const;

/** `docs/rules.md`: the catalogue, rules implemented elsewhere, and the rules that catch the reasons for a return. */
export async function rulesPage(): Promise<string> {
  const cases = await ruleCases();
  return [
    '# Rules',
    '',
    'Faults that a reviewer would object to, found before they see the filing. Made from the catalogue in',
    '`shared/domain/rules/`, its tables of cases and `shared/domain/data/return-reasons.ts` by `npm run docs`.',
    '',
    ...summary(cases),
    ...CHAPTERS.flatMap(([prefix, title]) => chapter(prefix, title)),
    ...elsewhere(),
    ...returnReasons(),
    ...sources(),
  ].join('\n');
}

function summary(cases: readonly RuleCase[]): readonly string[] {
  const ids = new Set(FILING_RULES.map(({ id }) => id));
  const findable = RETURN_REASONS.filter(({ preCheck: verdict }) => verdict === 'yes');
  const caught = findable.filter((reason) => firing(reason, cases).length > 0);
  return [
    `${FILING_RULES.length} rules with ${ids.size} ids, tested on ${cases.length} cases;`,
    `${ELSEWHERE.length} more are implemented elsewhere.`,
    `A machine can find ${findable.length} of ${RETURN_REASONS.length} documented reasons for a return`,
    `before submission; ${caught.length} of these are caught.`,
    '',
    'A line has id, scope (without it: everybody), the part and field that the rule is about, the condition there,',
    'the sentence that people read, and its [sources](#sources). `block` stops a filing, `require` asks for missing',
    'answers, `confirm` must be confirmed, `warn` and `info` are shown. Ids from 90 on are this platform’s own.',
    '',
  ];
}

function chapterOf(id: string): string {
  const chapter = CHAPTERS.find(([prefix]) => id.startsWith(prefix));
  if (!chapter) throw new Error(`${id} is in no chapter: add its prefix to CHAPTERS in tools/docs/rules-page.ts`);
  return chapter[0];
}

function chapter(prefix: string, title: string): readonly string[] {
  const rules = FILING_RULES.filter(({ id }) => chapterOf(id) === prefix).toSorted((first, second) =>
    first.id.localeCompare(second.id),
  );
  const groups = SEVERITIES.flatMap((severity) => {
    const lines = rules.filter((rule) => rule.severity === severity).map(lineOf);
    return lines.length > 0 ? [`\`${severity}\`:`, '', ...lines, ''] : [];
  });
  return [`## ${title}`, '', ...groups];
}

/** A rule in one line. */
function lineOf({ id, appliesTo, about, field, when, message, suggestion, source, status }: Rule<never>): string {
  const subject = field ? `${about}.${field}` : about;
  const scope = audience(appliesTo);
  const sentence = suggestion ? `${message}${suggestion}` : message;
  const origin = [...source, ...(status === 'documented' ? [] : [status])].join(', ');
  return `- **${id}**${scope && ` (${scope})`} ${subject}: ${when} 「${sentence}」 [${origin}]`;
}

/** The scope of a rule, in the fewest words; empty: everybody. */
function audience({ kinds = [], filingTypes = [], provinces, exceptProvinces = [] }: AppliesTo): string {
  const inside = PROVINCES.filter(
    ({ code }) => (provinces?.includes(code) ?? true) && !exceptProvinces.includes(code),
  ).map(({ short }) => short);
  const outside = PROVINCES.map(({ short }) => short).filter((short) => !inside.includes(short));
  const places = inside.length > outside.length ? `not ${outside.join('、')}` : inside.join('、');
  return [...kinds, ...filingTypes, outside.length === 0 ? '' : places].filter((part) => part !== '').join(', ');
}

function elsewhere(): readonly string[] {
  const places = (Object.keys(PLACES) as Place[]).flatMap((place) => [
    `${PLACES[place]}:`,
    '',
    ...ELSEWHERE.filter((rule) => rule.place === place).map(({ id, rule, why }) => `- **${id}** ${rule} (${why})`),
    '',
  ]);
  return [
    '## Rules implemented elsewhere',
    '',
    'Not a predicate over a case, or its facts are missing.',
    '',
    ...places,
  ];
}

function returnReasons(): readonly string[] {
  const groups = [...new Set(RETURN_REASONS.map(({ group }) => group))].flatMap((group) => [
    `${group}：`,
    '',
    ...RETURN_REASONS.filter((reason) => reason.group === group).map(
      ({ id, reason, preCheck: verdict, rules }) =>
        `- **${id}** ${reason}${verdict === 'yes' ? '' : ` (${verdict})`} ${rules.join('、') || '–'}`,
    ),
    '',
  ]);
  return [
    '## What filings are returned for',
    '',
    'The documented reasons with the rules that find them before submission; *partly* and *no*: a machine can’t find all, or none.',
    '',
    ...groups,
  ];
}

/** Cases of a reason's rules with a finding of that rule, in the pre-check or the eligibility check. */
function firing({ rules }: ReturnReason, cases: readonly RuleCase[]): readonly RuleCase[] {
  const findings = (anyCase: AnyCase) =>
    isFilingCase(anyCase) ? preCheck(anyCase) : checkEligibility(anyCase).findings;
  return cases.filter(({ rule, of }) => rules.includes(rule) && findings(of).some(({ ruleId }) => ruleId === rule));
}

function sources(): readonly string[] {
  const rows = Object.entries(SOURCES).map(([key, { title, edition }]) => `- ${key}: ${title}，${edition}`);
  return ['## Sources', '', ...rows, ''];
}
