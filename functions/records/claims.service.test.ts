import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { CLAIMABLE_NUMBER } from '../../local/claimable-record.ts';
import { database } from '../../shared/compose/database.ts';
import { reviews } from '../../tests/support/database/service-ports.ts';
import { approveFiling } from '../../tests/support/filings/approve-filing.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { haveCertificate, haveCertificateFor } from '../../tests/support/pictures/certificate-at-hand.ts';
import { type Call, callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { eligibleInput, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop, log } = await sharedLaptop();
beforeEach(async () => {
  const { sql } = await database();
  await sql.deleteFrom('record').execute();
  await sql.deleteFrom('caller_limit').execute();
});

const NUMBER = '粤ICP备2099000101号';
const CLAIMS = '/v1/records/claims';
const certificate = { ...eligibleInput('enterprise'), certificateNumber: CLAIMABLE_NUMBER };
let people = 0;

interface Claimed {
  readonly recordId: string;
}
const somebody = () => callerAt(laptop, `claims a record ${++people}`);

const codes = () =>
  laptop.sms
    .messages()
    .filter(({ phone }) => phone === `+86${ENTERPRISE.principal.mobile}`)
    .flatMap(({ text }) => /】你的验证码为(\d{6})，用于把备案归到一个账号管理，5分钟内有效。/.exec(text)?.[1] ?? []);

async function begun(call: Call) {
  // As a minute later: a number gets one code a minute.
  await (await database()).sql.deleteFrom('caller_limit').execute();
  const documentId = await haveCertificateFor(call, certificate);
  const reply = await call('POST', `${CLAIMS}/code`, { documentId });
  return { documentId, reply, code: codes().at(-1) ?? '' };
}
const listed = async (call: Call) => ((await call('GET', '/v1/records')).body as Reply<'listRecords'>).records;

describe('a claim of a record that came from elsewhere', () => {
  it('with the organizer’s certificate and the code of its principal brings it into 我的备案', async () => {
    const call = await somebody();
    const { documentId, reply, code } = await begun(call);

    const claimed = await call('POST', CLAIMS, { documentId, code });

    expect(reply).toMatchObject({
      status: 200,
      body: { number: NUMBER, mobile: expect.stringMatching(/^1\d\d\*{4}\d{4}$/) },
    });
    expect(claimed).toMatchObject({ status: 201, body: { number: NUMBER } });
    const { recordId } = claimed.body as Claimed;
    expect(await listed(call)).toMatchObject([
      {
        recordId,
        number: NUMBER,
        version: 1,
        state: 'live',
        organizer: { name: ENTERPRISE.organizer.name },
        websites: [{ number: `${NUMBER}-1`, domains: ['xinhe-filed.cn'], stateLabel: '已接入' }],
      },
    ]);
    const shown = (await call('GET', `/v1/records/${recordId}`)).body as Reply<'showRecord'>;
    expect(shown.versions).toMatchObject([{ version: 1, cause: 'claim', label: '认领备案' }]);
    const { sql } = await database();
    const audited = await sql.selectFrom('audit').select('action').where('subject_id', '=', recordId).execute();
    expect(audited.map(({ action }) => action)).toEqual(['record.claimed', 'record.viewed']);
    expect(JSON.stringify([reply.body, log.lines])).not.toContain(ENTERPRISE.principal.mobile);
  });

  it('can be changed then like any other', async () => {
    const call = await somebody();
    const { documentId, code } = await begun(call);
    const { recordId } = (await call('POST', CLAIMS, { documentId, code })).body as Claimed;

    const opened = await call('POST', '/v1/filings', {
      recordId,
      filingType: 'change',
      consentTextVersion: '2026-11',
    });

    expect(opened).toMatchObject({
      status: 201,
      body: { filingType: 'change', websites: [{ domain: 'xinhe-filed.cn' }] },
    });
  });

  it('with a wrong code brings nothing, and after some tries no code is right', async () => {
    const call = await somebody();
    const { documentId, code } = await begun(call);
    const wrong = code === '000000' ? '000001' : '000000';

    const refusals: string[] = [];
    for (let tried = 1; tried <= 6; tried += 1)
      refusals.push(refusalOf(await call('POST', CLAIMS, { documentId, code: wrong })));
    const late = await call('POST', CLAIMS, { documentId, code });

    expect(new Set(refusals)).toEqual(new Set(['401 one-time-code.wrong', '409 one-time-code.locked']));
    expect(refusalOf(late)).toBe('409 one-time-code.locked');
    expect(await listed(call)).toEqual([]);
  });

  it('is refused when somebody has the record, before anybody is asked for a code, and to whoever has it themselves', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const first = await begun(one);
    await one('POST', CLAIMS, { documentId: first.documentId, code: first.code });
    const before = codes().length;

    const refused: string[] = [];
    for (const call of [other, one]) {
      const { documentId, reply } = await begun(call);
      refused.push(refusalOf(reply), refusalOf(await call('POST', CLAIMS, { documentId, code: '000000' })));
    }

    expect(refused).toEqual(['409 claim.taken', '409 claim.taken', '409 claim.own', '409 claim.own']);
    expect(codes()).toHaveLength(before);
    expect(await listed(other)).toEqual([]);
  });

  it('by two at once goes to one of them', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const [first, second] = [await begun(one), await begun(other)];

    const both = await Promise.all([
      one('POST', CLAIMS, { documentId: first.documentId, code: first.code }),
      other('POST', CLAIMS, { documentId: second.documentId, code: second.code }),
    ]);

    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('needs a certificate that was read surely, in the account that claims', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const { accountId } = (await one('GET', '/v1/authorization-codes')).body as { readonly accountId: string };
    const unsure = await haveCertificate(accountId, certificate, {
      creditCode: { text: CLAIMABLE_NUMBER, confidence: 0.5 },
    });
    const others = await haveCertificateFor(other, certificate);
    const before = codes().length;

    const refused = [
      await one('POST', `${CLAIMS}/code`, { documentId: unsure }),
      await one('POST', `${CLAIMS}/code`, { documentId: others }),
    ];

    expect(refused.map(refusalOf)).toEqual(['422 claim.certificate-unread', '404 upload.unknown']);
    expect(codes()).toHaveLength(before);
  });

  it('asks about ten numbers a day at most, whether a code is wanted or typed', async () => {
    const call = await somebody();
    const ask = async (n: number) => {
      const certificateNumber = `9144030${n % 10}MA5ASKED${String(n).padStart(2, '0')}`;
      const documentId = await haveCertificateFor(call, { ...certificate, certificateNumber });
      return [
        refusalOf(await call('POST', CLAIMS, { documentId, code: '000000' })),
        refusalOf(await call('POST', `${CLAIMS}/code`, { documentId })),
      ];
    };

    const asked: string[][] = [];
    for (let n = 1; n <= 11; n += 1) asked.push(await ask(n));

    expect(new Set(asked.slice(0, 10).flat())).toEqual(new Set(['404 claim.none']));
    expect(asked[10]).toEqual(['429 eligibility.too-many-numbers', '429 eligibility.too-many-numbers']);
  });

  it('of an organizer of whom the record service tells nothing is refused, and nobody gets a code', async () => {
    const call = await somebody();
    const documentId = await haveCertificateFor(call, eligibleInput('enterprise'));
    const before = codes().length;

    expect(refusalOf(await call('POST', `${CLAIMS}/code`, { documentId }))).toBe('404 claim.none');
    expect(codes()).toHaveLength(before);
  });
});

