import { createHash, randomBytes } from 'node:crypto';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { database } from '../../shared/compose/database.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { accounts, recordTransfers, reviews } from '../../tests/support/database/service-ports.ts';
import { approveFiling } from '../../tests/support/filings/approve-filing.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { transferRoom } from '../../tests/support/filings/transfer-room.ts';
import { haveCertificateFor } from '../../tests/support/pictures/certificate-at-hand.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { eligibleInput, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop, log } = await sharedLaptop();
beforeEach(async () => {
  const { sql } = await database();
  await sql.deleteFrom('record').execute();
  await sql.deleteFrom('caller_limit').execute();
  await sql.deleteFrom('outbox').execute();
});

const NUMBER = '粤ICP备2026000001号';
const TRANSFERS = '/v1/records/transfers';
const MOBILE = ENTERPRISE.principal.mobile;
let people = 0;

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');
const textsTo = (mobile: string) =>
  laptop.sms
    .messages()
    .filter(({ phone }) => phone === `+86${mobile}`)
    .map(({ text }) => text);
/** The codes that were sent for a transfer; other messages may arrive meanwhile. */
const codesTo = (mobile: string) =>
  textsTo(mobile).flatMap(
    (text) => /】你的验证码为(\d{6})，用于把网站备案转到另一个账号，5分钟内有效。/.exec(text)?.[1] ?? [],
  );
const codeSent = () => codesTo(MOBILE).at(-1) ?? '';

/** Somebody whose filing was approved. */
async function holder() {
  const name = `holds a record ${++people}`;
  const { filingId, websiteId } = await filledDraft(await laptop.signedIn(name));
  await approveFiling(await reviews(), { filingId, websiteId, organizer: NUMBER });
  return { recordId: filingId, call: await callerAt(laptop, name) };
}

const target = () => callerAt(laptop, `takes a record over ${++people}`);

async function started(call: Call, recordId: string) {
  // As a minute later: a number gets one code a minute.
  await (await database()).sql.deleteFrom('caller_limit').execute();
  const reply = await call('POST', `/v1/records/${recordId}/transfers`);
  return { reply, transferId: (reply.body as Reply<'startTransfer'>).transferId };
}

async function offered(call: Call, recordId: string) {
  const { transferId } = await started(call, recordId);
  const token = randomBytes(32).toString('base64url');
  const reply = await call('POST', `${TRANSFERS}/${transferId}/offers`, { code: codeSent(), digest: sha256(token) });
  expect(reply.status).toBe(200);
  return { transferId, token };
}

const open = (call: Call, token: string) => call('POST', `${TRANSFERS}/openings`, { token });
const accept = (call: Call, transferId: string, documentId: string) =>
  call('POST', `${TRANSFERS}/${transferId}/acceptances`, { documentId });

/** A transfer that waits for its day. */
async function waiting() {
  const from = await holder();
  const { transferId, token } = await offered(from.call, from.recordId);
  const to = await target();
  await open(to, token);
  const accepted = await accept(to, transferId, await haveCertificateFor(to, eligibleInput('enterprise')));
  expect(accepted.status).toBe(200);
  return { from, to, transferId, token };
}

/** What the principal was sent after so many messages, once it has arrived. */
const arrived = (pattern: RegExp, after: number) =>
  vi.waitFor(
    () => {
      const found = pattern.exec(textsTo(MOBILE).slice(after).join('\n'));
      if (!found) throw new Error('nothing of the kind has arrived');
      return found[1] ?? '';
    },
    { timeout: 60_000, interval: 200 },
  );

/** Until no message of another transfer is left that could meet what is meant for the next one. */
const allSent = () =>
  vi.waitFor(
    async () => {
      await laptop.timers.fire('delivery');
      const { sql } = await database();
      const due = sql
        .selectFrom('outbox')
        .select('key')
        .where('state', '=', 'waiting')
        .where('due_at', '<=', new Date());
      expect(await due.execute()).toEqual([]);
    },
    { timeout: 60_000, interval: 200 },
  );

