import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { sendsAt } from '../../desk/domain/cases/decision.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { objectStore } from '../../platform/compose/object-store.ts';
import { database } from '../../shared/compose/database.ts';
import type { Filer } from '../../tools/walk/filer.ts';
import { openCos } from '../support/database/cos-under-test.ts';
import { objectStoreOn } from '../support/database/object-store.ts';
import { startDesk } from '../support/desk/desk.ts';
import { readyFiling } from '../support/filings/ready-filing.ts';
import { callerAt } from '../support/routes/caller.ts';
import { inProcessLaptop } from '../support/test-laptop.ts';

const clock = { now: () => new Date() };
const gateway = { url: '' };
const dir = mkdtempSync(join(tmpdir(), 'both-services-'));
const cos = await openCos();
const desk = await startDesk({
  clock,
  objectStore: objectStoreOn(cos),
  secret: laptopSecrets(dir).DESK_SECRET,
  webhookUrl: () => `${gateway.url}/v1/webhooks/review`,
});
const { laptop } = await inProcessLaptop({ dir, variables: { REVIEW_DESK_URL: desk.url } });
gateway.url = laptop.addresses.gateway;
const PATIENCE = { timeout: 120_000, interval: 200 };
// The one server of the specimens takes only a limited number of websites that are filed or in progress.
afterEach(async () => {
  const { sql } = await database();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});
afterAll(async () => {
  await desk.close();
  await cos.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A filing that was submitted and has reached the desk, with its papers. */
async function atTheDesk(name: string) {
  const filer = await laptop.signedIn(name);
  const { filingId } = await readyFiling(filer);
  const { sql } = await database();
  const papers = await sql.selectFrom('document').select('clean_key').where('filing_id', '=', filingId).execute();
  for (const { clean_key: key } of papers)
    if (key) await (await objectStore()).write(key, Buffer.from(key), 'image/jpeg');
  const call = await callerAt(laptop, name);
  expect((await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true })).status).toBe(202);
  await laptop.timers.fire('delivery');
  // A delivery that the submission itself called may be at it.
  await vi.waitFor(async () => expect((await caseOf(filingId))?.state).toBe('open'), PATIENCE);
  return { filer, filingId, call, papers };
}

const caseOf = async (filingId: string) => {
  const [row] = await desk.test.query<{ id: string; state: string; due_at: Date | null }>(
    'select id, state, due_at from desk.review_case where filing_id = $1',
    [filingId],
  );
  return row;
};

async function decide(filingId: string, kind: 'accepted' | 'returned', undoSeconds = 0) {
  const decidedAt = clock.now();
  const flagged = [{ field: 'organizer.remark', reason: '备注没有写明用途。', suggestion: '请写明网站的用途。' }];
  const caseId = (await caseOf(filingId))?.id ?? '';
  await desk.openCases.setLease(caseId, { holder: 'lin-yue', until: new Date(decidedAt.getTime() + 60_000) });
  return desk.decisions.decide({
    id: cryptoIds.uuid(),
    caseId,
    kind,
    flagged: kind === 'returned' ? flagged : [],
    decidedBy: 'lin-yue',
    decidedAt,
    sendsAt: sendsAt(decidedAt, undoSeconds),
  });
}

/** The state of a filing once the desk's timer has run: a busy filing service is told again of a decision. */
const stateOf = async (filer: Filer, filingId: string) => {
  await desk.tick();
  return (await filer.progress(filingId)).state;
};

describe('the filing service with the desk behind it', { timeout: 300_000 }, () => {
  it('hands a filing in with its papers, and learns that it was returned and why', async () => {
    const { filer, filingId, papers } = await atTheDesk('is returned');
    const stored = await desk.test.query(
      'select 1 from desk.stored_document where filing_id = $1 and stored_at is not null',
      [filingId],
    );
    const next = await desk.workList.takeNext('lin-yue', 20);

    const decided = await decide(filingId, 'returned');
    await expect.poll(() => stateOf(filer, filingId), PATIENCE).toBe('returned');

    expect(papers.length).toBeGreaterThan(3);
    expect(stored.length).toBe(papers.length);
    expect(next).toMatchObject({ filingId, filingType: 'first', province: '440000' });
    expect(next?.dueAt).toBeInstanceOf(Date);
    expect(decided).toBe('waiting');
  });

  it('learns that a filing was accepted', async () => {
    const { filer, filingId } = await atTheDesk('is accepted');

    await decide(filingId, 'accepted');

    await expect.poll(() => stateOf(filer, filingId), PATIENCE).toBe('queued');
  });

  it('takes a filing back before its verdict has left, which then never does', async () => {
    const { filer, filingId, call } = await atTheDesk('takes it back');
    await decide(filingId, 'accepted', 60);

    expect((await call('DELETE', `/v1/submissions/${filingId}`)).status).toBe(200);
    await laptop.timers.fire('delivery');
    await vi.waitFor(async () => expect((await caseOf(filingId))?.state).toBe('withdrawn'), PATIENCE);
    await desk.tick();

    expect((await filer.progress(filingId)).state).toBe('draft');
    expect(await desk.verdicts.after([{ filingId, round: 1, after: 0 }])).toEqual([]);
  });
});
