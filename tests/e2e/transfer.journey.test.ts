import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { recordTransfers, reviews } from '../support/database/service-ports.ts';
import { approveFiling } from '../support/filings/approve-filing.ts';
import { filledDraft } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { lookedAt } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

const NUMBER = '粤ICP备2026000001号';
const [HOLDER, TARGET] = ['e2e 转出备案的人', 'e2e 接收备案的人'];
const LONG = { timeout: 60_000 };

let site: Site;
beforeAll(async () => {
  site = await openSite({ hostFunctions: inProcessHost, review: 'manual' });
  await approved();
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

async function approved(): Promise<void> {
  const filer = await site.laptop.signedIn(HOLDER);
  const { filingId, websiteId } = await filledDraft(filer);
  // The laptop's authority knows the faces of the cards that were read.
  const card = await drawIdFront(ENTERPRISE.idCard, { portrait: await portrait() });
  await filer.upload(filingId, 'id-front', 'principal', card);
  await approveFiling(await reviews(), { filingId, websiteId, organizer: NUMBER });
}

const codeSent = () => {
  const sent = site.laptop.sms.messages().filter(({ phone }) => phone === `+86${ENTERPRISE.principal.mobile}`);
  return sent.flatMap(({ text }) => /验证码为(\d{6})/.exec(text)?.[1] ?? []).at(-1) ?? '';
};

/** The holder sends the code, types it and gets the link. */
async function offered({
  page,
  visitor,
}: Pick<Awaited<ReturnType<Site['visit']>>, 'page' | 'visitor'>): Promise<string> {
  await visitor.openRecord(NUMBER);
  await page.getByRole('link', { name: /^转移备案/ }).click(LONG);
  await page.getByRole('button', { name: '发送验证码' }).click();
  const code = page.getByLabel('验证码', { exact: true });
  await code.waitFor(LONG);
  await code.fill(codeSent());
  await page.getByRole('button', { name: '生成链接' }).click();
  const link = page.getByLabel('链接', { exact: true });
  await link.waitFor(LONG);
  return link.inputValue();
}

/** The target opens the link, and shows the organizer's certificate. */
async function takenOver(link: string) {
  const visited = await site.visit(ENTERPRISE);
  await visited.page.goto(link);
  await visited.visitor.signIn(TARGET, 'name');
  await visited.page.getByText(`主办者`).first().waitFor(LONG);
  await visited.visitor.showCertificate();
  return visited;
}

/** Whatever became of the transfer before: the record can be transferred, and its principal gets a code. */
async function forgetTransfers(): Promise<void> {
  const { sql } = await database();
  await sql.deleteFrom('record_transfer').execute();
  await sql.deleteFrom('caller_limit').execute();
}

describe('备案转移', () => {
  beforeEach(forgetTransfers);

  it('is accepted by the face of the principal, on a phone of their own', { timeout: JOURNEY_TIMEOUT_MS }, async () => {
    const holder = await site.visit(ENTERPRISE);
    await holder.page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await holder.visitor.signIn(HOLDER, 'name');
    const link = await offered(holder);
    const target = await site.visit(ENTERPRISE);
    await target.page.goto(link);
    await target.page.getByText('有人要把下面的备案转到你的账号').waitFor(LONG);
    await target.page.getByText(NUMBER).waitFor(LONG);
    await target.visitor.signIn('e2e 由负责人刷脸接收的人', 'name');
    await target.page.getByRole('button', { name: '同意并拍证件' }).click(LONG);
    await target.page.getByRole('button', { name: '请负责人刷脸' }).click(LONG);
    const check = target.page.getByLabel('刷脸链接', { exact: true });
    await check.waitFor(LONG);
    expect(await lookedAt(target.page, 'target-check')).toEqual([]);
    await target.page.getByRole('button', { name: '收回', exact: true }).click();
    await target.page.getByText('链接已收回').waitFor(LONG);
    await target.page.getByRole('button', { name: '重新发一个' }).click();
    await check.waitFor(LONG);

    const principal = await site.visit(ENTERPRISE);
    await principal.page.goto(await check.inputValue());
    await principal.page.getByText('有人请求把这份备案转到另一个账号').waitFor(LONG);
    await principal.page.getByText(NUMBER).waitFor(LONG);
    expect(await lookedAt(principal.page, 'principal-check')).toEqual([]);
    await principal.page.getByRole('button', { name: '我是本人，去刷脸' }).click(LONG);
    const result = await principal.visitor.passLiveness(() => principal.visitor.useSamplePerson());
    await principal.page.getByText('可以关掉这个页面了').waitFor(LONG);
    await target.page.getByRole('button', { name: '负责人已刷脸，确认接收' }).click(LONG);
    await target.page.getByText('已接收，').waitFor(LONG);

    expect(result).toBe('passed');
    expect([holder.trouble, target.trouble, principal.trouble]).toEqual([[], [], []]);
  });

  it('leads a record from one account to another, past a principal who could stop it', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const holder = await site.visit(ENTERPRISE);
    await holder.page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await holder.visitor.signIn(HOLDER, 'name');
    const link = await offered(holder);
    expect(await lookedAt(holder.page, 'link')).toEqual([]);

    const target = await takenOver(link);
    expect(await lookedAt(target.page, 'target')).toEqual([]);
    await target.page.getByRole('button', { name: '确认接收' }).click();
    await target.page.getByText('已接收，').waitFor(LONG);
    await holder.page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await holder.page.getByText('之前可以停止').waitFor(LONG);
    expect(await lookedAt(holder.page, 'holder')).toEqual([]);
    await holder.page.getByRole('link', { name: /^看看，或停止/ }).click();
    await holder.page.getByText('停止以后才能重新发起').waitFor(LONG);
    await holder.page.getByRole('button', { name: '停止转移' }).waitFor(LONG);
    expect(await holder.page.getByRole('button', { name: '发送验证码' }).count()).toBe(0);
    await holder.page.goto(`${site.laptop.addresses.gateway}/#/filings`);

    const { sql } = await database();
    const { id } = await sql.selectFrom('record_transfer').select('id').executeTakeFirstOrThrow();
    const principal = await site.visit(ENTERPRISE);
    await principal.page.goto(site.laptop.addresses.gateway);
    await principal.page.getByRole('link', { name: '停止转移' }).click(LONG);
    await principal.page.getByLabel('停止码').fill((await (await recordTransfers()).stopCodeOf(id)) ?? '');
    await principal.page.getByRole('button', { name: '查看' }).click();
    await principal.page.getByText(NUMBER).waitFor(LONG);
    expect(await lookedAt(principal.page, 'principal')).toEqual([]);

    await sql.updateTable('record_transfer').set({ moves_at: new Date() }).where('id', '=', id).execute();
    await site.laptop.timers.fire('process-timer');
    await principal.page.getByRole('button', { name: '停止这次转移' }).click();
    await principal.page.getByText('备案已经转到接收方的账号').waitFor(LONG);
    const late = await site.visit(ENTERPRISE, { isPhone: true });
    await late.page.goto(link);
    await late.page.getByText('还要转移，请由原来的账号重新发起').waitFor(LONG);
    expect(await late.page.getByRole('heading', { name: '登录', exact: true }).count()).toBe(0);
    await target.page.getByRole('link', { name: '我的备案' }).last().click();
    await target.page.getByText(`主体备案号：${NUMBER}`).waitFor(LONG);
    await holder.page.reload();
    await holder.page.getByText('备案已转到新的账号').waitFor(LONG);
    await vi.waitFor(async () => expect(await holder.page.getByText(`主体备案号：${NUMBER}`).count()).toBe(0), LONG);
    expect([holder.trouble, target.trouble, principal.trouble]).toEqual([[], [], []]);
  });
});
