import { may } from '../../../contracts/desk/rights.ts';
import type { Input, Output } from '../../../contracts/kit/contract.ts';
import { keysSought } from '../../domain/case-search.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';
import { rowView } from './work-row.ts';

const MOST_FOUND = 20;
const FILING_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Cases by a number, a domain or a name, as a whole. Whoever may not read cases learns nothing by numbers of people; nobody
 * finds a case that is tied to them.
 */
export async function findCases(
  { staff, body }: Input<typeof contract.findCases>,
  { clock, declaredTies, openCases, workTimes }: Ports,
): Promise<Output<typeof contract.findCases>> {
  const { text } = body;
  const keys = keysSought(text).filter(({ kind }) => kind === 'domain' || may(staff.roles, 'read-case'));
  const filingId = FILING_ID.test(text) ? text : undefined;
  if (keys.length === 0 && filingId === undefined) return { cases: [] };
  const found = await openCases.having({ filingId, keys }, MOST_FOUND);
  const tied = await Promise.all(found.map(({ caseId }) => declaredTies.isTied(staff.staffId, caseId)));
  const { hours } = await workTimes.current();
  const eyes = { staffId: staff.staffId, now: clock.now(), hours };
  return { cases: found.filter((_, place) => !tied[place]).map((row) => rowView(row, eyes)) };
}
