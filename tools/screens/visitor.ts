import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { ACTION_SECONDS, FILM_SECONDS, REST } from 'specimens/camera-film.ts';
import type { Specimen } from 'specimens/people.ts';
import type { Address, Person, WebsiteDetails } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { filmIsAt } from './film-time.ts';

/** Reading certificates and comparing faces takes time, more so on a busy machine. */
const PATIENCE_MS = 90_000;

/** Text of a certificate's tile after a timeout. */
const UNREAD = '没有自动识别出内容';
const MOST_TRIES = 3;

/** A file chosen in a file dialog. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A person in front of the page, who finds everything by its text. Each method ends when the page shows the result. */
export class Visitor {
  constructor(
    readonly page: Page,
    readonly address: string,
    readonly specimen: Specimen,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
  }

  heading(title: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: title });
  }

  /** Fills in the console page with the example, against which nothing speaks. */
  async fillInEligibility(): Promise<void> {
    const { page, specimen } = this;
    await page.goto(`${this.address}/#/type`);
    await page.getByRole('button', { name: specimen.organizerKind === 'enterprise' ? '样例企业' : '样例个人' }).click();
    await page.getByRole('button', { name: '登录并继续验证' }).waitFor();
  }

  /** 登录并继续验证, up to the sign-in form. */
  async askToSignIn(): Promise<void> {
    await this.page.getByRole('button', { name: '登录并继续验证' }).click();
    await this.page.getByLabel('以任意名字登录').waitFor();
  }

  /** Consents, and shows the sample certificate, or another picture of it, until it is read. */
  async showCertificate(file?: ChosenFile): Promise<void> {
    const { page, specimen } = this;
    await page.getByLabel('我已阅读并单独同意').check();
    await page.getByRole('button', { name: '同意并拍证件' }).click();
    const kind = specimen.organizerKind === 'enterprise' ? 'business-licence' : 'id-front';
    if (file) return this.upload(kind, file);
    await this.uploadSamples();
  }

  /** Waits for the filing type, then 在此继续, up to the first form. */
  async continueHere(): Promise<void> {
    await this.page.getByText('可以备案，类型为').waitFor();
    await this.page.getByRole('button', { name: '在此继续' }).click();
    await this.heading('主体信息').waitFor();
  }

  /** Signs in as a named person: here, or on a phone that scans the code. */
  async signIn(name: string, by: 'name' | 'scan' = 'name'): Promise<void> {
    await this.page.getByLabel('以任意名字登录').fill(name);
    const button = by === 'scan' ? '模拟手机已扫码' : '登录';
    await this.page.getByRole('button', { name: button, exact: true }).click();
    if (by === 'scan') await this.confirmOnPhone();
  }

  /** Reads on the simulated phone what asks, and confirms. */
  private async confirmOnPhone(): Promise<void> {
    const phone = this.page.getByRole('dialog', { name: '手机上：确认登录网页？' });
    await phone.getByText('127.0.*.*').waitFor();
    await phone.getByText('Linux 上的 Chrome').waitFor();
    await phone.getByRole('button', { name: '确认登录' }).click();
  }

  tile(kind: DocumentKind): Locator {
    return this.page.locator(`[data-kind="${kind}"]`);
  }

  /** Chooses a file, and waits until it is ready or refused; chooses it again after a timeout, as the page asks. */
  async upload(kind: DocumentKind, file: ChosenFile): Promise<void> {
    const tile = this.tile(kind);
    for (let turn = 0; turn < MOST_TRIES; turn += 1) {
      await tile.locator('input[type=file]').setInputFiles(file);
      await this.page.locator(`[data-kind="${kind}"]:is([data-state=ready],[data-state=refused])`).waitFor();
      if ((await tile.getByText(UNREAD).count()) === 0) return;
    }
  }

  /** 使用样例照片 wherever a document is missing, and again after a timeout. */
  async uploadSamples(): Promise<void> {
    const { page } = this;
    const useSample = (tile: Locator) => tile.getByRole('button', { name: '使用样例照片' }).click();
    await page.locator('[data-kind]').first().waitFor();
    for (const tile of await page.locator('[data-kind]').all())
      if ((await tile.getAttribute('data-state')) === 'missing') await useSample(tile);
    await this.everythingReady();
    const unread = page.locator('[data-kind]').filter({ hasText: UNREAD });
    for (let turn = 0; turn < MOST_TRIES && (await unread.count()) > 0; turn += 1) {
      const kind = await unread.first().getAttribute('data-kind');
      await useSample(unread.first());
      await page.locator(`[data-kind="${kind}"]`).getByText(UNREAD).waitFor({ state: 'detached' });
      await this.everythingReady();
    }
  }

  /** Waits until every document on the page is ready. */
  async everythingReady(): Promise<void> {
    await this.page.locator('[data-kind]:not([data-state=ready])').first().waitFor({ state: 'detached' });
  }

  /** Fills in the fields that no certificate filled in. */
  async fillOrganizer(): Promise<void> {
    const { organizer, principal } = this.specimen;
    const form = this.page.getByRole('region', { name: /^主办/ });
    await this.#fillBlank(form.getByLabel('主办者名称'), organizer.name);
    await this.#fillBlank(form.getByLabel('证件住所'), organizer.certificateAddress);
    await this.#fillAddress(form, organizer.address);
    if (organizer.legalRepresentative)
      await this.#fillBlank(form.getByLabel('法人姓名'), organizer.legalRepresentative);
    await this.fillPerson(this.page.getByRole('region', { name: /负责人/ }), principal);
  }

  async fillPerson(form: Locator, person: Person): Promise<void> {
    await this.#fillBlank(form.getByLabel('姓名'), person.name);
    await this.#fillBlank(form.getByLabel('证件号码'), person.idNumber);
    await this.#fillBlank(form.getByLabel('证件有效期起始日'), person.idValidFrom);
    await this.#fillBlank(form.getByLabel('证件有效期截止日').and(this.page.locator('input')), person.idValidTo);
    await this.#fillBlank(form.getByLabel('手机号码'), person.mobile);
    await this.#fillBlank(form.getByLabel('办公室电话'), person.officePhone ?? '');
    await this.#fillBlank(form.getByLabel('应急联系电话'), person.emergencyPhone);
    await this.#fillBlank(form.getByLabel('电子邮箱'), person.email);
    if (person.isLegalRepresentative) await form.getByLabel('是法定代表人').check();
    await form.getByText('已保存').waitFor();
  }

  async fillWebsite(website: WebsiteDetails): Promise<void> {
    const form = this.page.getByRole('region', { name: this.specimen.domain });
    await form.getByLabel('网站名称').fill(website.name);
    await form.getByLabel('首页网址').fill(website.homeUrl);
    await form.getByLabel(this.specimen.organizerKind === 'enterprise' ? '单位门户网站' : '博客/个人空间').check();
    await form.getByLabel('中文简体').check();
    await form.getByLabel('以上都不涉及').check();
    await form.getByLabel('网站备注').fill(website.remark);
    await form.getByText('已保存').waitFor();
  }

  /** 下一步, and waits for the page behind it. */
  async goOn(title: string): Promise<void> {
    await this.page.getByRole('button', { name: '下一步' }).click();
    await this.heading(title).waitFor();
  }

  /** Agrees to be filmed, and waits for the camera. */
  async openCamera(): Promise<void> {
    await this.page.getByLabel(/我是(网站|主体)负责人本人/).check();
    await this.page.getByRole('button', { name: /开始核身|重新核身/ }).click();
    await this.#until("document.querySelector('video')?.videoWidth > 0");
  }

  /** Takes the photo, then the video when the film in the camera is about to show the required actions. */
  async record(): Promise<void> {
    const { page } = this;
    const actions = page.getByRole('list', { name: '要做的动作' }).getByRole('listitem');
    const first = (await actions.first().textContent())?.includes('张嘴') ? 'open-mouth' : 'close-eyes';
    await this.#untilFilm(
      `seconds % ${REST.everySeconds} > ${REST.fromSeconds} && seconds % ${REST.everySeconds} < ${REST.toSeconds}`,
    );
    await page.getByRole('button', { name: '拍照' }).click();
    // Both actions fit into the recording, a third one does not.
    const start = (ACTION_SECONDS[first] - 0.8 + FILM_SECONDS) % FILM_SECONDS;
    await this.#untilFilm(`Math.abs(seconds - ${start}) < 0.25`);
    await page.getByRole('button', { name: '开始录制视频' }).click();
    await page.getByRole('button', { name: '好的，开始验证' }).waitFor();
  }

  /** Uses a person of the sample world. */
  async useSamplePerson(): Promise<void> {
    await this.page.getByLabel(/我是(网站|主体)负责人本人/).check();
    await this.page.getByRole('button', { name: '使用样例人物' }).click();
    await this.page.getByRole('button', { name: '好的，开始验证' }).waitFor();
  }

  /** Records and verifies; retries after a timeout, which does not count as an attempt. @returns the result. */
  async passLiveness(beFilmed: () => Promise<void>): Promise<string | null> {
    for (let turn = 1; ; turn += 1) {
      await beFilmed();
      await this.page.getByRole('button', { name: '好的，开始验证' }).click();
      const result = await this.page.locator('[data-result]').getAttribute('data-result');
      if (result !== 'unanswered' || turn === MOST_TRIES) return result;
    }
  }

  async submit(): Promise<void> {
    await this.page.getByLabel('我已阅读并同意').check();
    await this.page.getByRole('button', { name: /^提交(备案|变更)申请$/ }).click();
    await this.page.locator('h1[data-state]').waitFor();
  }

  /** Waits for the progress page to show a state, without touching anything. */
  async untilState(state: string): Promise<void> {
    await this.page.locator(`h1[data-state="${state}"]`).waitFor();
  }

  async #fillBlank(control: Locator, value: string): Promise<void> {
    if ((await control.inputValue()) === '') await control.fill(value);
  }

  async #fillAddress(form: Locator, { province, city, district, detail }: Address): Promise<void> {
    await form.getByLabel('省', { exact: true }).selectOption(province);
    await form.getByLabel('市', { exact: true }).selectOption(city);
    await form.getByLabel('区、县').selectOption(district);
    await form.getByLabel('详细地址', { exact: true }).fill(detail);
    await form.getByText('已保存').waitFor();
  }

  /** @param moment condition on `seconds`, the film's time. */
  async #untilFilm(moment: string): Promise<void> {
    await this.#until(filmIsAt('video', moment));
  }

  /** Evaluates from outside: the page's policy allows no `eval` inside. */
  async #until(condition: string): Promise<void> {
    for (const endMs = performance.now() + PATIENCE_MS; performance.now() < endMs; await sleep(60))
      if (await this.page.evaluate<boolean>(condition)) return;
    throw new Error(`the page never came to: ${condition}`);
  }
}
