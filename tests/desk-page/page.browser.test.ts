import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentWebBuild } from '../../deploy/bundle/build-web.ts';
import { openChromium } from '../../tools/chromium/chromium.ts';
import { faultsOf } from '../e2e/looks.ts';
import { shot } from '../support/shot.ts';
import { CASE, COLLEAGUE, caseView, ME, sampleWork } from './sample-work.ts';
import { Refusing, type Script, scriptedDesk } from './scripted-desk.ts';

const TIMEOUT_MS = 300_000;
let browser: Browser;
let dir: string;
let files: Readonly<Record<string, Buffer>>;
beforeAll(async () => {
  [browser, dir] = await Promise.all([openChromium(), currentWebBuild('desk')]);
  const paper = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  const papers = ['licence', 'id-front', 'letter', 'handheld', 'live', 'frame', 'uncovered'].map((name) => [
    `/papers/${name}.jpg`,
    paper,
  ]);
  files = {
    ...Object.fromEntries(papers),
    '/views/1': Buffer.from('{"rows":[{"row":"principal.mobile","value":"19925474099"}]}'),
    '/views/2': Buffer.from(
      '{"rows":[{"row":"principal.name","value":"周以明"},{"row":"principal.idNumber","value":"9974"}]}',
    ),
  };
}, TIMEOUT_MS);
afterAll(() => browser?.close());

/** Somebody who is signed in, at a page of a desk that answers by a script. */
async function visit(script: Script, hash: string) {
  const desk = await scriptedDesk(dir, script, files);
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) trouble.push(message.text());
  });
  await page.addInitScript("localStorage.setItem('icp-desk.page-key', 'a-key-of-this-browser')");
  await page.goto(`${desk.url}/${hash}`);
  const close = async () => {
    await context.close();
    await desk.stop();
  };
  return { page, desk, trouble, close };
}
/** Concludes that the open row fits, once what is to be seen of it is on the screen. */
async function fits(page: Page): Promise<void> {
  await page.locator('.choice .fits:enabled').waitFor();
  await page.keyboard.press('1');
}
/** Says of the case's first two rows to judge that they differ: of one with its first reason, of the other without one yet. */
async function firstTwoDiffer(page: Page): Promise<void> {
  await page.getByText('待判断 5 项').waitFor();
  await page.keyboard.press('2');
  await page.getByRole('group', { name: '证件住所为什么不符' }).waitFor();
  await page.keyboard.press('q');
  await page.locator('tr.picked[data-row="principal.mobile"]').waitFor();
  await page.keyboard.press('2');
  await page.getByRole('group', { name: '手机号码为什么不符' }).waitFor();
}

const openRow = (page: Page) => page.locator('tr.picked').getAttribute('data-row');

