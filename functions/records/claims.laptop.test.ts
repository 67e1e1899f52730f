import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { CLAIMABLE_NUMBER } from '../../local/claimable-record.ts';
import { database } from '../../shared/compose/database.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/caller.ts';
import { haveCertificate, haveCertificateFor } from '../../tests/support/certificate-at-hand.ts';
import { eligibleInput, inProcessLaptop } from '../../tests/support/test-laptop.ts';

const { laptop, log } = await inProcessLaptop({ review: 'manual' });
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

    expect(new Set(refusals)).toEqual(new Set(['401 one-time-code.wrong', '409 one-time-code.over']));
    expect(refusalOf(late)).toBe('409 one-time-code.over');
    expect(await listed(call)).toEqual([]);
  });

  it('is refused when somebody has the record, the same account twice included', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const first = await begun(one);
    await one('POST', CLAIMS, { documentId: first.documentId, code: first.code });

    const refused: string[] = [];
    for (const call of [other, one]) {
      const { documentId, code } = await begun(call);
      refused.push(refusalOf(await call('POST', CLAIMS, { documentId, code })));
    }

    expect(refused).toEqual(['409 claim.taken', '409 claim.taken']);
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
