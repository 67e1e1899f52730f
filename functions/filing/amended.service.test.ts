import { ENTERPRISE } from 'specimens/people.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import type { Verdict } from '../../contracts/review-desk/verdict.ts';
import { applyKept } from '../../shared/application/apply-kept.ts';
import { database } from '../../shared/compose/database.ts';
import { formDrafts, records, reviews } from '../../tests/support/database/service-ports.ts';
import { readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { type Call, callerAt } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();

const BEFORE = ENTERPRISE.website.name;
const AFTER = `${BEFORE}更正`;
const AMENDMENT = { field: 'websites.0.details.name', before: BEFORE, after: AFTER, reason: '漏字' };

let call: Call;
let filingId: string;
let websiteId: string;
let people = 0;

beforeEach(async () => {
  people += 1;
  const name = `amended person ${people}`;
  ({ filingId, websiteId } = await readyFiling(await laptop.signedIn(name)));
  call = await callerAt(laptop, name);
  expect((await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true })).status).toBe(202);
});
afterEach(async () => {
  const { sql } = await database();
  await sql.updateTable('filing').set({ state: 'abandoned' }).where('state', '<>', 'approved').execute();
});

/** The desk's verdicts of the first round, in order, as they arrive. */
async function told(...verdicts: readonly Partial<Verdict>[]) {
  const port = await reviews();
  for (const verdict of verdicts)
    await port.keepVerdict({
      filingId,
      round: 1,
      sequence: 1,
      kind: 'accepted',
      at: new Date('2026-11-26T02:00:00Z'),
      flagged: [],
      ...verdict,
    });
  return applyKept(filingId, port);
}
const accepted = { amendments: [AMENDMENT] };
const progress = async () =>
  (await call('GET', `/v1/filings/${filingId}/progress`)).body as Readonly<Record<string, unknown>>;

describe('a reviewer’s amendment', () => {
  it('is shown to the person old beside new, with the reason, and told to them', async () => {
    await told(accepted);

    const { sql } = await database();
    const { rows } = await (await import('kysely')).sql<{ key: string }>`
      select key from outbox where key like ${`reminder/accepted-amended/${filingId}/%`}`.execute(sql);
    const shown = await progress();
    expect(shown.amendments).toEqual([
      {
        name: '网站名称',
        domain: ENTERPRISE.domain,
        before: BEFORE,
        after: AFTER,
        reason: '漏字',
        at: '2026-11-26T02:00:00.000Z',
      },
    ]);
    expect(JSON.stringify(shown.timeline)).toContain('初审通过，审核人员更正了 1 处');
    expect(rows.length).toBeGreaterThan(0);
  });

  it('stands in the filing and in the form’s draft, so that no later save brings the old value back', async () => {
    await told(accepted);

    const filing = await (await reviews()).findFiling(filingId);
    const draft = await (await formDrafts()).find(filingId, `website.${websiteId}`);
    expect(filing.contents.websites[0]?.details?.name).toBe(AFTER);
    expect(draft?.fields.name).toMatchObject({ value: AFTER, device: '审核人员' });
    expect(draft?.others).toEqual({});
  });

  it('is no repair of the person’s when the authority returns the field, and is what was submitted', async () => {
    const flagged = [{ field: AMENDMENT.field, reason: '名称与主体无关' }];
    await told(
      accepted,
      { sequence: 2, kind: 'sms-waiting' },
      { sequence: 3, kind: 'sms-done' },
      { sequence: 4, kind: 'authority-returned', flagged },
    );

    const { items, view } = (await call('GET', `/v1/filings/${filingId}/repair`)).body as {
      readonly items: readonly unknown[];
      readonly view: { readonly url: string };
    };
    const clear = (await (await fetch(view.url)).json()) as { readonly items: readonly unknown[] };
    expect(items).toMatchObject([{ field: AMENDMENT.field, state: 'open' }]);
    expect(clear.items).toMatchObject([{ before: AFTER, now: AFTER }]);
  });

  it('that can’t be made waits for the desk, and changes nothing', async () => {
    const { waiting } = await told({ amendments: [{ ...AMENDMENT, field: 'principal.name' }] });

    expect(waiting).toBe('wrong-amendments');
    expect((await progress()).state).toBe('submitted');
    expect((await progress()).amendments).toBeUndefined();
  });

  // The last one: afterwards the organizer has a record.
  it('is in the record once the filing is approved', async () => {
    const organizer = `粤ICP备20269${String(people).padStart(5, '0')}号`;
    await told(
      accepted,
      { sequence: 2, kind: 'sms-waiting' },
      { sequence: 3, kind: 'sms-done' },
      { sequence: 4, kind: 'approved', numbers: { organizer, websites: { [websiteId]: `${organizer}-1` } } },
    );

    const { applicantId, state } = await (await reviews()).findFiling(filingId);
    const { contents } = await (await records()).findOwn(recordBegunBy(filingId), applicantId);
    expect(state).toBe('approved');
    expect(contents.websites[0]?.details?.name).toBe(AFTER);
  });
});
