import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { database } from '../../shared/compose/database.ts';
import { erasure } from '../../tests/support/database/service-ports.ts';
import { newRecording, PHONE_MEDIA, TRANSFERS, transferRoom } from '../../tests/support/filings/transfer-room.ts';
import { haveCertificateFor } from '../../tests/support/pictures/certificate-at-hand.ts';
import { refusalOf } from '../../tests/support/routes/caller.ts';
import { eligibleInput, inProcessLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await inProcessLaptop({ review: 'manual' });
const NUMBER = '粤ICP备2026000001号';
const room = transferRoom(laptop, NUMBER);
beforeEach(async () => {
  await (await database()).sql.deleteFrom('outbox').execute();
});

const numbersOf = async (call: Awaited<ReturnType<typeof room.opened>>['to']) =>
  ((await call('GET', '/v1/records')).body as Reply<'listRecords'>).records.map(({ number }) => number);

/** What the vendor was asked, and who paid for it. */
async function spent(filingId: string) {
  const rows = await (await database()).sql
    .selectFrom('paid_call')
    .select(['payer', 'calls'])
    .where('service', '=', 'liveness')
    .execute();
  return rows.filter(({ payer }) => payer.startsWith('person/') || payer === `filing/${filingId}`);
}

describe('the principal’s check in place of a certificate', { timeout: 120_000 }, () => {
  it('is passed on their own phone, accepts the record, and is over then', async () => {
    const { filingId, from, filer, to, transferId } = await room.opened();
    const { made, pass, first } = await room.link(to, transferId);

    const { checkId, verified } = await room.tried(pass, filer, true);
    const shown = await room.look(to, transferId);
    const accepted = await room.accept(to, transferId);

    expect(first.body).toEqual({
      state: 'opened',
      purpose: 'transfer',
      organizer: '深圳市云帆样例科技有限公司',
      domain: ENTERPRISE.domain,
      number: NUMBER,
      giver: '用微信登录的账号',
      receiver: '用微信登录的账号',
      siteOwner: '周**',
      consentTextVersion: PHONE_MEDIA.consentTextVersion,
      triesLeft: 3,
      expiresAt: expect.any(String),
    });
    expect(verified.body).toMatchObject({ checkId, state: 'passed' });
    expect(shown).toMatchObject({ isOffered: true, principal: '周**', handOver: { state: 'passed' } });
    expect(accepted.body).toMatchObject({ transfer: { state: 'waiting', movesAt: expect.any(String) } });
    const [onPhone, toTarget] = [first.text + verified.text, made.text + JSON.stringify(shown) + accepted.text];
    expect(onPhone).not.toContain(filingId);
    for (const secret of [ENTERPRISE.principal.name, ENTERPRISE.principal.idNumber, ENTERPRISE.principal.mobile])
      expect(onPhone + toTarget).not.toContain(secret);
    const after = [await room.accept(to, transferId), await room.phone('/checks', { ...pass, ...PHONE_MEDIA })];
    expect(after.map(refusalOf)).toEqual(['409 transfer.over', '409 hand-over.over']);
    const { sql } = await database();
    await sql.updateTable('record_transfer').set({ moves_at: new Date() }).where('id', '=', transferId).execute();
    await laptop.timers.fire('process-timer');
    expect([await numbersOf(from), await numbersOf(to)]).toEqual([[], [NUMBER]]);
  });

  it('is paid for by the account that takes over, and shown to the holder as no site owner’s', async () => {
    const { filingId, from, filer, to, transferId } = await room.opened();
    const before = await spent(filingId);
    const { pass } = await room.link(to, transferId);
    const { checkId } = await room.tried(pass, filer, true);

    const paid = (await spent(filingId)).filter(({ payer }) => !before.some((spending) => spending.payer === payer));
    const holders = [
      await from('GET', `/v1/liveness-checks/${checkId}`),
      await from('POST', `/v1/liveness-checks/${checkId}/verification`),
    ];

    // The holder had paid before, for their own filing.
    const payers = paid.map(({ payer }) => payer.replace(/^person\/[\da-f]+$/, 'a person'));
    expect(payers.toSorted()).toEqual(['a person', `filing/${filingId}`]);
    expect(holders.map(refusalOf)).toEqual(['404 liveness.unknown', '404 liveness.unknown']);
    expect((await from('GET', `/v1/liveness-checks?filingId=${filingId}`)).body).toEqual({ checks: [] });
    expect((await from('GET', `/v1/liveness-checks/hand-overs?filingId=${filingId}`)).body).toEqual({ handOvers: [] });
  });

  it('refuses somebody else three times, and then only the certificate is left', async () => {
    const { filer, to, transferId } = await room.opened();
    const { pass } = await room.link(to, transferId);

    const first = await room.tried(pass, filer, false);
    const early = await room.accept(to, transferId);
    const again = await room.link(to, transferId);
    const later = [await room.tried(again.pass, filer, false), await room.tried(again.pass, filer, false)];
    const fourth = await room.phone('/checks', { ...again.pass, ...PHONE_MEDIA });
    const another = await room.link(to, transferId);

    expect([first, ...later].map(({ verified }) => verified.body)).toMatchObject([
      { state: 'failed', triesLeft: 2, reasons: [{ advice: '视频中的人与证件照片不一致，请由主体负责人本人完成。' }] },
      { state: 'failed', triesLeft: 1 },
      { state: 'failed', triesLeft: 0 },
    ]);
    expect([early, fourth, another.made].map(refusalOf)).toEqual([
      '409 transfer.check-missing',
      '409 hand-over.over',
      '409 transfer.check-unavailable',
    ]);
    expect(await room.look(to, transferId)).toMatchObject({
      isOffered: false,
      reason: '刷脸 3 次都没有通过，不能再刷，请上传主体的证件。',
      triesLeft: 0,
    });
    const documentId = await haveCertificateFor(to, eligibleInput('enterprise'));
    const shown = await to('POST', `${TRANSFERS}/${transferId}/acceptances`, { documentId });
    expect(shown.body).toMatchObject({ transfer: { state: 'waiting' } });
  });

  it('counts for no other transfer of the same record, and its recording can’t be shown again', async () => {
    const { filingId, from, filer, to, transferId } = await room.opened();
    const { pass } = await room.link(to, transferId);
    const recording = await newRecording();
    await room.tried(pass, filer, true, recording);

    const next = await room.openedAgain(from, filingId);
    const borrowed = await room.accept(next.to, next.transferId);
    const old = await room.accept(to, transferId);
    const second = await room.link(next.to, next.transferId);
    const { verified } = await room.tried(second.pass, filer, true, recording);

    expect([borrowed, old].map(refusalOf)).toEqual(['409 transfer.check-missing', '409 transfer.over']);
    expect(verified.body).toMatchObject({ state: 'failed', reasons: [{ code: 'seen-before' }] });
    expect(refusalOf(await room.accept(next.to, next.transferId))).toBe('409 transfer.check-missing');
  });

  it('counts for an hour', async () => {
    const { filer, to, transferId } = await room.opened();
    const { pass } = await room.link(to, transferId);
    const { checkId } = await room.tried(pass, filer, true);
    const { sql } = await database();
    const row = await sql
      .selectFrom('liveness_check')
      .select('expires_at')
      .where('id', '=', checkId)
      .executeTakeFirstOrThrow();
    await sql.updateTable('liveness_check').set({ expires_at: new Date() }).where('id', '=', checkId).execute();

    const stale = await room.accept(to, transferId);

    expect(Math.abs(row.expires_at.getTime() - Date.now() - 3_600_000)).toBeLessThan(120_000);
    expect(refusalOf(stale)).toBe('409 transfer.check-missing');
    expect((await room.link(to, transferId)).made.status).toBe(201);
  });

  it('is lost with the filing that it hangs on: then only the certificate is left', async () => {
    const { filingId, filer, to, transferId } = await room.opened();
    const { pass } = await room.link(to, transferId);
    await room.tried(pass, filer, true);
    await (await erasure()).eraseFilings([filingId]);

    const replies = [await room.accept(to, transferId), await room.phone('/openings', pass)];

    expect(replies.map(refusalOf)).toEqual(['409 transfer.check-missing', '404 hand-over.unknown']);
    expect(await room.look(to, transferId)).toEqual({
      isOffered: false,
      reason: '这份备案不是由原账号在这里办理的，没有可以核对的负责人信息，不能刷脸，请上传主体的证件。',
      principal: '周**',
      triesLeft: 0,
    });
  });

  it('needs the consent of the account that asks, and of the one that filed', async () => {
    const { from, to, transferId } = await room.opened();
    await to('DELETE', '/v1/me/consents');
    const without = await room.link(to, transferId);
    await to('POST', '/v1/me/consents', { textVersion: PHONE_MEDIA.consentTextVersion });
    const { pass } = await room.link(to, transferId);
    await from('DELETE', '/v1/me/consents');

    const begun = await room.phone('/checks', { ...pass, ...PHONE_MEDIA });

    expect([without.made, begun].map(refusalOf)).toEqual(['422 consent.missing', '422 consent.missing']);
    expect(await room.look(to, transferId)).toMatchObject({
      isOffered: false,
      reason: '原账号没有同意处理人脸信息，不能刷脸，请上传主体的证件。',
    });
  });

  it('begins ten times at most for one transfer', async () => {
    const { to, transferId } = await room.opened();
    const { pass } = await room.link(to, transferId);
    const begin = (body: object) => room.phone('/checks', { ...body, ...PHONE_MEDIA });

    const begun = [];
    for (let times = 0; times < 10; times += 1) begun.push((await begin(pass)).status);
    const eleventh = await begin(pass);
    const elsewhere = await begin((await room.link(to, transferId)).pass);

    expect(begun).toEqual(Array(10).fill(201));
    expect([eleventh, elsewhere].map(refusalOf)).toEqual(['409 hand-over.over', '409 hand-over.over']);
  });
});

describe('who has only a link', { timeout: 120_000 }, () => {
  it('to the transfer, of which another account is the target, gets no link to a check and accepts nothing', async () => {
    const { from, filer, to, transferId } = await room.opened();
    const { pass } = await room.link(to, transferId);
    await room.tried(pass, filer, true);
    const { to: thief } = await room.opened();

    const doings = [
      await thief('GET', `${TRANSFERS}/${transferId}/liveness-checks`),
      await thief('POST', `${TRANSFERS}/${transferId}/liveness-checks`),
      await room.accept(thief, transferId),
      await from('POST', `${TRANSFERS}/${transferId}/liveness-checks`),
      await room.accept(from, transferId),
    ];

    expect(doings.map(refusalOf)).toEqual(Array(5).fill('404 transfer.unknown'));
  });

  it('to the check does nothing on a second phone, and nothing once the transfer was stopped or accepted', async () => {
    const { from, filer, to, transferId } = await room.opened();
    const { pass } = await room.link(to, transferId);
    const second = await room.phone('/openings', { ...pass, device: 'A'.repeat(43) });
    const checkId = await room.recorded(pass, filer);
    await from('DELETE', `${TRANSFERS}/${transferId}`);

    const doings = [
      await room.phone('/checks', { ...pass, ...PHONE_MEDIA }),
      await room.phone('/verifications', { ...pass, checkId }),
    ];

    expect(refusalOf(second)).toBe('403 hand-over.other-device');
    expect(doings.map(refusalOf)).toEqual(['409 hand-over.over', '409 hand-over.over']);
    expect((await room.phone('/openings', pass)).body).toMatchObject({ state: 'cancelled' });
  });

  it('and is asked without knowing why can decline: the transfer ends, and both ends say so', async () => {
    const { from, to, transferId } = await room.opened();
    const { pass } = await room.link(to, transferId);

    await room.phone('/refusals', { ...pass, reason: 'unknown-asker' });

    expect(await room.look(to, transferId)).toMatchObject({
      isOffered: false,
      triesLeft: 0,
      handOver: { state: 'declined', declineReason: 'unknown-asker' },
    });
    expect((await room.phone('/openings', pass)).body).toMatchObject({ state: 'declined', triesLeft: 0 });
    const { transfers } = (await from('GET', TRANSFERS)).body as { transfers: readonly { transferId: string }[] };
    expect(transfers.find((transfer) => transfer.transferId === transferId)).toMatchObject({
      state: 'stopped',
      endLabel: '主体负责人停止了转移',
    });
    expect(refusalOf(await room.phone('/checks', { ...pass, ...PHONE_MEDIA }))).toBe('409 hand-over.over');
  });
});
