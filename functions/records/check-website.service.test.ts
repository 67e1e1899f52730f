import { describe, expect, it } from 'vitest';
import { recordIdFrom } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { records } from '../../tests/support/database/service-ports.ts';
import { afreshForEachTest, FILED_NUMBER, filedRecord } from '../../tests/support/filings/filed-record.ts';
import { callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';
import { checkWebsite } from './check-website.ts';
import type { Ports } from './ports.ts';

const { laptop } = await sharedLaptop();
afreshForEachTest();

const ENDED = {
  kind: 'access-ended',
  at: '2026-11-30T02:00:00.000Z',
  sequence: 1,
  by: 'provider',
  websites: [`${FILED_NUMBER}-1`],
} as const;
const SECOND = '粤公网安备44030502000001号';
const WORDS = '云帆科技为中小企业提供进销存软件、网站建设和售后服务，欢迎来电咨询。'.repeat(4);

/** The website shows this at its foot. */
const show = (footer: string) =>
  fetch(`${laptop.addresses.cloudApi}/laptop/websites/yunfan-keji.cn`, {
    method: 'PUT',
    body: `<!doctype html><meta charset="utf-8"><p>${WORDS}</p>${footer}`,
  });

async function filed(name: string) {
  const known = await filedRecord(laptop, name);
  const path = `/v1/records/${known.recordId}/websites/${known.websiteId}`;
  const check = async () => (await known.call('POST', `${path}/check`)) as Answer;
  const care = async (body: object) => (await known.call('PUT', `${path}/care`, body)) as Answer;
  return { ...known, path, check, care };
}
interface Answer {
  readonly status: number;
  readonly body: { readonly lines?: readonly { readonly code: string; readonly verdict: string }[] };
}
const verdicts = ({ body }: Answer) => body.lines?.map(({ code, verdict }) => `${code} ${verdict}`);

describe('a check of a filed website', () => {
  it('says line by line what is in order, and is shown in 我的备案 from then on', async () => {
    const { check, record } = await filed('checks their website');
    await show(`<a href="https://beian.miit.gov.cn/">${FILED_NUMBER}</a>`);

    const answer = await check();

    expect(answer.status).toBe(200);
    // Every website of a laptop is at its loopback address.
    expect(verdicts(answer)).toEqual(['reachable fine', 'dns amiss', 'number fine', 'public-security unsure']);
    expect(answer.body).toMatchObject({ footerNumber: FILED_NUMBER, monthly: true, checksLeft: 4 });
    expect((await record())?.websites[0]?.care?.lines).toEqual(answer.body.lines);
    expect((await record())?.hints.map(({ code }) => code)).toEqual(['elsewhere']);
  });

  it('looks for the 公安备案号 that was entered, with its link and icon', async () => {
    const { check, care } = await filed('enters their second number');
    expect((await care({ publicSecurityNumber: ' 粤公网安备 44030502000001号' })).body).toMatchObject({
      publicSecurityNumber: SECOND,
    });
    await show(
      `<a href="https://beian.mps.gov.cn/#/query/webSearch?code=44030502000001"><img src="i.png">${SECOND}</a>`,
    );

    const answer = await check();

    expect(verdicts(answer)).toEqual(['reachable fine', 'dns amiss', 'number amiss', 'public-security fine']);
  });

  it('guesses nothing of a page that its scripts make', async () => {
    const { check } = await filed('has a page of scripts');
    await fetch(`${laptop.addresses.cloudApi}/laptop/websites/yunfan-keji.cn`, {
      method: 'PUT',
      body: '<div id="app"></div><script src="/app.js"></script>',
    });

    expect(verdicts(await check())).toContain('number unsure');
  });

  it('is done five times a day', async () => {
    const { check, record } = await filed('checks too often');
    const statuses: number[] = [];
    for (let times = 0; times < 6; times += 1) statuses.push((await check()).status);

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(refusalOf(await check())).toBe('429 website.checked-enough');
    expect((await record())?.websites[0]?.care?.checksLeft).toBe(0);
  });

  it('keeps what is set until it is set anew, and takes a number away', async () => {
    const { care } = await filed('sets this and that');

    await care({ publicSecurityNumber: SECOND });
    const off = await care({ monthly: false });
    const without = await care({ publicSecurityNumber: '' });

    expect(off.body).toMatchObject({ monthly: false, publicSecurityNumber: SECOND });
    expect(without.body).toEqual({ footerNumber: FILED_NUMBER, monthly: false, checksLeft: 5 });
  });

  it('refuses what is no 公安备案号, naming the field', async () => {
    const { care } = await filed('mistypes their second number');

    const { status, body } = await care({ publicSecurityNumber: '44030502000001' });

    expect(status).toBe(422);
    expect((body as ErrorReply).error).toMatchObject({
      code: 'request.invalid',
      facts: {
        fields: [
          {
            field: 'publicSecurityNumber',
            message: '请按网页上的样子填写公安备案号，例如“粤公网安备44030502000001号”。',
          },
        ],
      },
    });
  });

  it('is refused where the operator has turned it off', async () => {
    const { applicantId, recordId, websiteId } = await filed('checks where it is off');
    const wish = { applicantId, recordId: recordIdFrom(recordId), websiteId };

    await expect(checkWebsite(wish, { websiteLooks: undefined } as Ports)).rejects.toEqual(
      new Refused('website.check-off'),
    );
  });

  it('is nobody’s but the holder’s, of a website that is there and connected', async () => {
    const { check, path, recordId, applicantId, call } = await filed('holds the record');
    const stranger = await callerAt(laptop, 'holds nothing');
    const unknown = await call('POST', `/v1/records/${recordId}/websites/${recordId}/check`);
    expect(refusalOf(await stranger('POST', `${path}/check`))).toBe('404 record.unknown');
    expect(refusalOf(await stranger('PUT', `${path}/care`, { monthly: false }))).toBe('404 record.unknown');
    expect(refusalOf(unknown)).toBe('404 website.unknown');
    expect((await check()).status).toBe(200);
    await (await records()).change(recordIdFrom(recordId), applicantId, () => ENDED);
    expect(refusalOf(await check())).toBe('409 record.access-ended');
  });
});
