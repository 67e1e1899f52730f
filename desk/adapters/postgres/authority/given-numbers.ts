import { sql } from 'kysely';
import { organizerNumberOf } from '../../../../contracts/desk/authority-notices.ts';
import { domainForm } from '../../../../contracts/normal-forms/domain.ts';
import type { KnownRecord } from '../../../ports/record-events.ts';
import type { GivenNumbers } from '../../../ports/submissions.ts';
import type { DeskParts } from '../desk-database.ts';

/** An arbitrary number: whoever types numbers waits for the one before. */
const LOCK = 7_235_120;

/** Whether two cases have a value of one kind in common. */
const shares = (caseId: string, other: string, kind: 'organizer' | 'domain') => sql<boolean>`exists (
  select from desk.case_key mine join desk.case_key theirs on theirs.kind = mine.kind and theirs.hash = mine.hash
  where mine.case_id = ${caseId} and mine.kind = ${kind} and theirs.case_id = ${sql.ref(other)})`;

export const createGivenNumbers = ({ database }: Pick<DeskParts, 'database'>): GivenNumbers => ({
  async taken({ caseId, filingType }, { organizer, websites: given }, websites) {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(database.sql);
    const wanted = [organizer, ...websites.map(({ id }) => given[id] ?? '')];
    const typed = await sql<{ given: readonly string[]; organizer: boolean; domain: boolean }>`
      select s.given_numbers as given, ${shares(caseId, 's.case_id', 'organizer')} as organizer,
        ${shares(caseId, 's.case_id', 'domain')} as domain
      from desk.submission s join desk.review_case c on c.id = ${caseId}
      where s.given_numbers && ${wanted}::text[] and s.filing_id <> c.filing_id`.execute(database.sql);
    const records = await sql<{ change: KnownRecord; isOwn: boolean; isKnown: boolean }>`
      select r.change, coalesce(bool_or(${shares(caseId, 'c.id', 'organizer')}), false) as "isOwn",
        coalesce(bool_or(k.case_id is not null), false) as "isKnown"
      from desk.record r left join desk.review_case c on c.filing_id = r.id
      left join desk.case_key k on k.case_id = c.id and k.kind = 'organizer'
      where r.number = ${organizerNumberOf(organizer)} group by r.id`.execute(database.sql);
    const isTaken = (number: string, isSame: (row: (typeof typed.rows)[number]) => boolean) =>
      typed.rows.some((row) => row.given.includes(number) && !isSame(row));
    const isOthers = records.rows.some(({ isOwn, isKnown }) => isKnown && !isOwn);
    const filed = records.rows.flatMap(({ change, isOwn }) =>
      change.websites.map((website) => ({ ...website, isOwn })),
    );
    const hasOther = (number: string, domain: string) =>
      filed.some((website) => {
        const isSite = website.domains.some((name) => domainForm(name) === domainForm(domain));
        if (website.number === number) return !isSite;
        // An access brings no number: its domain keeps the one that it has.
        return isSite && filingType === 'new-access' && website.isOwn && website.state === 'live';
      });
    return [
      ...(isOthers || isTaken(organizer, (row) => row.organizer) ? ['organizer'] : []),
      ...websites
        .filter(({ id, domain }) => {
          const number = given[id] ?? '';
          return hasOther(number, domain) || isTaken(number, (row) => row.domain);
        })
        .map(({ id }) => `websites.${id}`),
    ];
  },
});
