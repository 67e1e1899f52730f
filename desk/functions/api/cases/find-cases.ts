import { may } from '../../../../contracts/desk/rights.ts';
import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { type CaseKey, keysSought } from '../../../domain/case-search.ts';
import { dayStart } from '../../../domain/working-time.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import { rowView } from './work-row.ts';

const MOST_FOUND = 20;
const FILING_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const SEARCHED = 'searched';

interface Sought {
  readonly filingId: string | undefined;
  readonly keys: readonly CaseKey[];
}

/**
 * Cases by a number, a domain or a name, as a whole. Whoever may not read cases learns nothing by numbers of people; nobody
 * finds a case that is tied to them. What finds people by numbers and names tells whether a masked value is the one that was
 * typed: it is counted, and stands in the chain of whoever looked.
 *
 * @throws Refused('search.too-many')
 */
export async function findCases(
  { staff, body: { text } }: Input<typeof contract.findCases>,
  ports: Ports,
): Promise<Output<typeof contract.findCases>> {
  const { clock, declaredTies, openCases, workTimes } = ports;
  const keys = keysSought(text).filter(({ kind }) => kind === 'domain' || may(staff.roles, 'read-case'));
  const sought = { filingId: FILING_ID.test(text) ? text : undefined, keys };
  if (keys.length === 0 && sought.filingId === undefined) return { cases: [] };
  const namesPeople = sought.filingId === undefined && !keys.some(({ kind }) => kind === 'domain');
  const found = await (namesPeople
    ? countedSearch(staff.staffId, sought, ports)
    : openCases.having(sought, MOST_FOUND));
  const tied = await Promise.all(found.map(({ caseId }) => declaredTies.isTied(staff.staffId, caseId)));
  const { hours } = await workTimes.current();
  const eyes = { staffId: staff.staffId, now: clock.now(), hours };
  return { cases: found.filter((_, place) => !tied[place]).map((row) => rowView(row, eyes)) };
}

/** As many a day as values may be shown in clear. */
const countedSearch = (staffId: string, sought: Sought, ports: Ports): Promise<readonly WorkRow[]> =>
  ports.transactions.inTransaction(async () => {
    const { auditLog, auditReader, clearViews, clock, openCases, workTimes } = ports;
    const [{ settings }, at] = [await workTimes.current(), clock.now()];
    await clearViews.hold(staffId);
    if ((await auditReader.countSince(staffId, SEARCHED, dayStart(at))) >= settings.revealsPerDay)
      throw new Refused('search.too-many');
    const found = await openCases.having(sought, MOST_FOUND);
    const facts = { by: sought.keys.map(({ kind }) => kind).join(), found: found.length };
    await auditLog.append({ caseId: staffId, at, actor: staffId, action: SEARCHED, facts });
    return found;
  });
