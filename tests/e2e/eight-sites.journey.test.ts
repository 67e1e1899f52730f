import { rmSync } from 'node:fs';
import { drawIdBack, drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE, type IdCard, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idNumber } from '../../shared/domain/rules/cases.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { companyDomains } from '../support/filings/company-domains.ts';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';
import type { Visitor } from './visitor.ts';

const LIANG = INDIVIDUAL.idCard;
/** Invented; the sequence was never issued. */
const HE: IdCard = {
  ...LIANG,
  ...{ name: '何书云', sex: '女', birthday: '1993-08-23', idNumber: idNumber('44030519930823998') },
};
const LIANGS = {
  ...{ mobile: '13822650039', officePhone: '0755-86000039' },
  ...{ emergencyPhone: '13509860021', email: 'liang.xiaoqing@example.cn' },
};
const HES = {
  ...{ mobile: '13822650040', officePhone: '0755-86000040' },
  ...{ emergencyPhone: '13509860022', email: 'he.shuyun@example.cn' },
};
type Contacts = typeof HES;
/** Seven more websites as they stand in a clerk's table, two of them with an owner who is not known yet. */
const TABLE = [
  'yunfan-docs.cn\t云帆样例文档\t梁晓晴',
  'yunfan-help.cn\t云帆样例客服\t何书云',
  'yunfan-jobs.cn\t云帆样例招聘\t周建明',
  'yunfan-edu.cn\t云帆样例课堂\t周建明',
  'yunfan-lab.cn\t云帆样例实验室',
  'yunfan-open.cn\t云帆样例开放平台',
  'yunfan-club.cn\t云帆样例俱乐部',
];
/** Nobody has registered it. */
const FREE = 'yunfan-meiyou.cn';
const dir = companyDomains(TABLE.map((line) => line.split('\t')[0] ?? ''));
/** A server takes five websites. */
const OTHER_SERVER = '203.0.113.12';
/** 开始核身, 拍照, 开始录制视频, 好的，开始验证 of each website, and the consent of each person. */
const TAPS_OF_CHECKS = 8 * 4 + 3;
/** What the journey taps of them: consent, the sample person, 好的，开始验证. */
const TAPPED_OF_CHECKS = 3;
/** Two cards, three hand-held photos, a letter, each by 选择照片 and the picture; three parts of an address. */
const TAPS_OF_DIALOGS = 2 * (4 + 3 + 1) + 2 * 3;

let site: Site;
let papers: Papers;

