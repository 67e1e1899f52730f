import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentWebBuild } from '../../deploy/bundle/build-web.ts';
import { openChromium } from '../../tools/chromium/chromium.ts';
import { faultsOf } from '../e2e/looks.ts';
import { shot } from '../support/shot.ts';
import { CASE, sampleWork } from './sample-work.ts';
import { type Script, scriptedDesk } from './scripted-desk.ts';

const TIMEOUT_MS = 300_000;
const NUMBER = '粤ICP备2026000001号';
const at = new Date('2026-11-27T02:00:00Z');
/** One that its authority has. */
const filed = {
  filingType: 'first',
  province: '440000',
  pending: [],
  organizer: '深圳市云帆样例科技有限公司',
  servers: ['203.0.113.7'],
  numbers: [],
  needsNumbers: true,
  stage: 'handed-in' as const,
  queuedAt: at,
  isTakenBack: false,
  possibleAnswers: [],
  websites: [],
};
const OTHER = '7b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a77';
const RECORD = '7b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a78';

let browser: Browser;
let dir: string;
beforeAll(async () => {
  [browser, dir] = await Promise.all([openChromium(), currentWebBuild('desk')]);
}, TIMEOUT_MS);
afterAll(() => browser?.close());

/** Somebody who hands in, at a page of a desk that answers by a script. */
async function visit(script: Script, hash: string) {
  const desk = await scriptedDesk(dir, { ...sampleWork(['authority-desk', 'lead']), ...script });
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.addInitScript("localStorage.setItem('icp-desk.page-key', 'a-key-of-this-browser')");
  await page.goto(`${desk.url}/${hash}`);
  const close = async () => {
    await context.close();
    await desk.stop();
  };
  const asked = (name: string) => desk.calls.filter((call) => call.name === name).map((call) => call.asked);
  return { page, asked, close };
}

const NO_LISTS = {
  lists: [
    { list: 'black' as const, version: 0, entries: 0 },
    { list: 'unfiled' as const, version: 3, entries: 2, dueAt: at, importedAt: at },
  ],
  tasks: [],
};
const ENTRY = '7b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a79';

const WORK: Script = {
  listNumbers: () => ({ numbers: [] }),
  showAuthority: () => ({
    standing: 'open',
    settings: { version: 0, fromHour: 8, toHour: 20, onWorkdaysOnly: true, proposesAfter: 3 },
    lastSent: 1,
    submissions: [
      { ...filed, caseId: OTHER, domains: ['haitang.cn'], number: 2, state: 'waiting' },
      {
        ...filed,
        caseId: CASE,
        domains: ['yunfan-keji.cn'],
        number: 1,
        state: 'sent',
        stage: 'reviewing',
        possibleAnswers: [
          { kind: 'returned', label: '退回', needsWords: true },
          { kind: 'approved', label: '通过并发号', needsWords: false },
        ],
        websites: [{ websiteId: 'site', domain: 'yunfan-keji.cn' }],
      },
    ],
    answers: [],
  }),
  listPhrases: () => ({ phrases: [{ phrase: '联系渠道撞号', reasonId: 'RJ-17', times: 2, isPromoted: false }] }),
  promotePhrase: () => ({ promoted: true }),
  noteHandedIn: () => ({ handedIn: true }),
  typeAnswer: () => ({ sequence: 3, appliesAt: at }),
};

