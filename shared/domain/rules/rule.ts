import { provinceOf } from '../../../contracts/data/provinces.ts';
import type { Finding, Severity } from '../../../contracts/kit/finding.ts';
import type { OrganizerKind } from '../filing/filing.ts';
import type { FilingType } from '../filing/filing-types.ts';
import { type AnyCase, inputOf, isFilingCase, kindOf, oncePerCase } from './case.ts';
import type { SourceKey } from './sources.ts';

/** Values for a message: words, numbers and names of divisions, never personal data. */
export type Params = Readonly<Record<string, string | number>>;

/** The filings that a rule applies to; without a value, all. */
export interface AppliesTo {
  readonly kinds?: readonly OrganizerKind[];
  readonly filingTypes?: readonly FilingType[];
  /** GB/T 2260 codes. */
  readonly provinces?: readonly string[];
  readonly exceptProvinces?: readonly string[];
}

/** A part of a case with the path of its field. */
export interface Placed<P> {
  readonly path: string;
  readonly part: P;
}

/** A kind of part that rules check, and how to find the parts in a case. */
export interface Scope<C extends AnyCase, P> {
  readonly name: string;
  readonly parts: (anyCase: C) => readonly Placed<P>[];
}

/** A scope that finds the parts of a case once for all rules. */
export const scopeOf = <C extends AnyCase, P>(
  name: string,
  parts: (anyCase: C) => readonly Placed<P>[],
): Scope<C, P> => ({
  name,
  parts: oncePerCase(parts),
});

/** A rule as written in the catalogue. */
export interface RuleEntry<C extends AnyCase, P> {
  /** As in the published catalogue; numbers from 90 on are this platform's own rules. */
  readonly id: string;
  readonly severity: Severity;
  readonly appliesTo?: AppliesTo;
  /** Path below the part; undefined: the part itself is the field. */
  readonly field?: string;
  /** The condition on the field, as a clause after “when”. The filings it applies to are in `appliesTo`. */
  readonly when: string;
  /** A Chinese sentence; `{name}` is a parameter that `refuses` returns, `{province}` is always available. */
  readonly message: string;
  readonly suggestion?: string;
  readonly source: readonly SourceKey[];
  /** How reliable the rule is; undefined: documented by its source. */
  readonly status?: 'derived' | 'unverified';
  /** Whether this part is refused; parameters for the message, or a list of them for several findings. */
  readonly refuses: (part: P, anyCase: C) => boolean | Params | readonly Params[];
}

type Unnamed<C extends AnyCase, P> = Omit<RuleEntry<C, P>, 'id' | 'severity' | 'field'>;

/** Writes a rule of one severity: with its id, the field where it is not the part itself, and the rest. */
interface Writer {
  <C extends AnyCase, P>(id: string, entry: Unnamed<C, P>): RuleEntry<C, P>;
  <C extends AnyCase, P>(id: string, field: string, entry: Unnamed<C, P>): RuleEntry<C, P>;
}

const ofSeverity =
  (severity: Severity): Writer =>
  <C extends AnyCase, P>(id: string, ...[first, second]: [string | Unnamed<C, P>, Unnamed<C, P>?]): RuleEntry<C, P> =>
    typeof first === 'string'
      ? { id, severity, field: first, ...(second as Unnamed<C, P>) }
      : { id, severity, ...first };

export const blocks = ofSeverity('block');
export const requires = ofSeverity('require');
export const confirms = ofSeverity('confirm');
export const warns = ofSeverity('warn');
export const informs = ofSeverity('info');

/** A rule with its scope. */
export interface Rule<in C extends AnyCase> {
  readonly id: string;
  readonly severity: Severity;
  /** Name of the scope. */
  readonly about: string;
  /** Path below the part. */
  readonly field: string | undefined;
  readonly appliesTo: AppliesTo;
  readonly when: string;
  readonly message: string;
  readonly suggestion: string | undefined;
  readonly source: readonly SourceKey[];
  readonly status: 'documented' | 'derived' | 'unverified';
  readonly findings: (anyCase: C) => readonly Finding[];
}

/** Rules about one kind of part, in the given order. */
export function rulesAbout<C extends AnyCase, P>(
  scope: Scope<C, P>,
  entries: readonly RuleEntry<C, P>[],
): readonly Rule<C>[] {
  return entries.map((entry) => ruleOf(scope, entry));
}

/** A rule about one kind of part. */
export function ruleOf<C extends AnyCase, P>(scope: Scope<C, P>, entry: RuleEntry<C, P>): Rule<C> {
  const { id, severity, when, message, suggestion, source, status = 'documented', appliesTo = {} } = entry;
  return {
    id,
    severity,
    about: scope.name,
    field: entry.field,
    appliesTo,
    when,
    message,
    suggestion,
    source,
    status,
    findings: (anyCase) => (applies(appliesTo, anyCase) ? findingsOf(scope, entry, anyCase) : []),
  };
}

function findingsOf<C extends AnyCase, P>(scope: Scope<C, P>, entry: RuleEntry<C, P>, anyCase: C): readonly Finding[] {
  const found: Finding[] = [];
  for (const { path, part } of scope.parts(anyCase))
    for (const params of hits(entry.refuses(part, anyCase)))
      found.push(finding(entry, fieldPath(path, entry.field), params, anyCase));
  return found;
}

/** Whether a rule applies to this case. Rules for certain filing types do not apply before the type is known. */
export function applies({ kinds, filingTypes, provinces, exceptProvinces }: AppliesTo, anyCase: AnyCase): boolean {
  const { region } = inputOf(anyCase);
  const filingType = isFilingCase(anyCase) ? anyCase.filingType : undefined;
  return (
    (!kinds || kinds.includes(kindOf(anyCase))) &&
    (!filingTypes || (filingType !== undefined && filingTypes.includes(filingType))) &&
    (!provinces || provinces.includes(region)) &&
    !exceptProvinces?.includes(region)
  );
}

function hits(outcome: boolean | Params | readonly Params[]): readonly Params[] {
  if (typeof outcome === 'boolean') return outcome ? [{}] : [];
  return [outcome].flat() as readonly Params[];
}

/** The path of a field below another path, either of which may be empty. */
export const fieldPath = (path: string, field = ''): string => [path, field].filter((part) => part !== '').join('.');

function finding<C extends AnyCase, P>(entry: RuleEntry<C, P>, field: string, params: Params, anyCase: C): Finding {
  const all = { province: provinceOf(inputOf(anyCase).region)?.name ?? '', ...params };
  const { suggestion } = entry;
  const says = (template: string) => wordsFor(anyCase, filled(template, all), entry.appliesTo);
  return {
    ruleId: entry.id,
    severity: entry.severity,
    field,
    message: says(entry.message),
    ...(suggestion && { suggestion: says(suggestion) }),
    params,
  };
}

/** What is written for everybody, for whom it is said: an individual is principal and site owner themselves. */
export const wordsFor = (anyCase: AnyCase, text: string, { kinds }: AppliesTo = {}): string =>
  kinds || kindOf(anyCase) === 'enterprise' ? text : text.replace(/(主体|网站)负责人(本人)?/g, '本人');

/** @throws RangeError for a `{name}` without a parameter: an error in the catalogue. */
function filled(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new RangeError(`no parameter ${name} for: ${template}`);
    return String(value);
  });
}