const own = async (call: Call) => ((await call('GET', TRANSFERS)).body as Reply<'listTransfers'>).transfers;
const numbersOf = async (call: Call) =>
  ((await call('GET', '/v1/records')).body as Reply<'listRecords'>).records.map(({ number }) => number);

const anonymous = async (path: string, body: object) => {
  const response = await fetch(`${laptop.addresses.gateway}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
};

async function aDayLater(transferId: string) {
  const { sql } = await database();
  await sql.updateTable('record_transfer').set({ moves_at: new Date() }).where('id', '=', transferId).execute();
  await laptop.timers.fire('process-timer');
}

describe('a record that goes to another account', { timeout: 120_000 }, () => {
  it('needs the code of the principal, the other account’s certificate and a day, and is then theirs', async () => {
    const { call, recordId } = await holder();
    const { reply, transferId } = await started(call, recordId);
    expect(reply).toMatchObject({ status: 202, body: { mobile: '138****0017', expiresInSeconds: 300 } });
    const token = randomBytes(32).toString('base64url');
    const offer = { code: codeSent(), digest: sha256(token) };
    await call('POST', `${TRANSFERS}/${transferId}/offers`, offer);
    const to = await target();

    const opened = await open(to, token);
    const documentId = await haveCertificateFor(to, eligibleInput('enterprise'));
    const accepted = await accept(to, transferId, documentId);

    expect(opened.body).toMatchObject({
      number: NUMBER,
      organizer: ENTERPRISE.organizer.name,
      domains: [ENTERPRISE.domain],
      certificateType: 'business-licence',
      transfer: { role: 'target', state: 'opened', stateLabel: '等你接收' },
    });
    expect(opened.text).not.toContain(ENTERPRISE.licence.creditCode);
    expect(accepted.body).toMatchObject({ transfer: { state: 'waiting', movesAt: expect.any(String) } });
    expect([await numbersOf(call), await numbersOf(to)]).toEqual([[NUMBER], []]);
    await aDayLater(transferId);
    expect([await numbersOf(call), await numbersOf(to)]).toEqual([[], [NUMBER]]);
    expect([await own(call), await own(to)]).toMatchObject([
      [{ role: 'holder', state: 'moved', endLabel: '备案已转到新的账号' }],
      [{ role: 'target', state: 'moved' }],
    ]);
    // The certificate that was shown is gone after a day; the record is enough to ask about its number.
    const { sql } = await database();
    await sql.deleteFrom('document').where('filing_id', 'is', null).execute();
    const asked = { ...eligibleInput('enterprise'), domain: 'yunfan-shop.cn' };
    expect((await to('POST', '/v1/eligibility-checks', asked)).body).not.toHaveProperty('certificate');
    const audited = await sql.selectFrom('audit').select('action').where('subject_id', '=', recordId).execute();
    expect(audited.map(({ action }) => action)).toEqual([
      'transfer.started',
      'transfer.offered',
      'transfer.opened',
      'transfer.accepted',
    ]);
    expect(await call('GET', `/v1/records/${recordId}`).then(refusalOf)).toBe('404 record.unknown');
  });

  it('says who gives what to whoever has the link, and both sides to each of them and to the principal, masked', async () => {
    const [holderPhone, targetPhone] = [`1382226${1000 + ++people}`, `1392226${1000 + ++people}`];
    const masked = (mobile: string) => `手机号 ${mobile.slice(0, 3)}****${mobile.slice(7)} 的账号`;
    const from = await holder();
    const { transferId, token } = await offered(from.call, from.recordId);
    const link = await anonymous(`${TRANSFERS}/previews`, { token });
    const unsigned = await (await database()).sql
      .selectFrom('record_transfer')
      .selectAll()
      .where('id', '=', transferId)
      .executeTakeFirstOrThrow();
    await (await accounts()).linkPhone(unsigned.holder_id, holderPhone);
    const to = await target();
    await open(to, token);
    const { target_id } = await (await database()).sql
      .selectFrom('record_transfer')
      .select('target_id')
      .where('id', '=', transferId)
      .executeTakeFirstOrThrow();
    await (await accounts()).linkPhone(target_id ?? '', targetPhone);

    const opened = await to('POST', `${TRANSFERS}/openings`, { transferId });
    await accept(to, transferId, await haveCertificateFor(to, eligibleInput('enterprise')));
    const stopCode = (await (await recordTransfers()).stopCodeOf(transferId)) ?? '';
    const stop = await anonymous(`${TRANSFERS}/stops/openings`, { code: stopCode });

    expect(unsigned.target_id).toBeNull();
    expect(link.body).toEqual({
      number: NUMBER,
      organizer: ENTERPRISE.organizer.name,
      certificateType: 'business-licence',
      domains: [ENTERPRISE.domain],
      giver: '用微信登录的账号',
    });
    const sides = { giver: masked(holderPhone), receiver: masked(targetPhone) };
    expect([opened.body, stop.body]).toMatchObject([sides, sides]);
    expect([(await own(from.call))[0], (await own(to))[0]]).toMatchObject([sides, sides]);
    await from.call('DELETE', `${TRANSFERS}/${transferId}`);
    const ended = await anonymous(`${TRANSFERS}/previews`, { token });
    const strange = await anonymous(`${TRANSFERS}/previews`, { token: 'A'.repeat(43) });
    expect([ended, strange].map(refusalOf)).toEqual(['409 transfer.over', '404 transfer.unknown']);
    expect((await own(from.call))[0]).not.toHaveProperty('receiver');
  });

  it('is opened by the token of its link or by its id, and by one of them', async () => {
    const from = await holder();
    const { transferId, token } = await offered(from.call, from.recordId);
    const to = await target();

    const replies = [
      await to('POST', `${TRANSFERS}/openings`, {}),
      await to('POST', `${TRANSFERS}/openings`, { token, transferId }),
      await to('POST', `${TRANSFERS}/openings`, { token: transferId }),
      await to('POST', `${TRANSFERS}/openings`, { transferId }),
    ];

    expect(replies.map(refusalOf)).toEqual([
      '422 request.invalid',
      '422 request.invalid',
      '422 request.invalid',
      '404 transfer.unknown',
    ]);
    expect((await open(to, token)).status).toBe(200);
  });

  it('tells its principal by SMS, who stops it without an account, and all of them hear that', async () => {
    const before = textsTo(MOBILE).length;
    const { from, to } = await waiting();
    await laptop.timers.fire('delivery');
    const stopCode = await arrived(/24小时后转给别的账号，不同意到 ba\.example\.com\/#stop 填([0-9A-Z]{6})/, before);

    const shown = await anonymous(`${TRANSFERS}/stops/openings`, { code: ` ${stopCode.toLowerCase()}` });
    const stopped = await anonymous(`${TRANSFERS}/stops`, { code: stopCode });
    const again = await anonymous(`${TRANSFERS}/stops`, { code: stopCode });
    await laptop.timers.fire('delivery');

    expect(shown.body).toMatchObject({ number: NUMBER, state: 'waiting', organizer: ENTERPRISE.organizer.name });
    expect([stopped.body, refusalOf(again)]).toEqual([{ state: 'stopped' }, '409 transfer.over']);
    expect(await own(from.call)).toMatchObject([{ state: 'stopped', endLabel: '主体负责人停止了转移' }]);
    expect(await own(to)).toMatchObject([{ state: 'stopped' }]);
    await arrived(/的备案转移已停止，备案仍在原来的账号 ba\.example\.com\/#r[0-9a-f]{6}/, before);
    expect(await numbersOf(from.call)).toEqual([NUMBER]);
    expect(log.texts.join('\n')).not.toContain(stopCode);
  });

  it('tells both accounts at their own numbers by SMS, and only the principal gets the code that stops it', async () => {
    const [holderPhone, targetPhone] = ['13822270021', '13822270022'];
    const { from, to, transferId } = await waiting();
    const { sql } = await database();
    const { holder_id, target_id } = await sql
      .selectFrom('record_transfer')
      .select(['holder_id', 'target_id'])
      .where('id', '=', transferId)
      .executeTakeFirstOrThrow();
    await allSent();
    // Numbers of their own, from before the messages that are looked at.
    await (await accounts()).linkPhone(holder_id, holderPhone);
    await (await accounts()).linkPhone(target_id ?? '', targetPhone);
    await from.call('DELETE', `${TRANSFERS}/${transferId}`);
    const next = await offered(from.call, from.recordId);
    await open(to, next.token);
    await accept(to, next.transferId, await haveCertificateFor(to, eligibleInput('enterprise')));
    // A delivery that a commit has begun may still have some in hand.
    const told = (expected: readonly (readonly string[])[]) =>
      vi.waitFor(
        async () => {
          await laptop.timers.fire('delivery');
          expect([textsTo(holderPhone), textsTo(targetPhone)]).toEqual(expected);
        },
        { timeout: 60_000, interval: 200 },
      );

    const stopped = '【备案服务】yunfan-keji.cn的备案转移已停止，备案仍在原来的账号 ba.example.com/#/filings';
    const leaves = '【备案服务】yunfan-keji.cn备案24小时后转到别的账号，不同意请停止 ba.example.com/#/filings';
    const moved = '【备案服务】yunfan-keji.cn的备案已转到新账号，原账号不能再管理 ba.example.com/#/filings';
    await told([[stopped, leaves], [stopped]]);
    await aDayLater(next.transferId);
    await told([
      [stopped, leaves, moved],
      [stopped, moved],
    ]);
  });

  it('is stopped by either account, and then begins anew', async () => {
    const { from, to, transferId } = await waiting();

    const stopped = await to('DELETE', `${TRANSFERS}/${transferId}`);
    const late = await from.call('DELETE', `${TRANSFERS}/${transferId}`);
    const next = await offered(from.call, from.recordId);

    expect(stopped.body).toMatchObject({ transfer: { state: 'stopped', endLabel: '接收方停止了转移' } });
    expect(refusalOf(late)).toBe('409 transfer.over');
    expect((await from.call('DELETE', `${TRANSFERS}/${next.transferId}`)).status).toBe(200);
  });

  it('asks its principal’s face by a link that whoever sent it takes back, and nobody else', async () => {
    const room = transferRoom(laptop, '粤ICP备2026000771号');
    const { from, to, transferId } = await room.opened();
    const { made, pass } = await room.link(to, transferId);
    const { handOverId } = made.body as { handOverId: string };
    const path = `/v1/liveness-checks/hand-overs/${handOverId}`;

    const byHolder = await from('DELETE', path);
    const asked = await room.look(to, transferId);
    const takenBack = await to('DELETE', path);

    expect(refusalOf(byHolder)).toBe('404 hand-over.unknown');
    expect(asked.handOver).toMatchObject({ handOverId, state: 'opened' });
    expect(takenBack.body).toEqual({ state: 'cancelled' });
    expect(await room.look(to, transferId)).toMatchObject({ isOffered: true, handOver: { state: 'cancelled' } });
    expect((await room.phone('/openings', pass)).body).toMatchObject({ state: 'cancelled', triesLeft: 0 });
    expect((await room.link(to, transferId)).first.body).toMatchObject({ state: 'opened' });
  });

  it('may be an individual’s, whose ID card is shown', async () => {
    const name = `holds alone ${++people}`;
    const { filingId, websiteId } = await filledDraft(await laptop.signedIn(name), 'individual');
    const change = async (event: FilingEvent, more: object = {}) =>
      (await reviews()).changeFiling(filingId, () => ({ event, ...more }));
    for (const event of ['submit', 'accept', 'send-sms', 'confirm-sms'] as const) await change(event);
    await change('approve', { numbers: { organizer: NUMBER, websites: { [websiteId]: `${NUMBER}-1` } } });
    const call = await callerAt(laptop, name);
    const { transferId } = await started(call, filingId);
    const token = randomBytes(32).toString('base64url');
    const code = codesTo(INDIVIDUAL.principal.mobile).at(-1);
    await call('POST', `${TRANSFERS}/${transferId}/offers`, { code, digest: sha256(token) });
    const to = await target();

    const opened = await open(to, token);
    const accepted = await accept(to, transferId, await haveCertificateFor(to, eligibleInput('individual')));

    expect(opened.body).toMatchObject({ organizer: expect.stringMatching(/^.\*+$/), certificateType: 'id-card' });
    expect(accepted.status).toBe(200);
  });
});

describe('a principal who can’t be told', { timeout: 120_000 }, () => {
  it('keeps the record where it is, and has the day from when they are told', async () => {
    const from = await holder();
    const { transferId, token } = await offered(from.call, from.recordId);
    const to = await target();
    await open(to, token);
    await allSent();
    const before = textsTo(MOBILE).length;
    laptop.sms.failNext('LimitExceeded.PhoneNumberDailyLimit', 1);
    await accept(to, transferId, await haveCertificateFor(to, eligibleInput('enterprise')));
    const { sql } = await database();
    const key = `reminder/transfer-waiting/${transferId}/principal`;
    const outbox = () => sql.selectFrom('outbox').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
    // The delivery that the commit triggered may have the message already.
    await vi.waitFor(
      async () => {
        await laptop.timers.fire('delivery');
        expect((await outbox()).attempts).toBe(1);
      },
      { timeout: 60_000, interval: 200 },
    );
    const yesterday = new Date(Date.now() - 25 * 3600_000);
    await sql.updateTable('record_transfer').set({ accepted_at: yesterday }).where('id', '=', transferId).execute();

    await aDayLater(transferId);
    const untold = [await numbersOf(from.call), await numbersOf(to)];
    const become = (state: 'parked' | 'waiting') =>
      sql.updateTable('outbox').set({ state, attempts: 0, due_at: new Date() }).where('key', '=', key).execute();
    await become('parked');
    await aDayLater(transferId);
    const parked = [await numbersOf(from.call), await numbersOf(to)];
    // As an operator sends it again: until it has left nothing moves.
    await become('waiting');
    await aDayLater(transferId);
    const sentAgain = [await numbersOf(from.call), await numbersOf(to)];
    await laptop.timers.fire('delivery');
    await arrived(/24小时后转给别的账号，不同意到 ba\.example\.com\/#stop 填([0-9A-Z]{6})/, before);
    await laptop.timers.fire('process-timer');

    expect([untold, parked, sentAgain]).toEqual(Array(3).fill([[NUMBER], []]));
    const [waits] = await own(from.call);
    expect(waits).toMatchObject({ state: 'waiting' });
    expect(Date.parse(waits?.movesAt ?? '') - Date.now()).toBeGreaterThan(23 * 3600_000);
    await aDayLater(transferId);
    expect([await numbersOf(from.call), await numbersOf(to)]).toEqual([[], [NUMBER]]);
  });
});

describe('a thief', { timeout: 120_000 }, () => {
  it('who is in the holder’s account without the principal’s phone gets no link: five guesses end the code', async () => {
    const { call, recordId } = await holder();
    const { transferId } = await started(call, recordId);
    const wrong = codeSent() === '000000' ? '111111' : '000000';
    const guess = () => call('POST', `${TRANSFERS}/${transferId}/offers`, { code: wrong, digest: sha256('x') });

    const guesses = [];
    for (let times = 0; times < 6; times += 1) guesses.push(refusalOf(await guess()));
    const right = await call('POST', `${TRANSFERS}/${transferId}/offers`, { code: codeSent(), digest: sha256('x') });

    expect(guesses).toEqual([
      ...Array(4).fill('401 one-time-code.wrong'),
      ...Array(2).fill('409 one-time-code.locked'),
    ]);
    expect(refusalOf(right)).toBe('409 one-time-code.locked');
  });

  it('who knows the number of a record that isn’t theirs learns and begins nothing, and gets no SMS sent', async () => {
    const { call, recordId } = await holder();
    const thief = await target();
    const before = codesTo(MOBILE).length;

    const begun = await thief('POST', `/v1/records/${recordId}/transfers`);
    const sent = codesTo(MOBILE).length - before;
    const { transferId, token } = await offered(call, recordId);
    await open(await target(), token);
    const doings = [
      await thief('POST', `${TRANSFERS}/${transferId}/offers`, { code: '123456', digest: sha256('x') }),
      await thief('POST', `${TRANSFERS}/${transferId}/acceptances`, { documentId: transferId }),
      await thief('DELETE', `${TRANSFERS}/${transferId}`),
      await thief('DELETE', `${TRANSFERS}/${recordId}`),
    ];

    expect([refusalOf(begun), sent]).toEqual(['404 record.unknown', 0]);
    expect(doings.map(refusalOf)).toEqual(Array(4).fill('404 transfer.unknown'));
    expect(await own(thief)).toEqual([]);
  });

  it('with an old link, a used one or a guessed one opens nothing', async () => {
    const { call, recordId } = await holder();
    const first = await offered(call, recordId);
    const second = await offered(call, recordId);
    const to = await target();
    await open(to, second.token);
    const thief = await target();

    const tried = [first.token, second.token, randomBytes(32).toString('base64url')];
    const replies = [];
    for (const token of tried) replies.push(refusalOf(await open(thief, token)));

    expect(replies).toEqual(['409 transfer.over', '403 transfer.other-account', '404 transfer.unknown']);
    expect(refusalOf(await open(call, second.token))).toBe('409 transfer.own-account');
  });

  it('who has the link but no certificate of the organizer can’t accept, and the third wrong one ends it', async () => {
    const { call, recordId } = await holder();
    const { transferId, token } = await offered(call, recordId);
    const thief = await target();
    await open(thief, token);
    const others = await haveCertificateFor(thief, eligibleInput('individual'));
    const licence = { ...eligibleInput('enterprise'), certificateNumber: '91440106MAYB2T412D' };
    const wrong = await haveCertificateFor(thief, licence);

    const replies = [];
    for (const documentId of [others, wrong, wrong, wrong, wrong])
      replies.push(refusalOf(await accept(thief, transferId, documentId)));

    expect(replies).toEqual([
      '422 transfer.certificate-unread',
      ...Array(2).fill('422 transfer.certificate-other'),
      '409 transfer.wrong-certificates',
      '409 transfer.over',
    ]);
    expect(await own(call)).toMatchObject([{ state: 'stopped', endLabel: '接收方上传的证件 3 次都与主体不一致' }]);
  });

  it('who shows a certificate in another account’s possession is told that there is none', async () => {
    const { call, recordId } = await holder();
    const { transferId, token } = await offered(call, recordId);
    const thief = await target();
    await open(thief, token);
    const documentId = await haveCertificateFor(await target(), eligibleInput('enterprise'));

    expect(refusalOf(await accept(thief, transferId, documentId))).toBe('404 upload.unknown');
  });

  it('who repeats what was said gets nothing twice: code, acceptance and stop count once', async () => {
    const { from, to, transferId, token } = await waiting();
    const documentId = await haveCertificateFor(to, eligibleInput('enterprise'));

    const replies = [
      await from.call('POST', `${TRANSFERS}/${transferId}/offers`, { code: codeSent(), digest: sha256(token) }),
      await accept(to, transferId, documentId),
      await from.call('POST', `/v1/records/${from.recordId}/transfers`),
    ];

    expect(replies.map(refusalOf)).toEqual(['409 transfer.over', '409 transfer.over', '409 transfer.under-way']);
  });

  it('who guesses stop codes is refused alike for all of them, and soon slowed down', async () => {
    await waiting();
    const guess = (code: string) => anonymous(`${TRANSFERS}/stops/openings`, { code });

    const replies = [];
    for (const code of ['222222', 'ABC', '不是码', ...Array(30).fill('ZZZZZZ')])
      replies.push(refusalOf(await guess(code)));

    expect(replies.slice(0, 4)).toEqual(Array(4).fill('404 transfer.unknown'));
    expect(replies.at(-1)).toBe('429 request.too-many');
  });
});