describe('the page for handing in', { timeout: TIMEOUT_MS }, () => {
  it('notes what is handed in, and takes the answer with its numbers', async () => {
    const { page, asked, close } = await visit(WORK, '#/authority');

    await page.getByRole('button', { name: '已报送' }).click();
    await page.getByRole('button', { name: '录入结果' }).click();
    await page.getByLabel('管局的结果').selectOption('approved');
    await page.getByLabel('主体备案号').fill('京ICP备2026000009号');
    await page.getByText('这份备案的备案号应以“粤ICP备”开头').waitFor();
    await page.getByLabel('主体备案号').fill(NUMBER);
    await page.getByText('这份备案的备案号应以').waitFor({ state: 'detached' });
    await page.getByLabel('yunfan-keji.cn 的备案号').fill(`${NUMBER}-1`);
    const looks = await faultsOf(page, [1024, 1440]);
    await shot(page, 'desk-authority-by-hand');
    await page.getByRole('button', { name: '记下结果' }).click();
    await page.getByLabel('管局的结果').waitFor({ state: 'detached' });

    expect(asked('noteHandedIn')).toMatchObject([
      { params: { caseId: OTHER }, body: { number: 2, isTakenBack: false } },
    ]);
    expect(asked('typeAnswer')).toMatchObject([
      {
        params: { caseId: CASE },
        body: { number: 1, kind: 'approved', numbers: { organizer: NUMBER, websites: { site: `${NUMBER}-1` } } },
      },
    ]);
    expect(looks).toEqual([]);
    await close();
  });

  it('takes a pasted table by keys: shows what each line would do, keeps the good ones, leaves the others', async () => {
    const known = { number: 1, kind: 'approved' as const, label: '通过并发号', domains: ['yunfan-keji.cn'] };
    const { page, asked, close } = await visit(
      {
        ...WORK,
        typeAnswers: () => ({
          lines: [
            { line: 1, ...known, subject: '深圳市云帆样例科技有限公司' },
            { line: 2, domains: [], subject: '', message: '一行以编号开头，例如 000012。' },
          ],
        }),
      },
      '#/authority',
    );
    await page.getByRole('heading', { name: '发件箱' }).waitFor();
    await page.keyboard.press('v');
    const table = page.getByRole('textbox', { name: /^一行一件/ });
    await table.fill(`1\t${NUMBER}\t${NUMBER}-1\nhaitang.cn 待发号`);
    await page.keyboard.press('Control+Enter');
    await page.getByText('一行以编号开头').waitFor();
    const looks = await faultsOf(page, [1024, 1440]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('录入了 1 条').waitFor();

    expect(asked('typeAnswers').map(({ body }) => body.isPreview)).toEqual([true, false]);
    expect(await table.inputValue()).toBe('haitang.cn 待发号');

    const csv = {
      name: 'results.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('2,退回,"备注不清, 请写明"\n3,待发号'),
    };
    await page.getByLabel(/^或者从文件/).setInputFiles(csv);
    await expect.poll(() => asked('typeAnswers').length, { timeout: 60_000 }).toBe(3);
    expect(asked('typeAnswers')[2]?.body).toEqual({
      isPreview: true,
      table: '2\t退回\t备注不清, 请写明\n3\t待发号',
    });
    // Good lines of one table are not kept of the next.
    await page.getByRole('button', { name: /^录入这 1 条/ }).waitFor();
    await page.getByLabel(/^或者从文件/).setInputFiles({ ...csv, buffer: Buffer.from('4,待发号') });
    await expect.poll(() => asked('typeAnswers').length, { timeout: 60_000 }).toBe(4);
    expect(asked('typeAnswers')[3]?.body).toEqual({ isPreview: true, table: '4\t待发号' });
    expect(looks).toEqual([]);
    await close();
  });

  it('finds in the outbox by what is typed', async () => {
    const { page, close } = await visit(WORK, '#/authority');
    const rows = page.getByRole('region', { name: '发件箱的清单' }).locator('tbody');
    await expect.poll(() => rows.count(), { timeout: 60_000 }).toBe(2);

    await page.getByLabel('在发件箱里找').fill('000002');

    await expect.poll(() => rows.allTextContents(), { timeout: 60_000 }).toHaveLength(1);
    expect((await rows.textContent()) ?? '').toContain('haitang.cn');
    await close();
  });

  it.each(['typed', 'pasted'])(
    'shows of each whose it is and where, its numbers, and to whoever has %s a return its words',
    async (way) => {
      const approved = {
        ...{ ...filed, caseId: OTHER, domains: ['haitang.cn'], number: 2, state: 'sent' as const },
        ...{ stage: 'reviewing' as const, numbers: [NUMBER, `${NUMBER}-1`] },
        pending: [{ sequence: 4, kind: 'approved' as const, label: '通过并发号', appliesAt: at, isToConfirm: true }],
      };
      const typed = { sequence: 3, kind: 'returned' as const, label: '退回', appliesAt: at, isToConfirm: false };
      let pending: (typeof typed)[] = [];
      const script: Script = {
        ...WORK,
        showAuthority: (asked) => {
          const shown = WORK.showAuthority?.(asked);
          if (!shown) throw new Error('no work');
          const answer = { domains: [], number: 2, sequence: 4, kind: 'approved' as const, label: '通过并发号', at };
          return {
            ...shown,
            submissions: [...shown.submissions.slice(1).map((submission) => ({ ...submission, pending })), approved],
            answers: [{ ...answer, receivedAt: at, numbers: approved.numbers, state: 'to-confirm' as const }],
          };
        },
        typeAnswer: () => {
          pending = [typed];
          return { sequence: 3, appliesAt: at };
        },
        typeAnswers: ({ body }) => {
          pending = body.isPreview ? [] : [typed];
          const line = { line: 1, number: 1, kind: 'returned' as const, label: '退回', domains: [], subject: '' };
          return { lines: [{ ...line, sequence: 3 }] };
        },
      };
      const type = async () => {
        await page.getByRole('button', { name: '录入结果' }).click();
        await page.getByLabel(/^管局原话/).fill(words);
        await page.getByRole('button', { name: '记下结果' }).click();
      };
      const paste = async () => {
        await page.getByRole('button', { name: '粘贴结果' }).click();
        await page.getByRole('textbox', { name: /^一行一件/ }).fill(`1\t退回：${words}`);
        await page.getByRole('button', { name: '看看每行会怎样' }).click();
        await page.getByRole('button', { name: '录入这 1 条' }).click();
      };
      const words = '网站备注没有写明退回后怎么改。';
      const { page, close } = await visit(script, '#/authority');
      const rows = page.getByRole('region', { name: '发件箱的清单' }).locator('tbody');
      await (way === 'typed' ? type() : paste());
      await rows.first().getByText(words, { exact: true }).waitFor();
      const looks = await faultsOf(page, [1024, 1440]);

      const plain = (text: string) => text.replaceAll(/\s+/g, '');
      const [first = '', second = ''] = (await rows.allTextContents()).map(plain);
      for (const text of ['深圳市云帆样例科技有限公司', '首次备案，广东', '203.0.113.7']) expect(first).toContain(text);
      expect(second).toContain(`${NUMBER}、${NUMBER}-1`);
      const inbox = page.getByRole('region', { name: '收件箱的清单' });
      expect(plain((await inbox.textContent()) ?? '')).toContain(`通过并发号${NUMBER}、${NUMBER}-1`);
      expect(looks).toEqual([]);
      await close();
    },
  );

  it('proposes a reason for a return from 0.70 on; below it none is chosen, and 确认 is no filled button', async () => {
    const piece = { piece: '网站备注不完整', row: 'remark', label: '网站·备注', reasonId: 'RJ-30' };
    const returned = {
      ...{ number: 1, sequence: 3, kind: 'returned' as const, at, words: '网站备注不完整；备注不清' },
      proposals: [0.69, 0.7].map((likeness) => ({ ...piece, likeness })),
      rows: [{ row: 'remark', label: '网站·备注' }],
    };
    const { page, close } = await visit({ ...WORK, showReturn: () => returned }, `#/authority/${CASE}`);
    const reasons = page.getByRole('combobox', { name: /^原因/ });
    await expect.poll(() => reasons.count(), { timeout: 60_000 }).toBe(2);
    const confirm = page.getByRole('button', { name: '确认' });
    await reasons.first().selectOption('RJ-12');

    expect(await reasons.nth(1).inputValue()).toBe('RJ-30');
    expect(await confirm.evaluateAll((buttons) => buttons.map((button) => button.classList.contains('main')))).toEqual([
      false,
      true,
    ]);
    await close();
  });

  it('lets a lead take a phrase of the authority into the catalogue', async () => {
    const { page, asked, close } = await visit(WORK, '#/authority');

    await page.getByRole('button', { name: '管局的说法' }).click();
    await page.getByRole('button', { name: '写进目录' }).click();

    await expect.poll(() => asked('promotePhrase').length, { timeout: 60_000 }).toBe(1);
    expect(asked('promotePhrase')[0]?.body).toEqual({ phrase: '联系渠道撞号', reasonId: 'RJ-17' });
    await close();
  });

  it('tells of an inspection until the end of a day, and closes one that was answered', async () => {
    const { page, asked, close } = await visit(
      {
        listRectifications: () => ({
          notices: [
            {
              recordId: RECORD,
              number: NUMBER,
              domains: ['haitang.cn'],
              notice: 1,
              state: 'answered',
              isOverdue: false,
              dueAt: new Date('2026-12-03T10:00:00Z'),
              answeredAt: at,
              word: '已补上备案号',
              items: ['首页底部没有备案号。'],
              lastTold: 1,
            },
          ],
        }),
        findRecord: () => ({
          recordId: RECORD,
          number: NUMBER,
          organizer: '海棠样例有限公司',
          state: 'live',
          websites: [{ number: `${NUMBER}-1`, domains: ['haitang.cn'], state: 'live' }],
          lastTold: 1,
        }),
        tellOfRecord: () => ({ sequence: 2 }),
        listProposals: () => ({ proposals: [] }),
        showLists: () => NO_LISTS,
      },
      '#/rectification',
    );

    await page.getByLabel('主体或网站备案号').fill(NUMBER);
    await page.getByRole('button', { name: '查备案' }).click();
    await page
      .getByRole('form', { name: /的通知$/ })
      .getByLabel(/-1/)
      .check();
    await page.getByLabel(/^要改什么/).fill('首页没有链接到工信部网站。');
    await page.getByLabel(/^期限/).fill('2026-12-10');
    const looks = await faultsOf(page, [1024, 1440]);
    await shot(page, 'desk-rectification');
    await page.getByRole('button', { name: '通知主办者' }).click();
    await page.getByLabel(/^要改什么/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '复查通过，结束' }).click();
    await expect.poll(() => asked('tellOfRecord').length, { timeout: 60_000 }).toBe(2);

    expect(asked('tellOfRecord').map(({ body }) => body)).toEqual([
      {
        kind: 'inspection',
        lastTold: 1,
        websites: [`${NUMBER}-1`],
        items: ['首页没有链接到工信部网站。'],
        dueAt: '2026-12-10T15:59:59.000Z',
      },
      { kind: 'notice-closed', lastTold: 1, notice: 1 },
    ]);
    expect(looks).toEqual([]);
    await close();
  });

  it('imports a list from a file, names the lines that can’t be read, and notes what was done about an entry', async () => {
    const { page, asked, close } = await visit(
      {
        listRectifications: () => ({ notices: [] }),
        showLists: () => ({
          ...NO_LISTS,
          tasks: [
            {
              entryId: ENTRY,
              list: 'unfiled',
              kind: 'domain',
              value: 'haitang.example',
              dueAt: at,
              isOverdue: true,
              records: [{ recordId: RECORD, number: NUMBER }],
              cases: [{ caseId: CASE, state: 'sent' }],
            },
          ],
        }),
        proposeList: () => ({ proposalId: ENTRY, entries: 1, added: 1, released: 2 }),
        listProposals: () => ({ proposals: [] }),
        handleListed: () => ({ handled: true }),
      },
      '#/rectification',
    );
    // As a spreadsheet saves it: 域名 in GB18030.
    const buffer = Buffer.concat([Buffer.from([0xd3, 0xf2, 0xc3, 0xfb]), Buffer.from(',haitang.example')]);

    await page.getByLabel('哪一份').selectOption('unfiled');
    await page.getByLabel('文件').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
    await page.getByLabel('处理期限').fill('2026-12-31');
    const looks = await faultsOf(page, [1024, 1440]);
    await shot(page, 'desk-lists');
    await page.getByRole('button', { name: '导入' }).click();
    await page.getByText('已提出：共 1 项，新增 1 项，解除 2 项。另一人确认后生效。').waitFor();
    await page.getByLabel('haitang.example 的处理结果').selectOption('filed');
    await page.getByRole('button', { name: '记下' }).click();

    await expect.poll(() => asked('handleListed').length, { timeout: 60_000 }).toBe(1);
    expect(asked('proposeList')).toMatchObject([
      {
        params: { list: 'unfiled' },
        body: { version: 3, dueAt: '2026-12-31T15:59:59.000Z', text: '域名,haitang.example' },
      },
    ]);
    expect(asked('handleListed')).toMatchObject([
      { params: { list: 'unfiled', entryId: ENTRY }, body: { result: 'filed' } },
    ]);
    expect(looks).toEqual([]);
    await close();
  });

  it('proposes a forced cancellation, and confirms what somebody else has proposed', async () => {
    const proposal = {
      proposalId: ENTRY,
      proposedBy: 'd3a1f0de-0000-4000-8000-000000000001',
      proposedAt: at,
      isMine: false,
      list: { list: 'black' as const, entries: 5000, added: 12, released: 3, dueAt: new Date('2026-12-31T15:59:59Z') },
    };
    const { page, asked, close } = await visit(
      {
        listRectifications: () => ({ notices: [] }),
        findRecord: () => ({
          recordId: RECORD,
          number: NUMBER,
          organizer: '海棠样例有限公司',
          state: 'live',
          websites: [{ number: `${NUMBER}-1`, domains: ['haitang.cn'], state: 'live' }],
          lastTold: 1,
        }),
        showLists: () => NO_LISTS,
        listProposals: () => ({ proposals: [proposal, { ...proposal, proposalId: CASE, isMine: true }] }),
        proposeEvent: () => ({ proposalId: RECORD }),
        settleProposal: () => ({ state: 'confirmed', added: 12, released: 3 }),
      },
      '#/rectification',
    );

    await page.getByLabel('主体或网站备案号').fill(NUMBER);
    await page.getByRole('button', { name: '查备案' }).click();
    await page.getByText('强制注销，或接入已结束').click();
    await page.getByLabel('发生了什么').selectOption('access-ended');
    await page.getByLabel('由谁').selectOption('elsewhere');
    await page.getByLabel(/^原因/).fill('已转到别处');
    const propose = page.getByRole('button', { name: '提出，等另一人确认' });
    expect(await propose.isDisabled()).toBe(true);
    await page.getByLabel(`整个主体：海棠样例有限公司 ${NUMBER}，连同名下全部网站`).check();
    const looks = await faultsOf(page, [1024, 1440]);
    await shot(page, 'desk-proposals');
    await propose.click();
    await expect.poll(() => asked('proposeEvent').length, { timeout: 60_000 }).toBe(1);
    await page.getByRole('button', { name: '确认', exact: true }).click();
    await page.getByText('已确认，已经生效。').waitFor();

    expect(asked('proposeEvent')).toMatchObject([
      {
        params: { recordId: RECORD },
        body: { kind: 'access-ended', by: 'elsewhere', whole: true, lastTold: 1, reason: '已转到别处' },
      },
    ]);
    expect(asked('settleProposal')).toMatchObject([{ params: { proposalId: ENTRY }, body: { confirms: true } }]);
    expect(looks).toEqual([]);
    await close();
  });
});
