import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { papersOf } from 'specimens/papers.ts';
import type { Specimen } from 'specimens/people.ts';
import { hasOutline } from '../../client/documents/card-outline.ts';
import { divisionName } from '../../contracts/data/divisions.ts';
import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../shared/domain/media/document.ts';
import { REVIEW_TIMEOUT_MS } from '../../tools/walk/walk-filing.ts';
import { type ChosenFile, FrontEnd, MOST_TRIES, UNREAD } from '../support/front-end.ts';
import { shot } from '../support/shot.ts';

/** Address of the sample server in the sample world of Tencent Cloud. */
const SAMPLE_SERVER_ADDRESS = '203.0.113.11';
/** For a picture in the place of another, every 50 ms. */
const MOST_LOOKS = 600;
/** Headlines of a liveness check that has ended. */
const ENDED = /^(核身通过|核身未通过|已转由审核人员人工核验|这次没有得到结果，不计次数)$/;

/** A person with a phone that runs the mini program. */
export class PhoneHolder extends FrontEnd {
  constructor(
    page: Page,
    readonly gateway: string,
    specimen: Specimen,
    readonly name: string,
  ) {
    super(page, specimen);
  }

  /** Starts the mini program at a page. @param options of the phone, e.g. `fontScale=1.4` */
  async open(page: string, options = ''): Promise<void> {
    const query = `page=${encodeURIComponent(page)}&person=${encodeURIComponent(this.name)}&${options}`;
    await this.page.goto(`${this.gateway}/phone/screen.html?${query}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  top(): Locator {
    return this.page.locator('.wx-page:not([hidden])');
  }

  field(label: string, within: Locator = this.top()): Locator {
    return within.getByLabel(label, { exact: true });
  }

  /** Answers a dialog of WeChat's. */
  async answer(button: string): Promise<void> {
    await this.page.locator('.wx-layer').getByRole('button', { name: button, exact: true }).click();
  }

  /** Chooses in a picker. */
  async pick(picker: Locator, chosen: string): Promise<void> {
    await picker.click();
    const sheet = this.page.locator('.wx-layer .picker');
    const list = sheet.getByRole('listbox');
    if ((await list.count()) > 0) await list.selectOption({ label: chosen });
    else await sheet.getByLabel('日期').fill(chosen);
    await this.answer('确定');
    await sheet.waitFor({ state: 'detached' });
  }

  /** Consents, and takes the certificate that bears the number, until it is read. */
  async showCertificate(file?: ChosenFile): Promise<void> {
    const { organizerKind } = this.specimen;
    const kind = organizerKind === 'enterprise' ? 'business-licence' : 'id-front';
    const draw = papersOf(this.specimen, () => beijingDay(new Date()))[kind];
    const buffer = await draw?.();
    if (!buffer) throw new Error('the specimen has this certificate');
    const chosen = file ?? { name: '照片.jpg', mimeType: 'image/jpeg', buffer };
    await this.button('同意并拍证件').click();
    await this.chooseInCamera(chosen);
    await this.tile(kind).getByText('已上传').waitFor();
    if ((await this.tile(kind).getByText(UNREAD).count()) > 0) await this.upload(kind, chosen);
  }

  /** Chooses a picture from the album at the camera that has just been opened. */
  async chooseInCamera(file: ChosenFile): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.cameraIsOpen();
    await this.button('相册').click();
    await (await chooser).setFiles(file);
  }

  /** The certificate, domain and server of the example, against which nothing speaks, up to the type. @param certificate of the example */
  async fillInEligibility(certificate?: ChosenFile): Promise<void> {
    const { specimen } = this;
    await this.showCertificate(certificate);
    await this.field('域名').fill(specimen.domain);
    await this.pickServer();
    const doubt = this.button('对，没错');
    await doubt.or(this.top().getByText('可以备案，类型为')).first().waitFor();
    if ((await doubt.count()) > 0) await doubt.click();
    await this.top().getByText('可以备案，类型为').waitFor();
  }

  /** The sample server, in the person's list. */
  async pickServer(): Promise<void> {
    const server = this.top().getByRole('radio', { name: SAMPLE_SERVER_ADDRESS });
    const another = this.button('换一台');
    await server.or(another).first().waitFor();
    if ((await another.count()) > 0) await another.click();
    await server.click();
  }

  /** Agrees, unless it was done with the picture, and waits for the list of what is to be done. */
  async begin(): Promise<void> {
    const start = this.button('同意并开始');
    await start
      .or(this.heading(/^还差 \d+ 项/))
      .first()
      .waitFor();
    if ((await start.count()) > 0) {
      await this.top().getByRole('checkbox').click();
      await start.click();
    }
    await this.heading(/^还差 \d+ 项/).waitFor();
  }

  /** Agrees, and goes from the list over its first question to the first form as a whole. */
  async consent(): Promise<void> {
    await this.begin();
    await this.top()
      .getByRole('link', { name: /^(营业执照|身份证)/ })
      .click();
    await this.top().getByRole('link', { name: '看整页' }).click();
    await this.heading('主体信息').waitFor();
  }

  /** A draft that the person has opened on this phone. */
  async openDraft(): Promise<void> {
    await this.open(`pages/eligibility/index?region=440000&kind=${this.specimen.organizerKind}`);
    await this.fillInEligibility();
    await this.button('开始备案').click();
    await this.consent();
  }

  tile(kind: DocumentKind): Locator {
    return this.top().locator(`[id$="documents-${kind}"]`);
  }

  /** Chooses a file without waiting for what comes of it; agrees to the privacy guideline when WeChat asks. */
  async choose(kind: DocumentKind, file: ChosenFile): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.tile(kind)
      .getByRole('button', { name: /拍照或选择|换一张|重新拍/ })
      .click();
    if (hasOutline(kind)) {
      await this.cameraIsOpen();
      await this.button('相册').click();
    } else {
      let isOpen = false;
      void chooser.then(() => {
        isOpen = true;
      });
      while (!isOpen) await Promise.race([chooser, sleep(100).then(() => this.#agreeWhenAsked())]);
    }
    await (await chooser).setFiles(file);
  }

  /** Uploads a file, and waits until it is ready or refused; chooses it again after a timeout, as the page asks. */
  async upload(kind: DocumentKind, file: ChosenFile): Promise<void> {
    for (let turn = 0; turn < MOST_TRIES; turn += 1) {
      const { label } = DOCUMENT_KINDS[kind];
      const picture = this.tile(kind).getByRole('img', { name: `已选择的${label}` });
      const source = () => picture.evaluateAll(([image]) => image?.querySelector('img')?.src);
      const before = await source();
      await this.choose(kind, file);
      // What was there before says nothing about what was chosen now.
      for (let look = 0; look < MOST_LOOKS && before !== undefined && (await source()) === before; look += 1)
        await sleep(50);
      await this.tile(kind)
        .getByText(/^(已上传|由审核员看|未通过，请重新上传)$/)
        .waitFor();
      if ((await this.tile(kind).getByText(UNREAD).count()) === 0) return;
    }
  }

  group(title: string | RegExp): Locator {
    return this.top()
      .locator('wx-view.group')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  /** The main button, and the page behind it. */
  async goOn(title: string): Promise<void> {
    await this.button(`下一步：${title}`).click();
    await this.heading(title).waitFor();
  }

  /** From 我的备案 to the page of a record. */
  async openRecord(number: string): Promise<void> {
    await this.open('pages/filings/index');
    await this.top().getByRole('link', { name: number }).click();
    await this.top().getByRole('heading', { level: 2, name: '网站', exact: true }).waitFor();
  }

  /** Agrees to be filmed with the button that begins, and waits for the camera. */
  async openCamera(): Promise<void> {
    await this.button(/^(开始核身|重新核身)$/).click();
    await this.cameraIsOpen();
  }

  /** Waits until the camera shows something; agrees to what WeChat asks. */
  async cameraIsOpen(): Promise<void> {
    await this.until("document.querySelector('wx-camera video')?.videoWidth > 0", () => this.#agreeWhenAsked());
  }

  protected async actions(): Promise<string> {
    return (await this.top().getByLabel('要做的动作').textContent()) ?? '';
  }

  /** Records and verifies; retries after a timeout, which does not count as an attempt. @returns the headline. */
  async passLiveness(): Promise<string> {
    for (let turn = 1; ; turn += 1) {
      await this.openCamera();
      await shot(this.page, 'mini-program-camera');
      await this.record();
      await shot(this.page, 'mini-program-recorded');
      await this.button('好的，开始验证').click();
      const headline = (await this.top().getByText(ENDED).textContent()) ?? '';
      if (!headline.startsWith('这次没有得到结果') || turn === MOST_TRIES) return headline;
    }
  }

  /** Submits, which accepts the terms, and answers the question about messages. */
  async submit(messages: '允许' | '取消' = '允许'): Promise<void> {
    await this.button(/^提交(备案|变更)申请$/).click();
    await this.page.getByRole('dialog', { name: '订阅消息' }).waitFor();
    await this.answer(messages);
    await this.top().getByRole('heading', { name: '办理记录' }).waitFor();
  }

  /** Waits for the progress page to show a state, without touching anything. */
  async untilState(state: string): Promise<void> {
    await this.top().locator(`[id$="state-${state}"]`).waitFor({ timeout: REVIEW_TIMEOUT_MS });
  }

  protected async fillDay(label: string, form: Locator, day: string): Promise<void> {
    const control = this.field(label, form);
    if ((await control.textContent())?.includes('选择日期')) await this.pick(control, day);
  }

  protected chooseDivision(part: string, form: Locator, code: string): Promise<void> {
    return this.pick(this.field(part, form), divisionName(code) ?? '');
  }

  protected async tick(box: Locator): Promise<void> {
    if (!(await box.isChecked())) await box.click();
  }

  /** WeChat may ask for the guideline, and then for the camera. */
  async #agreeWhenAsked(): Promise<void> {
    for (const [name, yes] of [
      ['用户隐私保护提示', '同意'],
      ['授权申请', '允许'],
    ] as const) {
      const dialog = this.page.getByRole('dialog', { name });
      if (!(await dialog.isVisible())) continue;
      await this.answer(yes);
      await dialog.waitFor({ state: 'hidden' });
    }
  }
}

/** Tells the page, too: a browser that is in no network but loopback notices no difference. */
export async function goOffline(page: Page, isOffline: boolean): Promise<void> {
  await page.context().setOffline(isOffline);
  await page.evaluate(`dispatchEvent(new Event('${isOffline ? 'offline' : 'online'}'))`);
}
