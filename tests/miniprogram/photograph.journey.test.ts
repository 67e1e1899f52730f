import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDraft } from '../../tools/walk/open-draft.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { JOURNEY_TIMEOUT_MS, jpeg } from '../e2e/site.ts';
import { shot } from '../support/shot.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

let phones: Phones;
let papers: Papers;
beforeAll(async () => {
  [phones, papers] = await Promise.all([openPhones(), drawPapers('individual')]);
}, JOURNEY_TIMEOUT_MS);
afterAll(() => phones?.close());

type Visit = Awaited<ReturnType<Phones['holder']>>;

/** Sends the card that a tile offers. @returns its path. */
async function sharedBy({ holder, page }: Visit): Promise<string> {
  await holder.button(/^发给对方：/).click();
  await holder.answer('发送');
  return String(await page.evaluate('__phone.sharedCards.at(-1).path'));
}

const takeButton = ({ holder }: Visit) => holder.tile('id-front').getByRole('button', { name: /^拍照或选择/ });

describe('a picture that is handed over to another phone', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('is taken there by whose card it is, after their own consent, and fills in the form of whoever files', async () => {
    const filer = await phones.laptop.signedIn('小程序请别人拍的人');
    const { filingId } = await openDraft(filer);
    const asking = await phones.holder(ENTERPRISE, '小程序请别人拍的人');
    const other = await phones.holder(INDIVIDUAL, '证件本人');
    const stranger = await phones.holder(INDIVIDUAL, '被转发的人');
    await asking.holder.open(`pages/organizer/index?filingId=${filingId}`);

    await asking.holder.button('发给证件本人拍：身份证人像面和身份证国徽面').click();
    await asking.holder.top().getByText('等手机打开').waitFor();
    await shot(asking.page, 'mini-program-hand-over-picture');
    const asked = await phoneFaults(asking.page);
    const path = await sharedBy(asking);
    expect(path).toMatch(/^\/pages\/photograph\/index\?token=[\w-]{22}$/);
    await other.holder.open(path.slice(1));
    await other.holder.top().getByText('yunfan-keji.cn').waitFor();
    await shot(other.page, 'mini-program-photograph');
    await asking.holder.top().getByText('手机已打开').waitFor();
    const isOpenBefore = await takeButton(other).isEnabled();
    await stranger.holder.open(path.slice(1));
    await stranger.holder.top().getByText('这个链接已经在另一部手机上打开').waitFor();
    await other.holder.field('你的姓名').fill(INDIVIDUAL.idCard.name);
    await other.holder.upload('id-front', jpeg(papers.idFront));
    const taken = await phoneFaults(other.page);

    // By itself, on the page that was open all the time.
    await asking.holder.tile('id-front').getByText('已上传').waitFor();
    const form = asking.holder.group('主体负责人');
    await expect.poll(() => asking.holder.readValue('姓名', form)).toBe(INDIVIDUAL.idCard.name);
    expect(isOpenBefore).toBe(false);
    expect(other.requests.filter((request) => request.startsWith('POST /v1/sessions'))).toEqual([]);

    await asking.holder.button(/^收回：/).click();
    await asking.holder.button('发给证件本人拍：身份证国徽面').waitFor();
    // The side that is there may be taken anew, too.
    await asking.holder.button('发给证件本人拍：身份证人像面').waitFor();
    await other.holder.choose('id-back', jpeg(papers.idBack));
    await other.holder.top().getByText('这个链接已收回').waitFor();
    expect({ asked, taken }).toEqual({ asked: [], taken: [] });
    expect([...asking.trouble, ...other.trouble]).toEqual([]);
  });

  it('gives the number of the first step; whoever got the card may object, and whoever files sees it', async () => {
    const asking = await phones.holder(INDIVIDUAL, '小程序第一步请别人拍的人');
    const other = await phones.holder(INDIVIDUAL, '先不同意再拍的人');
    await asking.holder.open('pages/eligibility/index?region=440000&kind=individual');
    await asking.holder.button('同意并拍证件').click();
    await asking.holder.cameraIsOpen();
    await asking.page.locator('.wx-back').click();
    await asking.holder.button('发给证件本人拍：身份证人像面').click();
    await other.holder.open((await sharedBy(asking)).slice(1));
    await other.holder.button('不是我，或不同意').click();
    await other.holder.top().getByRole('radio', { name: '是我，但不同意' }).click();
    await other.holder.button('告诉对方，我不做').click();
    await other.holder.top().getByText('已告诉对方，你不做').waitFor();
    await asking.holder.top().getByText('没同意：本人不同意').waitFor();

    await asking.holder.button('发给证件本人拍：身份证人像面').click();
    await other.holder.open((await sharedBy(asking)).slice(1));
    await other.holder.field('你的姓名').fill(INDIVIDUAL.idCard.name);
    await other.holder.choose('id-front', jpeg(papers.idFront));
    await other.holder.top().getByText('可以关掉这个页面了').waitFor();

    await asking.holder.top().getByText(INDIVIDUAL.idCard.idNumber).first().waitFor();
    expect(await phoneFaults(asking.page)).toEqual([]);
    expect([...asking.trouble, ...other.trouble]).toEqual([]);
  });
});
