import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { database } from '../../shared/compose/database.ts';
import { reviews } from '../../tests/support/database/service-ports.ts';
import { approveFiling } from '../../tests/support/filings/approve-filing.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { lastSmsCode } from '../../tests/support/sms-code.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await inProcessLaptop({ review: 'manual', variables: { ENDING_REVIEW: 'on' } });
beforeEach(async () => {
  const { sql } = await database();
  await sql.deleteFrom('record').execute();
  await sql.deleteFrom('caller_limit').execute();
  await sql.updateTable('filing').set({ state: 'abandoned' }).where('state', '<>', 'approved').execute();
});

const NUMBER = '粤ICP备2026000001号';
const smsCode = () => lastSmsCode(laptop);

/** Somebody with a record of one website, and what they do with it. */
async function filed(name: string) {
  const { filingId: recordId, websiteId } = await filledDraft(await laptop.signedIn(name));
  await approveFiling(await reviews(), { filingId: recordId, websiteId, organizer: NUMBER });
  const call = await callerAt(laptop, name);
  const path = `/v1/records/${recordId}/endings/cancel-organizer`;
  const cancel = async () => {
    // As a minute later: a number gets one code a minute.
    await (await database()).sql.deleteFrom('caller_limit').execute();
    await call('POST', `${path}/code`);
    const reply = await call('POST', path, { reason: 'not-run', confirmed: ['FT-44'], code: smsCode() });
    expect(reply).toMatchObject({ status: 202, body: { state: 'submitted' } });
    return (reply.body as Reply<'fileEnding'>).filingId;
  };
  const record = async () => ((await call('GET', '/v1/records')).body as Reply<'listRecords'>).records[0];
  const stateOf = async (filingId: string) => (await (await reviews()).findFiling(filingId)).state;
  return { call, cancel, record, stateOf };
}

/** What the desk has of a filing. */
const atDesk = (filingId: string) => laptop.reviewDesk.list().find((filing) => filing.filingId === filingId);

/** The desk decides, once the filing has reached it, and its verdicts have arrived. */
async function decides(filingId: string, ...decisions: Parameters<typeof laptop.reviewDesk.decide>[1][]) {
  await vi.waitFor(() => expect(atDesk(filingId)?.submission).toBeDefined(), { timeout: 60_000, interval: 100 });
  for (const decision of decisions) {
    laptop.reviewDesk.decide(filingId, decision);
    await laptop.reviewDesk.idle();
  }
}

describe('an ending that the desk reviews first', { timeout: 120_000 }, () => {
  it('waits for the desk, which is told so, and ends the record only with the authority’s approval', async () => {
    const { cancel, record, stateOf } = await filed('is reviewed');
    const filingId = await cancel();
    await decides(filingId, { kind: 'accepted' });
    const accepted = await stateOf(filingId);

    await decides(filingId, { kind: 'sms-waiting' }, { kind: 'sms-done' }, { kind: 'approved' });

    expect(atDesk(filingId)?.submission?.data).toMatchObject({ initialReview: true, ending: { reason: 'not-run' } });
    expect([accepted, await stateOf(filingId)]).toEqual(['queued', 'approved']);
    expect(await record()).toMatchObject({ state: 'ended', version: 2, ended: { why: 'own-cancellation' } });
  });

  it('that the desk returns can’t be handed in again; it is given up, and another one is filed', async () => {
    const { call, cancel, record, stateOf } = await filed('is returned');
    const filingId = await cancel();
    const flagged = [{ field: 'filing', reason: '请先结清费用' }];
    await decides(filingId, { kind: 'returned', flagged });

    const again = await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
    const returned = await stateOf(filingId);
    const abandoned = await call('POST', `/v1/submissions/${filingId}/abandonment`);
    const other = await cancel();

    expect([returned, refusalOf(again), abandoned.status]).toEqual(['returned', '409 filing.wrong-state', 200]);
    expect([await stateOf(filingId), await stateOf(other)]).toEqual(['abandoned', 'submitted']);
    expect(await record()).toMatchObject({ state: 'live', version: 1 });
  });

  it('that its account withdraws is over at once: the desk hears of it, and another filing may begin', async () => {
    const { call, cancel, record, stateOf } = await filed('is withdrawn');
    const filingId = await cancel();
    await decides(filingId);

    const withdrawn = await call('DELETE', `/v1/submissions/${filingId}`);

    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'abandoned' } });
    await vi.waitFor(() => expect(atDesk(filingId)?.withdrawnRound).toBe(1), { timeout: 60_000, interval: 100 });
    expect(await record()).toMatchObject({ state: 'live', version: 1 });
    expect(await stateOf(await cancel())).toBe('submitted');
  });

  it('can be withdrawn once it is accepted, before the authority has it', async () => {
    const { call, cancel, record, stateOf } = await filed('is accepted');
    const filingId = await cancel();
    await decides(filingId, { kind: 'accepted' });

    const withdrawn = await call('DELETE', `/v1/submissions/${filingId}`);

    expect([withdrawn.status, await stateOf(filingId)]).toEqual([200, 'abandoned']);
    expect(await record()).toMatchObject({ state: 'live', version: 1 });
  });
});