const RECOVERIES = '/v1/records/recoveries';
const TRANSFERS = '/v1/records/transfers';

const transferCodes = () =>
  laptop.sms
    .messages()
    .filter(({ phone }) => phone === `+86${ENTERPRISE.principal.mobile}`)
    .flatMap(({ text }) => /】你的验证码为(\d{6})，用于把网站备案转到另一个账号，5分钟内有效。/.exec(text)?.[1] ?? []);

/** Somebody has the record, as a claim brought it. */
async function claimed() {
  const call = await somebody();
  const { documentId, code } = await begun(call);
  const { recordId } = (await call('POST', CLAIMS, { documentId, code })).body as Claimed;
  return { call, recordId };
}

async function asked(call: Call, input = certificate) {
  await (await database()).sql.deleteFrom('caller_limit').execute();
  const documentId = await haveCertificateFor(call, input);
  const reply = await call('POST', `${RECOVERIES}/code`, { documentId });
  return { documentId, reply, code: transferCodes().at(-1) ?? '' };
}

/** Another account has shown the certificate and the principal's code. */
async function recovered(input = certificate) {
  const call = await somebody();
  const { documentId, reply, code } = await asked(call, input);
  const made = await call('POST', RECOVERIES, { documentId, code });
  return { call, documentId, reply, made, transferId: (made.body as Reply<'recoverRecord'>).transferId };
}

