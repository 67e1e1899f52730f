import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD } from 'identity-provider-stand-in/staff.ts';
import { freePort } from 'loopback-server/free-port.ts';
import type { Browser, Page } from 'playwright-core';
import { currentWebBuild } from '../../deploy/bundle/build-web.ts';
import { type DeskService, startDeskService } from '../../local/desk-service.ts';
import type { Laptop } from '../../local/laptop.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import { inTemporaryDir, withLaptop } from '../temporary-laptop.ts';
import { CONSENT_TEXT_VERSION, Filer, wxLogin } from '../walk/filer.ts';
import { drawPapers } from '../walk/papers.ts';
import { overHttp } from '../walk/send.ts';
import { walkToSubmission } from '../walk/walk-filing.ts';
import { type Shoot, shootInto } from './overview.ts';

const SCREEN = { width: 1440, height: 900 };
const PATIENCE_MS = 400_000;
/** Between two looks at a list that fills by a timer. */
const LOOK_AGAIN_MS = 5_000;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const REMARK = 'websites.0.details.remark';

/** Works at a desk with two filings as its staff would, with a screenshot of every page. */
export const walkAtDesk = (browser: Browser, out: string): Promise<void> =>
  inTemporaryDir(async (dir) => {
    const port = await freePort();
    const variables = { REVIEW_DESK_URL: `http://127.0.0.1:${port}` };
    await withLaptop({ dir, databaseUrl: process.env.DATABASE_URL, variables }, async (laptop) => {
      const desk = await startDeskService({
        port,
        dir,
        laptop,
        log: () => {},
        page: currentWebBuild('desk'),
        // People review; a program hands in and types what the authority says.
        automatic: { people: 0, pauseMs: 100 },
      });
      try {
        await handIn(laptop, 'individual');
        await handIn(laptop, 'enterprise');
        await shootAll(browser, desk, shootInto(out, 'desk-'));
      } finally {
        await desk.stop();
      }
    });
  });

/** A filing that was handed in with its papers; the enterprise's has contents that two must look at. */
async function handIn({ addresses }: Laptop, kind: OrganizerKind): Promise<void> {
  const { answers, ...papers } = await drawPapers(kind);
  const news = { preApprovals: [{ kind: 'NEWS', number: '样例1号' }] };
  const website = { ...answers.website, ...(kind === 'enterprise' && news) };
  await walkToSubmission(new Filer(overHttp(addresses.gateway)), {
    papers: { ...papers, ...(kind === 'enterprise' && { approval: papers.letter }), answers: { ...answers, website } },
    loginCode: await wxLogin(addresses.wechat, `files as ${kind}`),
    consentTextVersion: CONSENT_TEXT_VERSION,
  });
}

async function shootAll(browser: Browser, desk: DeskService, shoot: Shoot): Promise<void> {
  const page = await signIn(browser, desk, 'lin-yue', '林越', shoot);
  await shootChecks(page, desk, shoot);
  const lead = await signIn(browser, desk, 'jiang-ping', '江平');
  await shootLead(lead, desk, shoot);
  const auditor = await signIn(browser, desk, 'qin-su', '秦溯');
  await untilDrawn(auditor);
  await shoot(auditor, 'samples');
  await auditor.getByRole('link', { name: '看板' }).click();
  await auditor.getByRole('heading', { name: '退回原因，谁发现的' }).waitFor();
  await shoot(auditor, 'figures');
  await shoot(auditor, 'figures-dark', { colorScheme: 'dark' });
  await shootAuthority(await signIn(browser, desk, 'tang-bo', '唐泊'), desk, shoot);
  const admin = await signIn(browser, desk, 'shen-an', '沈安');
  await admin.getByRole('link', { name: '在线' }).click();
  await admin
    .getByRole('button', { name: /^结束登录/ })
    .first()
    .waitFor();
  await shoot(admin, 'sessions');
}

