import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers } from '../../tools/walk/papers.ts';
import { JOURNEY_TIMEOUT_MS, jpeg } from '../e2e/site.ts';
import { drawCardFilm, TABLES } from '../support/pictures/camera-film.ts';
import { shot } from '../support/shot.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

let phones: Phones;
beforeAll(async () => {
  const card = await drawIdFront(INDIVIDUAL.idCard, { portrait: await portrait(), onDesk: false });
  phones = await openPhones({ draw: (film) => drawCardFilm(film, card, 700, TABLES.upright) });
}, JOURNEY_TIMEOUT_MS);
afterAll(() => phones?.close());

describe('the certificate first, on the phone', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('leads from the first page over the camera, which takes the card by itself, to the opened filing', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序先拍证件的人');
    await holder.open('pages/start/index');
    await holder.top().getByRole('radio', { name: '个人' }).click();
    await holder.button('同意并拍证件').click();
    await holder.heading('拍身份证人像面').waitFor();
    await holder.cameraIsOpen();

    await holder.top().getByText('身份证，按个人办理。').waitFor();
    await holder.top().getByText(INDIVIDUAL.idCard.idNumber).first().waitFor();
    await holder.field('域名').fill(INDIVIDUAL.domain);
    await holder.pickServer();
    const doubt = holder.button(/^对，没错/);
    const type = holder.heading('你要办的是首次备案');
    await doubt.or(type).first().waitFor();
    if ((await doubt.count()) > 0) await doubt.click();
    await type.waitFor();
    await shot(page, 'mini-program-certificate-read');
    const faults = await phoneFaults(page);
    await holder.button('开始备案').click();

    // The consent was given with the picture, and is not asked again.
    await holder.heading(/^还差 \d+ 项/).waitFor();
    expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
  });

  it('takes an ID card for a person’s although a licence was expected; a company goes on with its licence', async () => {
    const { holder, page, trouble } = await phones.holder(ENTERPRISE, '小程序拍成身份证的公司');
    const papers = await drawPapers('enterprise');
    await holder.open('pages/start/index');
    await holder.button('同意并拍证件').click();
    await holder.chooseInCamera(jpeg(papers.idFront));
    await holder.top().getByText('身份证，按个人办理。').waitFor();
    const faults = await phoneFaults(page);

    await holder.button('公司办，接着拍营业执照').click();
    await holder.chooseInCamera(jpeg(papers.licence ?? Buffer.alloc(0)));

    await holder.top().getByText('营业执照，按企业办理。').waitFor();
    await holder.top().getByText(ENTERPRISE.licence.creditCode).first().waitFor();
    expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
  });

  it('asks whose card is from elsewhere where they live, with the proof; typing is the way out', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序外省身份证的人');
    const elsewhere = { ...INDIVIDUAL.idCard, address: '湖南省长沙市岳麓区样例路1号' };
    const front = await drawIdFront(elsewhere, { portrait: await portrait(), onDesk: true });
    await holder.open('pages/eligibility/index?region=440000&kind=individual');
    await holder.button('同意并拍证件').click();
    await holder.chooseInCamera(jpeg(front));
    await holder.top().getByText('身份证的住址在湖南省，那里还不能在这里办理。住在哪里？').waitFor();
    const asked = await phoneFaults(page);
    await holder.button('在广东办理').click();
    await holder.top().getByText('在广东省备案。个人的身份证是外省的，须有广东的居住证明。').waitFor();

    await holder.open('pages/eligibility/index?region=440000&kind=individual&typing=1');
    await holder.field('身份证号码').waitFor();
    await holder.field('备案省份').waitFor();
    expect({ asked, byHand: await phoneFaults(page), trouble }).toEqual({ asked: [], byHand: [], trouble: [] });
  });
});
