import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDraft } from '../../tools/walk/open-draft.ts';
import { outOfViewAt } from '../e2e/looks.ts';
import { JOURNEY_TIMEOUT_MS } from '../e2e/site.ts';
import { drawCardFilm, TABLES } from '../support/pictures/camera-film.ts';
import { shot } from '../support/shot.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

const FILER = '小程序拍证件的人';
/** The card in the outline, with the table around it. */
const ACROSS = 700;
const AUTO = '四项都通过时自动拍';

let phones: Phones;
let filingId: string;
beforeAll(async () => {
  const card = await drawIdFront(ENTERPRISE.idCard, { portrait: await portrait(), onDesk: false });
  phones = await openPhones({ draw: (film) => drawCardFilm(film, card, ACROSS, TABLES.upright) });
  ({ filingId } = await openDraft(await phones.laptop.signedIn(FILER)));
}, JOURNEY_TIMEOUT_MS);
afterAll(() => phones?.close());

/** At the camera for the front of the principal's card. */
async function atCamera() {
  const visit = await phones.holder(ENTERPRISE, FILER);
  const { holder } = visit;
  await holder.open(`pages/organizer/index?filingId=${filingId}`);
  await holder
    .tile('id-front')
    .getByRole('button', { name: /拍照或选择|换一张/ })
    .click();
  await holder.heading('拍身份证人像面').waitFor();
  return visit;
}

const onCapture = (page: Awaited<ReturnType<typeof atCamera>>['page']) =>
  page.evaluate('document.documentElement.dataset.onCapture');

describe('the camera of the mini program', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('says what is missing, and takes the card by itself when all is good; what was read stands in the form', async () => {
    const { holder, page, trouble } = await atCamera();
    await holder.cameraIsOpen();
    await holder.top().getByText('! 把证件放进框里，四角对齐').waitFor();
    const shown = await onCapture(page);

    await holder.tile('id-front').getByText('已上传').waitFor();
    const form = holder.group('主体负责人');
    await expect.poll(() => holder.readValue('姓名', form)).toBe(ENTERPRISE.idCard.name);
    const atForm = await onCapture(page);
    await holder.open('pages/help/index');
    const help = await onCapture(page);

    expect({ shown, form: atForm, help }).toEqual({ shown: 'hidden', form: 'hidden', help: 'none' });
    expect(trouble).toEqual([]);
  });

  it('has its shutter in view at four sizes, which waits for a finger when the automatic one is off, as the phone remembers', async () => {
    const { holder, page, trouble } = await atCamera();
    await holder.cameraIsOpen();
    await holder.top().getByRole('checkbox', { name: AUTO }).click();
    await holder.top().getByText('很好，按快门').waitFor();
    await shot(page, 'mini-program-card-camera');
    const shutter = holder.button('拍照');
    const hidden = await outOfViewAt(page, shutter);
    const faults = await phoneFaults(page);
    await page.locator('.wx-back').click();
    await holder
      .tile('id-front')
      .getByRole('button', { name: /拍照或选择|换一张/ })
      .click();
    await holder.top().getByText('很好，按快门').waitFor();
    const isAuto = await holder.top().getByRole('checkbox', { name: AUTO }).getAttribute('aria-checked');
    await shutter.click();
    await holder.tile('id-front').getByText('已上传').waitFor();

    expect({ hidden, faults, isAuto, trouble }).toEqual({ hidden: [], faults: [], isAuto: 'false', trouble: [] });
  });

  it('leaves the album to whoever refuses it', async () => {
    const { holder, page } = await phones.holder(ENTERPRISE, FILER);
    await holder.open(`pages/camera/index?kind=id-front`);
    await holder.answer('同意');
    await holder.answer('拒绝');
    await holder.top().getByText('没有使用摄像头的权限').waitFor();
    await holder.button('从相册选').waitFor();

    expect(await phoneFaults(page)).toEqual([]);
  });
});