/** What was handed in is approved meanwhile; then the authority wants to have something of it verified. */
async function shootAuthority(page: Page, desk: DeskService, shoot: Shoot): Promise<void> {
  const approved = () =>
    desk.authorityBook
      .all()
      .flatMap(({ said }) => said)
      .find(({ numbers }) => numbers !== undefined)?.numbers?.organizer;
  await until('the authority has approved nothing', async () => approved() !== undefined);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shoot(page, 'authority');
  await page.getByRole('link', { name: '整改', exact: true }).click();
  const form = page.getByRole('form', { name: /的通知$/ });
  await until('the desk has no record', async () => {
    await page.getByLabel('主体或网站备案号').fill(approved() ?? '');
    await page.getByRole('button', { name: '查备案' }).click();
    return (await form.count()) > 0;
  });
  await form.getByRole('textbox', { name: /^要改什么/ }).fill('首页底部没有备案号，也没有链接到工信部网站。');
  await form.getByLabel(/^期限/).fill(new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10));
  await shoot(page, 'rectification');
  await form.getByRole('button', { name: '通知主办者' }).click();
  await form.waitFor({ state: 'detached' });
  await page.goto(`${desk.url}/#/queues/rectification`);
  await page.getByText('等主办者整改').waitFor();
  await shoot(page, 'tasks');
}

/** Looks again and again until something is there. */
async function until(failure: string, isThere: () => Promise<boolean>): Promise<void> {
  for (const endMs = performance.now() + PATIENCE_MS; performance.now() < endMs; await sleep(LOOK_AGAIN_MS))
    if (await isThere()) return;
  throw new Error(failure);
}

/** A decision leaves after the time in which it can be taken back, and is drawn only then. */
async function untilDrawn(page: Page): Promise<void> {
  await until('no decision has been drawn', async () => {
    await page.reload();
    await page.getByText('件待检').waitFor();
    return (await page.getByText('没有待检的').count()) === 0;
  });
  await page
    .getByRole('button', { name: /^记下结果/ })
    .first()
    .waitFor();
}

/** Somebody of the staff, in a browser of their own. */
async function signIn(browser: Browser, desk: DeskService, id: string, name: string, shoot?: Shoot): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: SCREEN });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${desk.url}/`);
  await page.getByRole('button', { name: '用单位账号登录' }).waitFor();
  await shoot?.(page, 'sign-in');
  await page.getByRole('button', { name: '用单位账号登录' }).click();
  await page.getByLabel(name).check();
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('验证码').fill(desk.identityProvider.codeOf(id));
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('退出').waitFor();
  return page;
}

const judged = (page: Page, left: number) => page.getByText(`待判断 ${left} 项`).waitFor();

/** Takes the next case of the first queue, once there is one. @returns how many rows want a person. */
async function takeNext(page: Page, desk: DeskService): Promise<number> {
  await page.goto(`${desk.url}/#/queues/new`);
  await page.getByRole('button', { name: /^取下一件/ }).click();
  await page.getByText(/租约剩/).waitFor();
  const bar = page.locator('.action-bar [role=status]');
  return Number(/待判断\s*(\d+)/.exec((await bar.textContent()) ?? '')?.[1]);
}

async function judgeAll(page: Page, count: number): Promise<void> {
  for (let left = count - 1; left >= 0; left -= 1) {
    await page.keyboard.press('1');
    await judged(page, left);
  }
}

/** The individual's filing is returned; the enterprise's waits for the second view. */
async function shootChecks(page: Page, desk: DeskService, shoot: Shoot): Promise<void> {
  await page.goto(`${desk.url}/#/queues/new`);
  await page.locator('tbody tr.opens').nth(1).waitFor();
  await shoot(page, 'work');
  await shoot(page, 'work-dark', { colorScheme: 'dark' });
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await shoot(page, 'keys');
  await page.keyboard.press('Escape');
  for (let taken = 0; taken < 2; taken += 1) {
    const count = await takeNext(page, desk);
    const isRisky = (await page.getByText('须两人办理').count()) > 0;
    await (isRisky ? shootAccepted(page, count, shoot) : shootReturned(page, count, shoot));
  }
}