beforeAll(async () => {
  [site, papers] = await Promise.all([openSite({ dir }), drawPapers('enterprise')]);
}, JOURNEY_TIMEOUT_MS);
afterAll(async () => {
  await site?.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('eight websites with three owners', () => {
  it(
    'are a table of rows, and each person is entered and photographed once',
    async () => {
      const { visitor, page, trouble } = await site.visit(ENTERPRISE);
      await page.setViewportSize({ width: 1440, height: 900 });
      const counts = await counted(visitor);
      await visitor.fillInEligibility();
      await visitor.askToSignIn();
      await visitor.signIn('e2e 八个网站');
      await visitor.showCertificate();
      await visitor.continueHere();
      await visitor.uploadSamples();
      await visitor.fillOrganizer();
      await visitor.goOn('网站信息');
      await visitor.fillWebsite(ENTERPRISE.website);

      await visitor.button('再添加网站').click();
      await page.getByLabel('每行一个域名').fill(`yunfan，keji\n${FREE}\n${TABLE.join('\r\n')}`);
      const results = page.getByRole('list', { name: '每行的结果' }).getByRole('listitem');
      await results.nth(8).waitFor();
      // The domains are looked up.
      await visitor.button('添加这 4 个').waitFor();
      await page.getByText('正在查这个域名').first().waitFor({ state: 'detached' });
      const said = await results.allTextContents();
      await visitor.button('添加这 4 个').click();
      await page.getByText('已添加 4 个网站').waitFor();
      await page
        .getByRole('button', { name: /^换一台/ })
        .last()
        .click();
      await page.getByRole('radio', { name: OTHER_SERVER }).click();
      await visitor.button('添加这 3 个').click();
      await page.getByText('已添加 3 个网站').waitFor();
      const left = await page.getByLabel('每行一个域名').inputValue();
      await page.getByRole('button', { name: '取消' }).click();
      await page.getByLabel('每行一个域名').waitFor({ state: 'detached' });
      const rows = page.getByRole('link', { name: /yunfan-.*，已完成/ });
      await rows.nth(7).waitFor();
      const controls = await page.locator('main :is(a,button,input,select,textarea)').count();

      await visitor.goOn('网站负责人');
      await enterOwner(visitor, 'yunfan-docs.cn', LIANG, LIANGS);
      await enterOwner(visitor, 'yunfan-help.cn', HE, HES);
      for (const [domain, owner] of [
        ['yunfan-keji.cn', '周建明'],
        ['yunfan-lab.cn', '梁晓晴'],
        ['yunfan-open.cn', '梁晓晴'],
        ['yunfan-club.cn', '何书云'],
      ] as const) {
        const pick = page.getByRole('button', { name: new RegExp(`由${owner}管.*${domain}`) });
        await pick.click();
        await pick.waitFor({ state: 'detached' });
      }
      const faults = await faultsOf(page);

      await visitor.goOn('上传材料');
      const tile = (path: string) => page.locator(`[data-field="${path}"]`);
      await tile('documents.commitment-letter').waitFor();
      const missing = await page
        .locator('[data-kind][data-state=missing]')
        .evaluateAll((tiles) => tiles.map((element) => element.getAttribute('data-field')));
      await tile('documents.commitment-letter').locator('input[type=file]').setInputFiles(jpeg(papers.letter));
      for (const place of [0, 1, 2])
        await tile(`websites.${place}.documents.handheld-photo`)
          .locator('input[type=file]')
          .setInputFiles(jpeg(papers.handheld));
      await visitor.everythingReady();

      await visitor.goOn('视频核身');
      await page.getByText('1/8：请周建明为 yunfan-keji.cn 核身').waitFor();
      const waiting = await page.getByRole('button', { name: '先核这个' }).count();
      expect(await visitor.passLiveness(() => visitor.useSamplePerson())).toBe('passed');
      await page.getByText('2/8：请周建明为 yunfan-jobs.cn 核身').waitFor();
      const agreed = await page.getByLabel('我是网站负责人本人').isChecked();
      const { taps, typed } = await counts();

      expect({ said, left, missing: missing.toSorted(), waiting, agreed, faults, trouble }).toEqual({
        said: [
          'yunfan keji：域名格式不正确，请填写如 example.com 的域名，不含 http:// 和路径。',
          `${FREE} ：没有查到该域名的注册信息，未注册的域名不能备案。请核对域名，或在注册成功后再试。`,
          'yunfan-docs.cn 云帆样例文档：可以添加，由梁晓晴管；添加后拍梁晓晴的证件。',
          'yunfan-help.cn 云帆样例客服：可以添加，由何书云管；添加后拍何书云的证件。',
          'yunfan-jobs.cn 云帆样例招聘：可以添加，由周建明管。',
          'yunfan-edu.cn 云帆样例课堂：可以添加，由周建明管。',
          'yunfan-lab.cn 云帆样例实验室：这台云服务器最多放 5 个网站，给它换一台。',
          'yunfan-open.cn 云帆样例开放平台：这台云服务器最多放 5 个网站，给它换一台。',
          'yunfan-club.cn 云帆样例俱乐部：这台云服务器最多放 5 个网站，给它换一台。',
        ],
        left: `yunfan，keji\n${FREE}`,
        missing: [
          'documents.commitment-letter',
          ...[0, 1, 2].map((place) => `websites.${place}.documents.handheld-photo`),
        ],
        waiting: 7,
        agreed: true,
        faults: [],
        trouble: [],
      });
      const all = taps - TAPPED_OF_CHECKS + TAPS_OF_CHECKS + TAPS_OF_DIALOGS;
      expect(all).toBeLessThanOrEqual(100);
      expect(typed).toBeLessThanOrEqual(30);
      // It was 464 with the forms of all websites on one page.
      expect(controls).toBeLessThanOrEqual(20);
    },
    JOURNEY_TIMEOUT_MS,
  );
});

/** Counts what a person taps, and the fields that they type in, from now on. */
async function counted({ page }: Visitor) {
  await page.addInitScript(`
    window.counts = { taps: 0, typed: [] };
    addEventListener('pointerdown', () => { window.counts.taps += 1; }, true);
    addEventListener('input', ({ target }) => {
      const name = location.hash + (target.closest('[data-field]')?.dataset.field ?? '') + target.id;
      if (target.matches('textarea, input:not([type=file], [type=checkbox], [type=radio])') && !window.counts.typed.includes(name))
        window.counts.typed.push(name);
    }, true);
  `);
  return () => page.evaluate<{ taps: number; typed: number }>('({ taps: counts.taps, typed: counts.typed.length })');
}

/** From the list to the page of a website's owner, whose card is photographed there, and back to the list. */
async function enterOwner(visitor: Visitor, domain: string, card: IdCard, contacts: Contacts): Promise<void> {
  const { page } = visitor;
  await page.getByRole('link', { name: domain }).click();
  await visitor.heading(`网站负责人：${domain}`).waitFor();
  await visitor.upload('id-front', jpeg(await drawIdFront(card)));
  await visitor.upload('id-back', jpeg(await drawIdBack(card)));
  await expect.poll(() => page.getByLabel('证件号码').inputValue(), { timeout: 60_000 }).toBe(card.idNumber);
  await visitor.button('下一项：网站负责人的联系方式').click();
  await visitor.heading(`网站负责人的联系方式：${domain}`).waitFor();
  // The field of the address takes the keyboard as soon as it is drawn: nobody types before.
  await page.locator('[data-field] input:focus').waitFor();
  await page.getByLabel('手机号码').fill(contacts.mobile);
  await page.getByLabel('办公室电话').fill(contacts.officePhone);
  await page.getByLabel('应急联系电话').fill(contacts.emergencyPhone);
  await page.getByLabel('电子邮箱').fill(contacts.email);
  await page.getByText('已保存').waitFor();
  await page.getByRole('link', { name: '看整页' }).click();
  await visitor.heading('网站负责人').waitFor();
}
