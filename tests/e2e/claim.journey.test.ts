import { papersOf } from 'specimens/papers.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLAIMABLE_NUMBER } from '../../local/claimable-record.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { lookedAt } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

const NUMBER = '粤ICP备2099000101号';
const LONG = { timeout: 60_000 };
/** Whoever works for the company that the laptop's provider has filed on another way. */
const OWNER = { ...ENTERPRISE, licence: { ...ENTERPRISE.licence, creditCode: CLAIMABLE_NUMBER } };

let site: Site;
beforeAll(async () => {
  site = await openSite({ hostFunctions: inProcessHost, review: 'manual' });
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

const codeSent = () => {
  const sent = site.laptop.sms.messages().filter(({ phone }) => phone === `+86${ENTERPRISE.principal.mobile}`);
  return sent.flatMap(({ text }) => /验证码为(\d{6})，用于把备案归到一个账号管理/.exec(text)?.[1] ?? []).at(-1) ?? '';
};

describe('认领备案', () => {
  it('leads from 我的备案 by certificate and code to the record, and refuses a wrong code', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { page, visitor, trouble } = await site.visit(OWNER);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn('e2e 认领备案的人', 'name');
    await page.getByText('以前办过备案，这里没有？').waitFor(LONG);
    await page.getByRole('link', { name: '备案在别处' }).click();
    await page.getByRole('heading', { name: '这份备案，现在在哪？' }).waitFor(LONG);
    expect(await lookedAt(page, 'elsewhere')).toEqual([]);
    await page.getByRole('link', { name: '以前由这里的工作人员代办' }).click();
    await page.getByRole('heading', { name: '认领备案', level: 1 }).waitFor(LONG);
    expect(await lookedAt(page, 'claim-consent')).toEqual([]);
    const licence = await papersOf(OWNER, () => '2026-11-27')['business-licence']?.();
    await visitor.showCertificate(jpeg(licence ?? Buffer.alloc(0)));
    const send = page.getByRole('button', { name: '查备案并发送验证码' });
    await send.waitFor(LONG);
    expect(await lookedAt(page, 'claim-certificate')).toEqual([]);
    await send.click();

    const code = page.getByLabel('验证码', { exact: true });
    await code.waitFor(LONG);
    await page.getByText(NUMBER).waitFor(LONG);
    await code.fill(codeSent() === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '认领', exact: true }).click();
    await page.getByRole('alert').getByText('验证码').waitFor(LONG);
    expect(await lookedAt(page, 'claim-code')).toEqual([]);
    await code.fill(codeSent());
    await page.getByRole('button', { name: '认领', exact: true }).click();

    await page.getByText('已认领，备案已归到当前账号。').waitFor(LONG);
    expect(await lookedAt(page, 'claim-done')).toEqual([]);
    await page.getByRole('link', { name: '我的备案' }).last().click();
    await page.getByText(`主体备案号：${NUMBER}`).waitFor(LONG);
    await page.getByText('xinhe-filed.cn', { exact: true }).waitFor(LONG);
    expect(await lookedAt(page, 'claim-filings')).toEqual([]);
    expect(trouble).toEqual([]);
  });
});