describe('the page of the desk', () => {
  it('takes a person without a session to the sign-in, and calls nothing', { timeout: TIMEOUT_MS }, async () => {
    const desk = await scriptedDesk(dir, sampleWork(['reviewer']));
    const page = await browser.newPage();
    await page.goto(`${desk.url}/`);

    await page.getByRole('button', { name: '用单位账号登录' }).waitFor();

    expect(desk.calls).toEqual([]);
    await page.close();
    await desk.stop();
  });

  it('judges one row for each key, opens the next by itself, and marks nothing while a key is held down', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, trouble, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.getByText('待判断 5 项').waitFor();

    const first = await openRow(page);
    await fits(page);
    await page.locator('tr.picked[data-row="principal.mobile"]').waitFor();
    // A second keydown without a keyup is a repetition.
    await page.keyboard.down('2');
    await page.keyboard.down('2');
    await page.keyboard.down('2');
    await page.keyboard.up('2');
    await page.getByText('待判断 3 项').waitFor();
    // The page counts a judgement before the desk has it.
    const judgements = () => desk.calls.filter(({ name }) => name === 'judgeRow');
    await expect.poll(() => judgements().length).toBe(2);

    const judged = judgements();
    expect(first).toBe('organizer.certificateAddress');
    expect(judged.map(({ asked }) => [asked.params.row, asked.body.conclusion])).toEqual([
      ['organizer.certificateAddress', 'fits'],
      ['principal.mobile', 'differs'],
    ]);
    expect(judged.every(({ asked }) => Number(asked.body.spentSeconds) >= 1)).toBe(true);
    expect(judged.every(({ key }) => key === 'a-key-of-this-browser')).toBe(true);
    expect(trouble).toEqual([]);
    await close();
  });

  it('takes no 相符 for a paper that is not on the screen, and names it before a return leaves', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const script: Script = {
      ...sampleWork(['reviewer']),
      openPaper: () => {
        throw new Refusing(503, 'vendor.unavailable');
      },
    };
    const { page, desk, close } = await visit(script, `#/cases/${CASE}`);
    await page.locator('tr[data-row="websites.0.documents.commitment-letter"]').click();
    await page.getByText('看过才能判断相符：承诺书').waitFor();

    await page.keyboard.press('1');
    const isEnabled = await page.locator('.choice .fits').isEnabled();
    await page.keyboard.press('2');
    await page.getByRole('button', { name: '退回 1 项' }).click();
    await page.getByText(/还有 4 项没有判断，退回后下一轮仍要判断：证件住所、手机号码、手持证件照、视频核身/).waitFor();

    expect(isEnabled).toBe(false);
    expect(desk.calls.flatMap(({ name, asked }) => (name === 'judgeRow' ? [asked.body.conclusion] : []))).toEqual([
      'differs',
    ]);
    await close();
  });

  it('accepts only when nothing is left, and lets the decision be taken back by a key', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    const accept = page.getByRole('button', { name: /^通过/ });
    await page.getByText('待判断 5 项').waitFor();
    const before = await accept.isDisabled();

    for (const value of [4, 3, 2, 1, 0]) {
      await fits(page);
      await page.getByText(`待判断 ${value} 项`).waitFor();
    }
    await accept.click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/yunfan-keji\.cn 的通过将在 \d+ 秒后发出/).waitFor();
    await page.keyboard.press('u');
    await page.getByText('将在').waitFor({ state: 'detached' });

    expect(before).toBe(true);
    expect(desk.calls.filter(({ name }) => ['decide', 'takeBack'].includes(name)).map(({ name }) => name)).toEqual([
      'decide',
      'takeBack',
    ]);
    await close();
  });

  it('takes an easy case from N to the next one by eight keys for five rows, and never loses the focus', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, trouble, close } = await visit(sampleWork(['reviewer']), '#/queues/mine');
    await page.locator('tr.opens').first().waitFor();
    const focused: unknown[] = [];
    let keys = 0;
    const press = async (key: string, shown: string | RegExp): Promise<void> => {
      keys += 1;
      await page.keyboard.press(key);
      await page.getByText(shown).first().waitFor();
      focused.push(await page.evaluate('document.activeElement.tagName'));
    };

    await press('n', '待判断 5 项');
    for (const value of [4, 3, 2, 1, 0]) {
      await page.locator('.choice .fits:enabled').waitFor();
      await press('1', `待判断 ${value} 项`);
    }
    await press('Control+Enter', /的通过将在 \d+ 秒后发出/);
    await page.locator('footer').getByText('只读').waitFor();
    focused.push(await page.evaluate('document.activeElement.tagName'));
    const calls = desk.calls.length;
    await page.keyboard.press('n');
    await expect.poll(() => desk.calls.slice(calls).map(({ name }) => name)).toContain('takeNext');

    expect(keys + 1).toBe(8);
    expect(focused).not.toContain('BODY');
    expect(trouble).toEqual([]);
    await close();
  });

  it('opens what is left when a key would accept too early, and sends a decision after the judgements on their way', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.getByText('待判断 5 项').waitFor();
    await page.locator('tr[data-row="websites.0.details.name"]').click();
    await page.keyboard.press('Control+Enter');
    await page.locator('tr.picked[data-row="websites.0.documents.commitment-letter"]').waitFor();
    let letGo: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    for (const value of [4, 3, 2, 1, 0]) {
      if (value === 0)
        await page.route('**/rows/**', async (route) => {
          await held;
          await route.continue();
        });
      await fits(page);
      await page.getByText(`待判断 ${value} 项`).waitFor();
    }
    await page.keyboard.press('Control+Enter');
    const before = desk.calls.filter(({ name }) => name === 'decide').length;
    letGo();
    await page.getByText(/的通过将在 \d+ 秒后发出/).waitFor();

    expect(before).toBe(0);
    const sent = desk.calls.filter(({ name }) => ['judgeRow', 'decide'].includes(name)).map(({ name }) => name);
    expect(sent).toEqual([...Array<string>(5).fill('judgeRow'), 'decide']);
    await close();
  });

  it('stays on a row that differs, so that the reason is that row’s, and drops it when the row fits after all', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await firstTwoDiffer(page);
    await page.keyboard.press('q');
    await page.locator('tr.picked[data-row="principal.mobile"]').waitFor({ state: 'detached' });
    await page.locator('tr[data-row="organizer.certificateAddress"]').click();
    await fits(page);
    for (const value of [2, 1, 0]) {
      await fits(page);
      await page.getByText(`待判断 ${value} 项`).waitFor();
    }
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '退回 1 项，其余保持锁定' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/的退回将在 \d+ 秒后发出/).waitFor();

    expect(desk.calls.find(({ name }) => name === 'decide')?.asked.body).toMatchObject({
      kind: 'returned',
      items: [{ field: 'principal.mobile', reasonId: 'RJ-15' }],
    });
    await close();
  });

  it('gives the reason of R to the row just judged, also when another one differs before it', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await firstTwoDiffer(page);
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: '原因目录，主体负责人 手机号码' }).waitFor();
    await page.keyboard.press('q');
    await page.getByLabel('申请人看到的').getByText('电话不通').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/的退回将在 \d+ 秒后发出/).waitFor();

    expect(desk.calls.find(({ name }) => name === 'decide')?.asked.body).toMatchObject({
      items: [
        { field: 'organizer.certificateAddress', reasonId: 'RJ-34' },
        { field: 'principal.mobile', reasonId: 'RJ-15' },
      ],
    });
    await close();
  });

  it('counts what is left the same in head, table and bar, and for an auditor what the reviewer has left', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const first = { conclusion: 'fits', by: COLLEAGUE, at: new Date(), spentSeconds: 3 } as const;
    const shown = caseView({ timeline: [{ at: new Date(), actor: ME, action: 'concluded', about: '网站·备注' }] });
    const { lease: _, ...sent } = { ...shown, rows: shown.rows.map((row) => ({ ...row, first })) };
    const own = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    const auditors = await visit({ ...sampleWork(['auditor']), showCase: () => sent }, `#/cases/${CASE}`);
    const counts = async ({ page }: typeof own) => {
      const table = await page.locator('tbody .group').allTextContents();
      const inTable = table.map((group) => Number(/待判断 (\d+)/.exec(group)?.[1] ?? 0));
      return [await page.locator('.case-head').getByText(/^还差/).allTextContents(), inTable.reduce((a, b) => a + b)];
    };
    await own.page.getByText('待判断 5 项').waitFor();
    await auditors.page.getByText('待判断 0 项').waitFor();
    const [reviewer, auditor] = [await counts(own), await counts(auditors)];
    await auditors.page.getByRole('button', { name: '经过' }).click();
    await auditors.page.getByRole('dialog', { name: '经过' }).getByText('判断了一项 网站·备注').waitFor();

    expect([reviewer, auditor]).toEqual([
      [['还差 5 项'], 5],
      [[], 0],
    ]);
    await own.close();
    await auditors.close();
  });

  it('corrects a slip in accepting: old beside new with a reason, kept until it is sent, and told to be for two', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, trouble, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.getByText('待判断 5 项').waitFor();
    for (const value of [4, 3, 2, 1, 0]) {
      await fits(page);
      await page.getByText(`待判断 ${value} 项`).waitFor();
    }
    await page.locator('tr[data-row="websites.0.details.name"]').click();
    await page.getByRole('button', { name: '更正笔误' }).click();
    await page.getByLabel('更正为').fill('云帆样例科技网');
    await page.getByLabel(/^原因/).fill('漏字');
    await page.getByRole('button', { name: '更正', exact: true }).click();
    await page.getByText('通过时更正为').waitFor();
    await page.reload();
    await page.getByText('待判断 0 项').waitFor();
    await page.getByRole('button', { name: /^通过/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('有更正，交给另一人复审').waitFor();
    const told = await dialog.getByRole('list', { name: '更正，申请人会看到' }).textContent();
    await dialog.getByRole('button', { name: '通过' }).click();
    await page.getByText('等复审').waitFor();

    expect(told?.replaceAll(/\s+/g, '')).toContain('云帆样例科技更正为云帆样例科技网（漏字）');
    expect(desk.calls.find(({ name }) => name === 'decide')?.asked.body).toMatchObject({
      kind: 'accepted',
      amendments: [{ field: 'websites.0.details.name', after: '云帆样例科技网', reason: '漏字' }],
    });
    expect(
      await page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('icp-desk.amend.'))"),
    ).toEqual([]);
    expect(trouble).toEqual([]);
    await close();
  });

  it('shows what each source says of a value, how certain a reading is, and what was noticed in its picture', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.locator('tr.picked[data-row="organizer.certificateAddress"]').waitFor();

    const detail = page.locator('tr.detail');
    await detail.getByText('不确定，请看图，置信度 91%').waitFor();
    await detail.getByText('与填写不同，没有给出内容').waitFor();
    await page.getByText('图片有反光，请看清被遮的字。').waitFor();
    await page.getByRole('button', { name: /展开没有变的/ }).waitFor();
    const place = page.getByRole('img', { name: '读到这一项的位置' });
    await place.waitFor();
    const [picture, frame] = await Promise.all([
      page.getByRole('img', { name: '营业执照' }).boundingBox(),
      place.locator('polygon').boundingBox(),
    ]);
    // 300 by 200 pixels are fitted into a stage of another shape; the place is half as wide and a tenth as high.
    const shownWidth = Math.min(picture?.width ?? 0, ((picture?.height ?? 0) * 300) / 200);
    expect((frame?.width ?? 0) / shownWidth).toBeCloseTo(0.5, 1);
    expect((frame?.height ?? 0) / (frame?.width ?? 1)).toBeCloseTo(20 / 150, 1);
    await page.getByRole('button', { name: '视频核身', exact: true }).click();
    await page.getByText('本人与核验照片 91').waitFor();
    await page.getByText('照片与证件人像 63').waitFor();
    await page.getByRole('group', { name: '视频的关键画面' }).getByRole('img', { name: '关键画面 1' }).waitFor();

    const meters = page.getByRole('meter');
    expect(await meters.count()).toBe(2);
    // Green from its limit on, as a browser draws it.
    expect([await meters.first().getAttribute('high'), await meters.first().getAttribute('optimum')]).toEqual([
      '70',
      '100',
    ]);
    expect(await page.locator('tbody .group').allTextContents()).toEqual([
      expect.stringContaining('变更的内容'),
      expect.stringContaining('另外待看的'),
    ]);
    await close();
  });

  it('says that a face has no key frames, and lists none among the papers', { timeout: TIMEOUT_MS }, async () => {
    const faces = caseView().faces.map((face) => ({ ...face, video: 'film', frames: [] }));
    const { page, desk, close } = await visit(sampleWork(['reviewer'], caseView({ faces })), `#/cases/${CASE}`);
    await page.getByRole('button', { name: '身份证人像面', exact: true }).waitFor();
    const listed = await page.getByRole('group', { name: '全部材料' }).getByRole('button').allTextContents();
    await page.getByRole('button', { name: '视频核身', exact: true }).click();

    await page.getByText('没有视频的关键画面，请看整段视频。').waitFor();

    expect(listed.map((label) => label.trim())).toEqual([
      '营业执照',
      '身份证人像面',
      '承诺书',
      '手持证件照',
      '核身照片',
    ]);
    const opened = desk.calls.flatMap(({ name, asked }) => (name === 'openPaper' ? [asked.params.documentId] : []));
    expect(opened).not.toContain('frame');
    await close();
  });

  it('declines as a lead, with a reason of its own and a word for the second, and shows what the filer will read', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['lead']), `#/cases/${CASE}`);
    await page.getByRole('link', { name: '不予受理' }).click();
    const send = page.getByRole('button', { name: /^不予受理，交复审/ });
    await page.getByText('还差原因、说明').waitFor();

    await page.getByRole('radio', { name: /网站内容不属于可以备案的范围/ }).click();
    await page.getByLabel('申请人看到的').getByText('换成可以备案的内容后，可以重新发起备案。').waitFor();
    await page.getByLabel(/给复审人的说明/).fill('内容不在范围内');
    await send.click();
    await page.getByText(/的不予受理已交复审/).waitFor();

    expect(desk.calls.find(({ name }) => name === 'decide')?.asked.body).toEqual({
      version: 1,
      kind: 'declined',
      items: [{ field: 'filing', reasonId: 'DC-01', suggestion: '换成可以备案的内容后，可以重新发起备案。' }],
      comment: '内容不在范围内',
    });
    await close();
  });

  it('returns with reasons of the catalogue, in the words that the filer will read, by keyboard alone', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.getByText('待判断 5 项').waitFor();

    await page.keyboard.press('r');
    await page.getByRole('heading', { name: '退回 1 项，其余保持锁定' }).waitFor();
    await page.getByRole('button', { name: /地址未精确到门牌号.*Q/ }).waitFor();
    // Nothing is chosen for anybody, and nothing leaves without a reason.
    await page.getByText('还差 1 条原因').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('q');
    await page.getByLabel('申请人看到的').getByText('地址未精确到门牌号').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/的退回将在 \d+ 秒后发出/).waitFor();

    const decided = desk.calls.find(({ name }) => name === 'decide');
    expect(decided?.asked.body).toEqual({
      version: 1,
      kind: 'returned',
      items: [{ field: 'organizer.certificateAddress', reasonId: 'RJ-34' }],
    });
    await close();
  });

  it('shows a value in clear for a reason and a minute, and masks it when the window is left', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.getByRole('button', { name: '手机号码', exact: true }).click();

    await page.keyboard.press('x');
    await page.getByRole('button', { name: '显示 60 秒' }).click();
    await page.getByText('19925474099').waitFor();
    const seconds = await page.getByRole('timer').first().textContent();
    await page.evaluate("window.dispatchEvent(new Event('blur'))");
    await page.getByText('19925474099').waitFor({ state: 'detached' });

    expect(seconds).toMatch(/^\d\d 秒后遮回$/);
    expect(desk.calls.filter(({ name }) => name === 'reveal').map(({ asked }) => asked.body)).toEqual([
      { isCall: false },
      { row: 'principal.mobile', reason: 'compare' },
    ]);
    await close();
  });

  it('shows the names of the case in hand in full, and in a call the last four digits; without it neither', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const shown = caseView();
    const rows = shown.rows.map((row) => (row.row === 'principal.name' ? { ...row, needsJudgement: true } : row));
    const script = { ...sampleWork(['reviewer']), showCase: () => ({ ...shown, rows }) };
    const { page, desk, close } = await visit(script, `#/cases/${CASE}`);
    await page.locator('tr[data-row="principal.name"]').getByText('周以明').waitFor();
    await page.goto(`${desk.url}/#/cases/${CASE}/call`);
    await page.getByRole('button', { name: '开始致电' }).click();
    await page.getByText('9974', { exact: true }).waitFor();
    await close();

    const { lease: _, ...free } = { ...shown, rows };
    const other = await visit({ ...script, showCase: () => free }, `#/cases/${CASE}`);
    await other.page.locator('tr[data-row="principal.name"]').getByText('周*明').waitFor();
    expect(other.desk.calls.filter(({ name: called }) => called === 'reveal')).toEqual([]);
    await other.close();
  });

  it('shows no paper to an auditor before they have said why', { timeout: TIMEOUT_MS }, async () => {
    const { lease: _, ...free } = caseView();
    const script = { ...sampleWork(['auditor']), showCase: () => free };
    const { page, desk, close } = await visit(script, `#/cases/${CASE}`);
    const opened = () => desk.calls.filter(({ name }) => name === 'openPaper').length;
    const why = page.getByRole('group', { name: '为什么要看不在手里的材料？' });
    await why.waitFor();
    const before = opened();

    await why.getByRole('radio', { name: '质检' }).click();
    await page.locator('.stage img').waitFor();

    expect([before, opened()]).toEqual([0, 1]);
    await close();
  });

  it('opens by itself, once the network is back, a page whose file did not come', { timeout: TIMEOUT_MS }, async () => {
    const { page, trouble, close } = await visit(sampleWork(['auditor']), '#/ties');
    await page.getByRole('link', { name: '访问日志' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: '访问日志' }).click();
    await page.getByText('正在载入…').waitFor();
    await page.context().setOffline(false);
    await page.getByText('4 条，新的在上').waitFor();

    expect(trouble).toEqual([]);
    await close();
  });

  it('tells an auditor who saw the card of whom, when and why; by staff, by case, and as a table', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['auditor']), '#/access');
    const lines = page.getByRole('region', { name: '逐条记录' }).locator('tbody tr');
    await page.getByText('4 条，新的在上').waitFor();
    const first = await lines.nth(2).locator('td').allTextContents();
    await page.getByRole('button', { name: '周岚 2 次' }).click();
    await page.getByText('2 条，新的在上').waitFor();
    await page.getByRole('searchbox', { name: '谁的' }).fill('yunfan-keji.cn');
    await page.getByRole('button', { name: '查', exact: true }).click();
    await page.getByLabel('哪个人的').selectOption('principal');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 CSV' }).click();
    const table = await saving;
    await shot(page, 'desk-access');
    const faults = await faultsOf(page, [1024, 1440]);

    expect(first).toEqual([
      '2026年11月30日 09:33:07',
      '周岚',
      '打开了材料',
      '身份证人像面',
      '主体负责人',
      '不在手里，申请人来电，核对身份',
      'yunfan-keji.cn',
    ]);
    const last = desk.calls.findLast(({ name }) => name === 'readAccesses')?.asked.body;
    expect(last).toMatchObject({ staffId: COLLEAGUE, subject: 'principal', isExport: true });
    expect(last?.caseIds).toEqual([expect.any(String)]);
    expect(table.suggestedFilename()).toMatch(/^访问日志-.*\.csv$/);
    expect(faults).toEqual([]);
    await close();
  });

  it('shows the covered digits of a card for a reason and a minute, and covers them when the window is left', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.getByRole('button', { name: '身份证人像面', exact: true }).click();
    const picture = page.getByRole('img', { name: '身份证人像面' });
    await page.getByText('证件号码后四位已遮住。').waitFor();
    await picture.waitFor();
    const covered = await picture.getAttribute('src');

    await page.getByRole('button', { name: '显示遮住的部分' }).click();
    await page.getByRole('radio', { name: '管局要求核对' }).click();
    await page.getByRole('button', { name: '显示 60 秒' }).click();
    await page.getByRole('timer').filter({ hasText: '秒后遮回' }).waitFor();
    const seen = await picture.getAttribute('src');
    await page.evaluate("window.dispatchEvent(new Event('blur'))");
    await page.getByText('证件号码后四位已遮住。').waitFor();

    expect(seen).not.toBe(covered);
    expect(await picture.getAttribute('src')).toBe(covered);
    expect(desk.calls.filter(({ name }) => name === 'uncoverPaper').map(({ asked }) => asked.body)).toEqual([
      { reason: 'authority' },
    ]);
    await close();
  });

  it('shows the covered digits by keyboard alone: a key asks, arrows choose the reason, Enter shows, Esc covers', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.getByRole('button', { name: '身份证人像面', exact: true }).click();
    await page.getByText('证件号码后四位已遮住。').waitFor();
    await page.evaluate('document.activeElement.blur()');

    await page.keyboard.press('e');
    const first = page.getByRole('group', { name: '遮住的部分' }).getByRole('radio').first();
    await first.and(page.locator(':focus')).waitFor();
    const askedBefore = desk.calls.some(({ name }) => name === 'uncoverPaper');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('timer').filter({ hasText: '秒后遮回' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('证件号码后四位已遮住。').waitFor();
    await page.keyboard.press('?');
    const listed = page.getByRole('dialog').locator('dl').filter({ hasText: '显示遮住的部分' });
    await listed.waitFor();

    expect(askedBefore).toBe(false);
    expect(desk.calls.filter(({ name }) => name === 'uncoverPaper').map(({ asked }) => asked.body)).toEqual([
      { reason: 'call' },
    ]);
    await close();
  });

  it('shows the lines of a list to whoever is to confirm it: by what becomes of them, by what is looked for, page after page', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const line = (index: number) => ({
      line: index,
      kind: 'domain' as const,
      value: `shop-${index}.example`,
      standing: 'added' as const,
      records: index === 1 ? [{ recordId: CASE, number: '粤ICP备2026000009号' }] : [],
      cases: 0,
    });
    const proposal = {
      proposalId: CASE,
      proposedBy: COLLEAGUE,
      proposedAt: new Date(),
      isMine: false,
      list: { list: 'black' as const, entries: 51, added: 51, released: 0, dueAt: new Date() },
    };
    const script: Script = {
      ...sampleWork(['authority-desk']),
      listRectifications: () => ({ notices: [] }),
      listReports: () => ({ reports: [] }),
      showLists: () => ({ lists: [{ list: 'black', version: 0, entries: 0 }], tasks: [] }),
      listProposals: () => ({ proposals: [proposal] }),
      showProposedLines: ({ body }) => {
        const { after } = body as { after?: number };
        return after ? { lines: [line(51)], total: 51 } : { lines: [1, 2].map(line), total: 51, next: 50 };
      },
    };
    const { page, desk, close } = await visit(script, '#/rectification');
    await page.getByRole('button', { name: '看名单' }).click();
    const sheet = page.getByRole('dialog', { name: '等确认的名单' });
    await sheet.getByText('shop-2.example').waitFor();
    const first = await sheet.getByRole('row').nth(1).getByRole('cell').allTextContents();

    await sheet.getByRole('button', { name: '显示更多' }).click();
    await sheet.getByText('shop-51.example').waitFor();
    const shown = await sheet.getByRole('row').count();
    await sheet.getByLabel('查找').fill(' shop ');
    await sheet.getByRole('button', { name: '查', exact: true }).click();
    await sheet.getByText('shop-51.example').waitFor({ state: 'detached' });
    await sheet.getByLabel('哪些').selectOption('解除');
    const asked = () => desk.calls.flatMap(({ name, asked: { body } }) => (name === 'showProposedLines' ? [body] : []));
    await expect.poll(() => asked().length, { timeout: 60_000 }).toBe(4);

    expect(first.map((cell) => cell.trim())).toEqual(['1', '新增', '域名 shop-1.example', '粤ICP备2026000009号']);
    expect(shown).toBe(4);
    expect(asked()).toEqual([{}, { after: 50 }, { text: 'shop' }, { standing: 'released', text: 'shop' }]);
    expect(desk.calls.some(({ name }) => name === 'settleProposal')).toBe(false);
    await close();
  });

  it('says that a case is lost, keeps what was concluded, and takes no more keys', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const script: Script = {
      ...sampleWork(['reviewer']),
      judgeRow: () => {
        throw new Refusing(409, 'case.not-yours');
      },
    };
    const { page, desk, close } = await visit(script, `#/cases/${CASE}`);
    await page.getByText('待判断 5 项').waitFor();

    await fits(page);
    await page.getByText('这一件不在你手里').waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('1');

    expect(desk.calls.filter(({ name }) => name === 'judgeRow')).toHaveLength(1);
    await close();
  });

  it('leaves single letters to speech input when they are switched off', { timeout: TIMEOUT_MS }, async () => {
    const { page, desk, close } = await visit(sampleWork(['reviewer']), `#/cases/${CASE}`);
    await page.getByText('待判断 5 项').waitFor();

    await page.keyboard.press('?');
    await shot(page, 'desk-keys');
    await page.getByRole('checkbox', { name: /使用单个字母/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('1');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: '我的在办' }).waitFor();

    expect(desk.calls.filter(({ name }) => name === 'judgeRow')).toEqual([]);
    await close();
  });

  it('lists what one has decided today below what one has in hand, with what became of it', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { page, close } = await visit(sampleWork(['reviewer']), '#/queues/mine');

    const rows = page.getByRole('region', { name: '今天办结 2' }).getByRole('listitem');
    await rows.first().waitFor();

    expect((await rows.allTextContents()).map((text) => text.replace(/^\s*\d\d:\d\d/, ''))).toEqual([
      'muyun-yangli.cn通过已发出',
      '没有网站退回收回了',
    ]);
    await close();
  });

  it('says beside the queues that their counts could not be asked for, and shows the list all the same', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const work = sampleWork(['reviewer']);
    const listQueues = () => {
      throw new Refusing(503, 'vendor.unavailable');
    };
    const { page, close } = await visit({ ...work, listQueues }, '#/queues/mine');

    await page.getByText('hetang-yangli.cn').waitFor();

    expect(await page.getByRole('navigation', { name: '队列' }).getByRole('status').textContent()).toBe(
      '数字没有取到最新的，一分钟后会再取',
    );
    await close();
  });

  it('has no fault that axe-core finds, on any page, light and dark, at 1024 and 1440 pixels', {
    timeout: 2 * TIMEOUT_MS,
  }, async () => {
    const { page, trouble, close } = await visit(sampleWork(['reviewer', 'lead']), '#/queues/mine');
    const pages: readonly (readonly [hash: string, shown: string])[] = [
      ['#/queues/mine', 'hetang-yangli.cn'],
      ['#/queues/changes', '变更没有件'],
      [`#/cases/${CASE}`, '待判断 5 项'],
      [`#/cases/${CASE}/return`, '还没有要退回的'],
      [`#/cases/${CASE}/decline`, '能改好的请退回'],
      [`#/cases/${CASE}/call`, '打给谁'],
      ['#/settings/clocks', '每人每天显示'],
      ['#/settings/rates', '固定清单'],
      ['#/settings/reasons', '已发出的退回保留当时的版本'],
    ];
    const faults: Record<string, readonly string[]> = {};
    for (const [hash, shown] of pages) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await page.getByText(shown).first().waitFor();
      if (hash.startsWith('#/settings/')) await shot(page, hash.replace('#/settings/', 'desk-settings-'));
      const found = await faultsOf(page, [1024, 1440]);
      if (found.length > 0) faults[hash] = found;
    }

    expect(faults).toEqual({});
    expect(trouble).toEqual([]);
    await close();
  });
});
