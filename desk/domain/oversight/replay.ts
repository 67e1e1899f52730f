import { ANSWER_KINDS } from '../authority/authority.ts';
import type { AuditEntry } from './audit-chain.ts';

// What the chains say that rows hold: a row that somebody has changed without the desk holds something else. Rows are maps of
// what they hold, as one text, by their keys.

type Told = Pick<AuditEntry, 'action' | 'actor' | 'at' | 'facts'>;
type Rows = ReadonlyMap<string, string>;

/** A decision as its row and its chain have it. */
export interface ToldDecision {
  readonly kind: string;
  readonly by: string;
  readonly atMs: number;
  readonly state: string;
  readonly secondBy: string;
}

/** The key of a decision's row, and of a verdict's in its round. */
export const decisionKey = (id: string): string => `决定 ${id}`;
export const verdictKey = (sequence: number | string): string => `审核结果 ${sequence}`;
/** The keys of a conclusion, and of a proposal that is open: their rows go after their time. */
export const judgementKey = (row: string, staffId: string): string => `核对结论 ${row} ${staffId}`;
export const proposalKey = (id: string): string => `待确认的提议 ${id}`;
export const judgementText = (conclusion: string, at: Date): string => `${conclusion} ${at.getTime()}`;
const GOES = /^(核对结论|待确认的提议) /;
export const decisionText = ({ kind, by, atMs, state, secondBy }: ToldDecision): string =>
  [kind, by, atMs, state, secondBy].join();

/** Verdicts as an entry names them, `<number>:<kind>`, with commas: facts hold no lists. */
export const verdictsFact = (verdicts: readonly { readonly sequence: number; readonly kind: string }[]): string =>
  verdicts.map(({ sequence, kind }) => `${sequence}:${kind}`).join();

/** Actions after which a decision stands in another state; of others the fact `state` says it. */
const LEADS_TO: Readonly<Record<string, string>> = {
  'second-agreed': 'waiting',
  'second-disagreed': 'taken-back',
  'taken-back': 'taken-back',
  sent: 'sent',
};

/** What a chain says of decisions, verdicts, conclusions and open proposals. */
export function replay(entries: readonly Told[]): Rows {
  const decisions = new Map<string, ToldDecision>();
  const verdicts = new Map<string, string>();
  const others = new Map<string, string>();
  for (const { action, actor: by, at, facts } of entries) {
    const key = decisionKey(String(facts.decision));
    const known = decisions.get(key);
    const state = LEADS_TO[action] ?? (facts.state && String(facts.state));
    if (/^(accepted|returned|declined)$/.test(action))
      decisions.set(key, { kind: action, by, atMs: at.getTime(), state: state || 'waiting', secondBy: '' });
    else if (known && state) {
      // Whose second view is wanted once more has none.
      const secondBy = state === 'second-view' ? '' : known.secondBy;
      decisions.set(key, { ...known, state, secondBy: action.startsWith('second-') ? by : secondBy });
    }
    if (known && action === 'sent') verdicts.set(verdictKey(String(facts.sequence)), known.kind);
    for (const [, sequence = '', kind = ''] of String(facts.verdicts ?? '').matchAll(/(\d+):([\w-]+)/g))
      verdicts.set(verdictKey(sequence), kind);
    if (action === 'withdrawn' || action === 'replaced')
      for (const [id, open] of decisions)
        if (/^(second-view|waiting)$/.test(open.state)) decisions.set(id, { ...open, state: 'dropped' });
    const proposal = proposalKey(String(facts.proposal));
    if (action === 'concluded')
      others.set(judgementKey(String(facts.row), by), judgementText(String(facts.conclusion), at));
    if (action === 'proposed') others.set(proposal, by);
    if (action.startsWith('proposal-')) others.delete(proposal);
    if (action === 'erased') for (const told of [decisions, verdicts, others]) told.clear();
  }
  return new Map([...[...decisions].map(([key, told]) => [key, decisionText(told)] as const), ...verdicts, ...others]);
}

/**
 * Keys of rows that are not as their chain says.
 *
 * @returns `old`: verdicts of an answer of the authority from before the chain said which verdicts came of it.
 */
export function unlike(entries: readonly Told[], rows: Rows): Readonly<Record<'changed' | 'old', readonly string[]>> {
  const told = replay(entries);
  const isOld = entries.some(
    ({ action, facts }) => facts.verdicts === undefined && ANSWER_KINDS.some((kind) => action === `authority-${kind}`),
  );
  const keys = differing(told, rows).filter((key) => rows.has(key) || !GOES.test(key));
  const old = keys.filter((key) => isOld && !told.has(key) && key.startsWith(verdictKey('')));
  return { changed: keys.filter((key) => !old.includes(key)), old };
}

/** Which first steps wait for somebody else, by what they are about, the steps of the second person, and what those lead to. */
const OF_TWO = [
  { about: ['decision'], first: /^(accepted|returned|declined)$/, second: 'second-agreed', third: 'sent' },
  { about: ['proposal'], first: /^proposed$/, second: 'proposal-confirmed', third: undefined },
  {
    about: ['number', 'sequence'],
    ...{ first: /^authority-typed$/, second: 'authority-numbers-confirmed', third: 'authority-approved' },
  },
] as const;

const takesTwo = ({ facts }: Told): boolean => facts.takesTwo === true || facts.state === 'second-view';

/**
 * Second steps of whoever has done the first one, and what came about without the second: the desk lets nobody, so a row was changed
 * meanwhile, and changed back.
 */
export const doneAlone = <Entry extends Told>(entries: readonly Entry[]): readonly Entry[] =>
  entries.filter((entry, index) =>
    OF_TWO.some(({ about, first, second, third }) => {
      if (entry.action !== second && entry.action !== third) return false;
      const same = entries.slice(0, index).filter(({ facts }) => about.every((key) => facts[key] === entry.facts[key]));
      const begun = same.findLast(({ action }) => first.test(action));
      if (entry.action === second) return begun?.actor === entry.actor;
      return begun !== undefined && takesTwo(begun) && !same.some(({ action }) => action === second);
    }),
  );

/** What the chain of a table says: the hash in the last entry of each row. */
export const toldOfRows = (entries: readonly Told[]): Rows =>
  new Map(entries.map(({ facts }) => [String(facts.row), String(facts.content)]));

/** Keys of rows that hold something else than was told, are gone, or were never told of. */
export const differing = (told: Rows, rows: Rows): readonly string[] =>
  [...new Set([...told.keys(), ...rows.keys()])].filter((key) => told.get(key) !== rows.get(key));
