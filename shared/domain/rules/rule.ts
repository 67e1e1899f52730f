import { provinceOf } from '../data/provinces.ts';
import type { FilingType, OrganizerKind } from '../filing/filing.ts';
import type { Finding, Severity } from '../finding.ts';
import { type AnyCase, inputOf, isFilingCase, kindOf, oncePerCase } from './case.ts';
import type { SourceKey } from './sources.ts';

/** What is filled into a message: words, figures and names of divisions, never what a person typed about himself. */
export type Params = Readonly<Record<string, string | number>>;

/** Which filings a rule is for; left out means all. */
export interface AppliesTo {
  readonly kinds?: readonly OrganizerKind[];
  readonly filingTypes?: readonly FilingType[];
  /** GB/T 2260 codes. */
  readonly provinces?: readonly string[];
  readonly exceptProvinces?: readonly string[];
}

/** A part of a case together with the path of its field. */
export interface Placed<P> {
  readonly path: string;
  readonly part: P;
}

/** A kind of part that rules are about, and how to find the parts in a case. */
export interface Scope<C extends AnyCase, P> {
  readonly name: string;
  readonly parts: (of: C) => readonly Placed<P>[];
}

/** A scope that looks for the parts of a case once, however many rules ask. */
export const scopeOf = <C extends AnyCase, P>(name: string, parts: (of: C) => readonly Placed<P>[]): Scope<C, P> => ({
  name,
  parts: oncePerCase(parts),
});

/** A rule as the catalogue writes it. */
export interface RuleEntry<C extends AnyCase, P> {
  /** As in the published catalogue; from number 90 on the rule is this platform's own. */
  readonly id: string;
  readonly severity: Severity;
  readonly appliesTo?: AppliesTo;
  /** Path below the part; left out, the part itself is the field. */
  readonly field?: string;
  /** When it speaks, in words that go on “when …”, about what its field holds. Whom it is for is said by `appliesTo`. */
  readonly when: string;
  /** A Chinese sentence; `{name}` is filled in from what `refuses` gives, `{province}` is always there. */
  readonly message: string;
  readonly suggestion?: string;
  readonly source: readonly SourceKey[];
  /** How sure the source is; left out: it says so itself. */
  readonly status?: 'derived' | 'unverified';
  /** Whether this part is refused; with parameters for the message, or several of them for several findings. */
  readonly refuses: (part: P, of: C) => boolean | Params | readonly Params[];
}

/** A rule ready to be asked. */
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
  readonly findings: (of: C) => readonly Finding[];
}

/** Rules about one kind of part, in the order they are given. */
export function rulesAbout<C extends AnyCase, P>(
  scope: Scope<C, P>,
  entries: readonly RuleEntry<C, P>[],
): readonly Rule<C>[] {
  return entries.map((entry) => ruleOf(scope, entry));
}

/** One rule. */
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
    findings: (of) => (applies(appliesTo, of) ? findingsOf(scope, entry, of) : []),
  };
}

function findingsOf<C extends AnyCase, P>(scope: Scope<C, P>, entry: RuleEntry<C, P>, of: C): readonly Finding[] {
  const found: Finding[] = [];
  for (const { path, part } of scope.parts(of))
    for (const params of hits(entry.refuses(part, of)))
      found.push(finding(entry, joined(path, entry.field), params, of));
  return found;
}

/** Whether a rule is for this case. Before the filing type is known, rules for certain types are not. */
export function applies({ kinds, filingTypes, provinces, exceptProvinces }: AppliesTo, of: AnyCase): boolean {
  const { region } = inputOf(of);
  const filingType = isFilingCase(of) ? of.filingType : undefined;
  return (
    (!kinds || kinds.includes(kindOf(of))) &&
    (!filingTypes || (filingType !== undefined && filingTypes.includes(filingType))) &&
    (!provinces || provinces.includes(region)) &&
    !exceptProvinces?.includes(region)
  );
}

const NO_HIT: readonly Params[] = [];

const hits = (outcome: boolean | Params | readonly Params[]): readonly Params[] => {
  if (outcome === false) return NO_HIT;
  if (outcome === true) return [{}];
  return isSeveral(outcome) ? outcome : [outcome];
};

const isSeveral = (outcome: Params | readonly Params[]): outcome is readonly Params[] => Array.isArray(outcome);

const joined = (path: string, field = ''): string => [path, field].filter((part) => part !== '').join('.');

function finding<C extends AnyCase, P>(entry: RuleEntry<C, P>, field: string, params: Params, of: C): Finding {
  const all = { province: provinceOf(inputOf(of).region)?.name ?? '', ...params };
  const { suggestion } = entry;
  return {
    ruleId: entry.id,
    severity: entry.severity,
    field,
    message: filled(entry.message, all),
    ...(suggestion && { suggestion: filled(suggestion, all) }),
    params,
  };
}

/** @throws RangeError for a `{name}` that nothing is given for: a mistake in the catalogue. */
function filled(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new RangeError(`no parameter ${name} for: ${template}`);
    return String(value);
  });
}
