import { automaticStaff } from 'identity-provider-stand-in/staff.ts';
import pg from 'pg';
import { type StaffCall, type StaffPlace, staffCalls } from '../../local/automatic-staff/staff-calls.ts';
import type { Applicant } from './seed.ts';

/** Staff who are a program, and declare only after they have decided that a number of the case is their own. */
export async function startInsiders(place: StaffPlace, people: number, database: string) {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const callsOf = new Map<string, StaffCall>();
  /** Filings of which somebody has declared a number, and decisions that had not left by then. */
  const [declared, tied] = [new Set<string>(), new Set<string>()];

  async function waitingAmong(filingIds: readonly string[]) {
    const { rows } = await client.query<{ id: string; by: string; filing: string }>(
      `select d.id, d.decided_by as by, c.filing_id as filing from desk.decision d join desk.review_case c on c.id = d.case_id
       where c.filing_id = any($1) and d.state = 'waiting'`,
      [filingIds],
    );
    return rows;
  }

  /** The decision that has not left, nor is about to: whoever lets it go has the case locked, and it is read once that is over. */
  async function waitingAbout(filingId: string) {
    await client.query('select from desk.review_case where filing_id = $1 for update', [filingId]);
    return (await waitingAmong([filingId]))[0];
  }

  async function declareTie({ filingId, mobile }: Pick<Applicant, 'filingId' | 'mobile'>): Promise<void> {
    const decision = await waitingAbout(filingId);
    for (const { id } of decision && callsOf.size < people ? automaticStaff(people) : []) {
      const call = staffCalls(place, id);
      const { staff } = await call<{ staff: { staffId: string } }>('GET', '/v1/staff-session');
      callsOf.set(staff.staffId, call);
    }
    const call = decision && callsOf.get(decision.by);
    if (!call) return;
    await call('POST', '/v1/staff-session/ties', { kind: 'phone', relation: 'self', value: mobile });
    declared.add(filingId);
    if ((await waitingAbout(filingId))?.id === decision.id) tied.add(decision.id);
  }

  return {
    /** Whoever has decided about an applicant declares a tie to them, once. What fails is tried at the next look. */
    async declareTies(applicants: readonly Pick<Applicant, 'filingId' | 'mobile'>[]): Promise<void> {
      const open = applicants.filter(({ filingId }) => !declared.has(filingId));
      const waiting = await waitingAmong(open.map(({ filingId }) => filingId)).catch(() => []);
      for (const applicant of open)
        if (waiting.some(({ filing }) => filing === applicant.filingId)) await declareTie(applicant).catch(() => {});
    },
    count: () => tied.size,
    stop: () => client.end(),
    async violations(): Promise<readonly string[]> {
      const sent = `select id from desk.decision where id = any($1) and state = 'sent'`;
      const { rows } = await client.query<{ id: string }>(sent, [[...tied]]);
      return rows.map(({ id }) => `decision ${id} left although whoever made it had declared a tie before`);
    },
  };
}