const accept = (call: Call, transferId: string, documentId: string) =>
  call('POST', `${TRANSFERS}/${transferId}/acceptances`, { documentId });
const transfersOf = async (call: Call) => ((await call('GET', TRANSFERS)).body as Reply<'listTransfers'>).transfers;

describe('a record whose account is lost', () => {
  it('is recovered by certificate and the principal’s code as a transfer is: it waits a day, and its holder sees it', async () => {
    const { call: holder, recordId } = await claimed();

    const { call, documentId, reply, made, transferId } = await recovered();
    const opened = await call('POST', `${TRANSFERS}/openings`, { transferId });
    const accepted = await accept(call, transferId, documentId);

    expect(reply.body).toMatchObject({ number: NUMBER, mobile: expect.stringMatching(/^1\d\d\*{4}\d{4}$/) });
    expect(made.status).toBe(201);
    expect(opened.body).toMatchObject({
      transfer: { state: 'opened', role: 'target', isRecovery: true },
      number: NUMBER,
      domains: ['xinhe-filed.cn'],
      takesCertificate: true,
    });
    expect(accepted.body).toMatchObject({ transfer: { state: 'waiting' } });
    const [seen] = await transfersOf(holder);
    expect(seen).toMatchObject({ role: 'holder', state: 'waiting', isRecovery: true, recordId });
    const hours = (Date.parse(seen?.movesAt ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    const { sql } = await database();
    const told = await sql.selectFrom('outbox').select('payload').where('topic', '=', 'reminder').execute();
    expect(told.flatMap(({ payload }) => ('transferId' in payload ? [payload.recipient] : [])).toSorted()).toEqual(
      expect.arrayContaining(['holder', 'principal']),
    );
    const audited = await sql.selectFrom('audit').select('action').where('subject_id', '=', recordId).execute();
    expect(audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['record.recovery-begun', 'record.recovery-opened', 'transfer.accepted']),
    );
    expect(JSON.stringify([reply.body, made.body, opened.body, log.lines])).not.toContain(ENTERPRISE.principal.mobile);
  });

  it('is the other account’s after the day, its holder has it no more, and all three are told', async () => {
    const { call: holder, recordId } = await claimed();
    const { call, documentId, transferId } = await recovered();
    await accept(call, transferId, documentId);
    const { sql } = await database();
    const numbersOf = async (who: Call) =>
      ((await who('GET', '/v1/records')).body as Reply<'listRecords'>).records.map(({ number }) => number);
    const early = [await numbersOf(holder), await numbersOf(call)];

    await sql.updateTable('outbox').set({ state: 'sent', failure: null }).execute();
    await sql.updateTable('record_transfer').set({ moves_at: new Date() }).where('id', '=', transferId).execute();
    await laptop.timers.fire('process-timer');

    expect(early).toEqual([[NUMBER], []]);
    expect([await numbersOf(holder), await numbersOf(call)]).toEqual([[], [NUMBER]]);
    expect(refusalOf(await holder('GET', `/v1/records/${recordId}`))).toBe('404 record.unknown');
    expect((await transfersOf(holder))[0]).toMatchObject({ state: 'moved', endLabel: '备案已转到新的账号' });
    const told = await sql.selectFrom('outbox').select('key').where('key', 'like', `%moved/${transferId}/%`).execute();
    expect(told.map(({ key }) => key.split('/').at(-1)).toSorted()).toEqual(['holder', 'principal', 'target']);
  });

  it('can’t be asked for again for 30 days once its holder has stopped it', async () => {
    const { call: holder } = await claimed();
    const { call, transferId } = await recovered();
    await holder('DELETE', `${TRANSFERS}/${transferId}`);
    const before = transferCodes().length;

    const again = await asked(call);
    await (await database()).sql
      .updateTable('record_transfer')
      .set({ ended_at: new Date(Date.now() - 30 * 24 * 3_600_000 - 1000) })
      .where('id', '=', transferId)
      .execute();
    const later = await asked(call);

    expect(refusalOf(again.reply)).toBe('409 recovery.stopped');
    const { retryAfterSeconds } = (again.reply.body as ErrorReply).error.facts as { retryAfterSeconds: number };
    expect(Math.round(retryAfterSeconds / 86_400)).toBe(30);
    expect(transferCodes().length).toBe(before + 1);
    expect(later.reply.status).toBe(200);
  });

  it('is said to be on its way already before anybody is asked for a code', async () => {
    await claimed();
    const { call, documentId, transferId } = await recovered();
    await accept(call, transferId, documentId);
    const before = transferCodes().length;

    const second = await asked(await somebody());

    expect(refusalOf(second.reply)).toBe('409 transfer.under-way');
    expect(transferCodes()).toHaveLength(before);
  });

  it('is refused while a filing of it is open, to its own account, and when nobody has it', async () => {
    const none = await asked(await somebody());
    const { call: holder, recordId } = await claimed();
    const own = await asked(holder);
    await holder('POST', '/v1/filings', { recordId, filingType: 'change', consentTextVersion: '2026-11' });
    const open = await asked(await somebody());

    expect([none, own, open].map(({ reply }) => refusalOf(reply))).toEqual([
      '404 claim.none',
      '409 claim.own',
      '409 recovery.filing-open',
    ]);
  });

  it('with a wrong code brings nothing; a transfer that was opened is another account’s secret', async () => {
    await claimed();
    const call = await somebody();
    const { documentId, code } = await asked(call);
    const wrong = await call('POST', RECOVERIES, { documentId, code: code === '000000' ? '000001' : '000000' });
    const right = await call('POST', RECOVERIES, { documentId, code });
    const { transferId } = right.body as Reply<'recoverRecord'>;

    const strange = await (await somebody())('POST', `${TRANSFERS}/openings`, { transferId });

    expect(refusalOf(wrong)).toBe('401 one-time-code.wrong');
    expect(refusalOf(strange)).toBe('404 transfer.unknown');
  });

  it('that was filed here takes the principal’s face, and no certificate', async () => {
    const name = `loses an account ${++people}`;
    const { filingId, websiteId } = await filledDraft(await laptop.signedIn(name));
    await approveFiling(await reviews(), { filingId, websiteId, organizer: '粤ICP备2026000001号' });

    const { call, documentId, transferId } = await recovered(eligibleInput('enterprise'));
    const opened = await call('POST', `${TRANSFERS}/openings`, { transferId });
    const refused = await accept(call, transferId, documentId);
    const check = await call('GET', `${TRANSFERS}/${transferId}/liveness-checks`);

    expect(opened.body).toMatchObject({ takesCertificate: false });
    expect(refusalOf(refused)).toBe('409 recovery.face-needed');
    expect(check.body).toMatchObject({ isOffered: true, principal: '周**', triesLeft: 3 });
    expect((await transfersOf(call))[0]).toMatchObject({ state: 'opened' });
  });
});
