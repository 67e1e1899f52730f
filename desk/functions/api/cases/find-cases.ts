import { may } from '../../../../contracts/desk/rights.ts';
import { keysSought } from '../../../domain/cases/case-search.ts';
import { standingWords } from '../../../domain/cases/standing-words.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { search } from './gate.ts';
import { rowView } from './work-row.ts';

const MOST_FOUND = 20;
const FILING_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Cases by a number, a domain or a name, as a whole. Whoever may not read cases learns nothing by numbers of people; nobody
 * finds a case that is tied to them. What may find people by numbers and names tells whether a masked value is the one that was
 * typed: it is counted, and wants a reason. What can only be a domain, and the number of a filing, do not.
 *
 * @throws as `search`
 */
export const findCases: UseCase<'findCases'> = async ({ staff, body: { text, reason } }, ports) => {
  const { clock, declaredTies, openCases, workTimes } = ports;
  const { staffId } = staff;
  const filingId = FILING_ID.test(text) ? text : undefined;
  const meant = filingId === undefined ? keysSought(text) : [];
  const keys = meant.filter(({ kind }) => kind === 'domain' || may(staff.roles, 'read-case'));
  if (keys.length === 0 && filingId === undefined) return { cases: [] };
  const isOfPeople = keys.some(({ kind }) => kind !== 'domain');
  const by = filingId === undefined ? keys.map(({ kind }) => kind).join() : 'filing';
  const facts = { by, ...(reason && { reason }) };
  const find = async () => {
    const found = await openCases.having({ filingId, keys }, MOST_FOUND);
    const tied = await Promise.all(found.map(({ caseId }) => declaredTies.isTied(staffId, caseId)));
    return found.filter((_, place) => !tied[place]);
  };
  const casesIn = (rows: Awaited<ReturnType<typeof find>>) => rows.map(({ caseId }) => caseId);
  const action = isOfPeople ? 'searched' : 'searched-order';
  const found = await search({ staffId, action, facts }, { find, casesIn }, ports);
  const { hours } = await workTimes.current();
  const eyes = { staffId, now: clock.now(), hours };
  return {
    cases: await Promise.all(found.map(async (row) => ({ ...rowView(row, eyes), ...(await toldOf(row, ports)) }))),
  };
};

/** What whoever calls about a filing may be told: where it stands, what comes next, and what was returned, in the applicant's words. */
async function toldOf(row: WorkRow, { decisions, submissions }: Ports) {
  const decision = await decisions.latestOf(row.caseId);
  const submission = await submissions.ofCase(row.caseId);
  const told = {
    filingType: row.filingType,
    state: row.state,
    round: row.round,
    pausedFor: row.clock.pausedFor,
    decision: decision && { kind: decision.kind, isForTwo: decision.state === 'second-view' },
    submission: submission && { isHandedIn: submission.state === 'sent', stage: submission.stage },
  };
  const isTold = row.state === 'sent' && decision?.state === 'sent';
  const flagged = isTold ? decision.flagged.map(({ reason, suggestion }) => ({ reason, suggestion })) : [];
  return { standing: standingWords(told), flagged };
}