async function shootReturned(page: Page, count: number, shoot: Shoot): Promise<void> {
  await shoot(page, 'case');
  await shoot(page, 'case-dark', { colorScheme: 'dark' });
  await page.keyboard.press('t');
  await page.getByRole('button', { name: '显示号码' }).click();
  await shoot(page, 'reveal');
  await page.getByRole('button', { name: /^不看了/ }).click();
  await page.getByRole('button', { name: '开始致电' }).click();
  await page.getByRole('button', { name: '已接通' }).click();
  await page.getByRole('timer').waitFor();
  await shoot(page, 'call');
  await page.getByRole('button', { name: /^记录并返回/ }).click();
  await judged(page, count);
  // The row of the number is open; loaded anew, the first that wants a person is.
  await page.reload();
  await judged(page, count);
  await judgeAll(page, count);
  await page.locator('tr[data-row$="liveness"]').first().click();
  await shoot(page, 'face');
  await page.locator(`tr[data-row="${REMARK}"]`).click();
  await page.keyboard.press('2');
  await page.getByRole('button', { name: '退回 1 项' }).click();
  await page.getByRole('button', { name: /备注里缺少管局要求写明的内容/ }).click();
  await page.getByLabel('申请人看到的').getByText('请按页面上的要求补充备注。').waitFor();
  await shoot(page, 'return');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/的退回将在 \d+ 秒后发出/).waitFor();
  await shoot(page, 'returned');
}

async function shootAccepted(page: Page, count: number, shoot: Shoot): Promise<void> {
  await judgeAll(page, count);
  await page.getByRole('button', { name: /^通过/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('审批文件看得清楚。');
  await shoot(page, 'accept');
  await page.getByRole('dialog').getByRole('button', { name: '通过' }).click();
  await page.getByText(/的通过已交复审/).waitFor();
  // The pictures that follow are without the strip.
  await page.getByRole('button', { name: '关闭提示' }).click();
}

async function shootLead(page: Page, desk: DeskService, shoot: Shoot): Promise<void> {
  await page.goto(`${desk.url}/#/queues/second-view`);
  await page.locator('tbody tr.opens').first().click();
  await page.getByRole('button', { name: '改派' }).click();
  await page.getByRole('radio').first().waitFor();
  await shoot(page, 'assign');
  await page.getByRole('button', { name: '不改派' }).click();
  await page.goto(`${desk.url}/#/queues/second-view`);
  await page.getByRole('button', { name: /^取下一件/ }).click();
  await page.getByText('下完结论后显示').waitFor();
  await shoot(page, 'second-view');
  await page.keyboard.press('1');
  await page.getByText('审批文件看得清楚。').waitFor();
  await shoot(page, 'second-view-shown');
  await page.getByRole('button', { name: '经过' }).click();
  await page.getByRole('dialog', { name: '经过' }).waitFor();
  await shoot(page, 'timeline');
  await page.keyboard.press('Escape');
  await page.getByLabel(/^同意/).check();
  await page.getByLabel(/^意见/).fill('审批文件在有效期内，内容相符。');
  await page.getByRole('button', { name: /^提交复审/ }).click();
  await page.getByRole('button', { name: '关闭提示' }).click();
  const domain = (await page.locator('.case-head h1').textContent())?.trim() ?? '';
  await page.getByRole('link', { name: '查找' }).click();
  await page.getByRole('searchbox', { name: '查找' }).fill(domain);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: domain }).waitFor();
  await shoot(page, 'search');
  await page.getByRole('link', { name: '回避' }).click();
  await page.getByLabel(/^号码/).fill('SAMPLE-00001');
  await page.getByRole('button', { name: '申报', exact: true }).click();
  await page.getByRole('cell', { name: '本人' }).waitFor();
  await shoot(page, 'ties');
  for (const part of ['clocks', 'rates', 'reasons']) {
    await page.goto(`${desk.url}/#/settings/${part}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot(page, `settings-${part}`);
  }
}
