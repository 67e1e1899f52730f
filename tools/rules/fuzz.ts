import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import type { Finding } from '../../contracts/kit/finding.ts';
import { type AnyCase, type FilingCase, isFilingCase } from '../../shared/domain/rules/case.ts';
import { materialsNeeded } from '../../shared/domain/rules/materials/materials-needed.ts';
import { FILING_RULES, preCheck, sectionFindings } from '../../shared/domain/rules/pre-check.ts';
import { checkEligibility } from '../../shared/domain/rules/process/eligibility.ts';
import { agreesWithOffers, agreesWithPreCheck } from './agreement.ts';
import { anyEligibilityCase, anyFilingCase } from './any-case.ts';
import { anyRecord } from './any-record.ts';
import { likelyEligibilityCase } from './likely-case.ts';

/** Some ten seconds of work, after which there is a report of progress. */
const BATCH_RUNS = 2000;

const anyCase: fc.Arbitrary<AnyCase> = fc.oneof(anyEligibilityCase, { weight: 3, arbitrary: anyFilingCase });
const eligibilityCase = fc.oneof(anyEligibilityCase, { weight: 3, arbitrary: likelyEligibilityCase });

type Check = (given: { readonly numRuns: number; readonly seed: number }) => {
  readonly errorInstance: unknown;
  readonly counterexample: readonly unknown[] | null;
};

const CHECKS: readonly Check[] = [
  (given) => fc.check(fc.property(anyCase, keepsPromises), given),
  (given) => fc.check(fc.property(eligibilityCase, agreesWithPreCheck), given),
  (given) => fc.check(fc.property(anyRecord, agreesWithOffers), given),
];

/**
 * Runs the rules on random cases of every check; the same seed gives the same cases. Returns the invariant that they broke, with
 * the smallest case found, or undefined.
 *
 * @param onProgress gets the number of cases that were tried.
 */
export function fuzz(
  { runs, seed }: { readonly runs: number; readonly seed: number },
  onProgress: (done: number) => void = () => {},
): string | undefined {
  for (let done = 0; done < runs; done += BATCH_RUNS) {
    const numRuns = Math.min(BATCH_RUNS, runs - done);
    for (const check of CHECKS) {
      const { errorInstance, counterexample } = check({ numRuns, seed: seed + done });
      if (counterexample) return `${String(errorInstance)}\n${fc.stringify(counterexample[0])}`;
    }
    onProgress(done + numRuns);
  }
  return undefined;
}

const place = new Map(FILING_RULES.map(({ id }, index) => [id, index]));
const ONCE = new Set(FILING_RULES.map(({ id }) => id).filter((id, _, all) => all.indexOf(id) === all.lastIndexOf(id)));

/** Parameters that quote the input, or a word or suffix found in it; all others are Chinese words or figures. */
const QUOTED = ['domain', 'registrar', 'word', 'suffix'];

/** @throws Error naming the broken invariant. */
function keepsPromises(anyCase: AnyCase): void {
  const found = findingsOf(anyCase);
  if (!isDeepStrictEqual(findingsOf(structuredClone(anyCase)), found))
    throw new Error('the same case gets other findings');
  const order = found.flatMap(({ ruleId }) => (ONCE.has(ruleId) ? [place.get(ruleId) ?? -1] : []));
  if (order.some((position, index) => position < (order[index - 1] ?? 0)))
    throw new Error('findings leave the order of the catalogue');
  const typed = isFilingCase(anyCase) ? typedBy(anyCase) : [];
  for (const finding of found) isFitForPeople(finding, typed);
}

function findingsOf(anyCase: AnyCase): readonly Finding[] {
  if (!isFilingCase(anyCase)) return checkEligibility(anyCase).findings;
  for (const section of ['organizer', 'principal', 'websites.0'] as const) sectionFindings(anyCase, section);
  materialsNeeded(anyCase);
  // Findings of uploads come after those of the rules.
  return preCheck(anyCase).filter(({ ruleId }) => place.has(ruleId));
}

function isFitForPeople({ ruleId, field, message, suggestion = '', params }: Finding, typed: readonly string[]): void {
  const unquoted = Object.entries(params).reduce(
    (text, [name, value]) => (QUOTED.includes(name) ? text.replaceAll(String(value), '') : text),
    message + suggestion,
  );
  if (!/\p{Script=Han}/u.test(message)) throw new Error(`${ruleId}: no Chinese sentence`);
  if (/\{\w+\}|undefined|NaN|\[object|[A-Z]{2}-\d{2}|\b\d{6}\b/.test(unquoted))
    throw new Error(`${ruleId}: a code or a hole in “${unquoted}”`);
  if (typed.some((value) => unquoted.includes(value))) throw new Error(`${ruleId}: repeats personal input`);
  if (!/^[a-z][\w.-]*$/i.test(field)) throw new Error(`${ruleId}: no field path: “${field}”`);
  for (const [name, value] of Object.entries(params))
    if (typeof value === 'string' && !QUOTED.includes(name) && !/\p{Script=Han}/u.test(value))
      throw new Error(`${ruleId}: {${name}} is “${value}”`);
}

/** Values that identify a person or are their contact data, long enough not to occur in a message by chance. */
const typedBy = ({ contents: { principal, websites } }: FilingCase): readonly string[] =>
  [principal, ...websites.map(({ siteOwner }) => siteOwner)]
    .flatMap((person) =>
      person ? [person.idNumber, person.mobile, person.officePhone ?? '', person.emergencyPhone, person.email] : [],
    )
    .filter((value) => value.trim().length >= 8);
