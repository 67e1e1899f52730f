import type { Locator, Page } from 'playwright-core';
import type { Specimen } from 'specimens/people.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { REVIEW_TIMEOUT_MS } from '../../tools/walk/walk-filing.ts';
import { type ChosenFile, FrontEnd, MOST_TRIES, UNREAD } from '../support/front-end.ts';

/** A person in front of the web page. */
export class Visitor extends FrontEnd {
  constructor(
    page: Page,
    readonly address: string,
    specimen: Specimen,
  ) {
    super(page, specimen);
  }

  top(): Locator {
    return this.page.locator('body');
  }

  group(title: string | RegExp): Locator {
    return this.page.getByRole('region', { name: title });
  }

  field(label: string, within: Locator = this.top()): Locator {
    return within.getByLabel(label, { exact: true });
  }

  /** Fills in the console page with the example, against which nothing speaks. */
  async fillInEligibility(): Promise<void> {
    const { page } = this;
    await page.goto(`${this.address}/#/type`);
    await page.getByRole('button', { name: this.isEnterprise ? '样例企业' : '样例个人' }).click();
    await page.getByRole('button', { name: '登录并继续验证' }).waitFor();
  }

  /** 登录并继续验证, up to the sign-in form. */
  async askToSignIn(): Promise<void> {
    await this.page.getByRole('button', { name: '登录并继续验证' }).click();
    await this.page.getByLabel('以任意名字登录').waitFor();
  }

  /** Consents, and shows the sample certificate, or another picture of it, until it is read. */
  async showCertificate(file?: ChosenFile): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: '同意并拍证件' }).click();
    await this.leaveCamera();
    const kind = this.isEnterprise ? 'business-licence' : 'id-front';
    if (file) return this.upload(kind, file);
    await this.uploadSamples();
  }

  /** The camera opens by itself where a page begins with it, and is closed. */
  async leaveCamera(): Promise<void> {
    if (!/#\/type/.test(this.page.url())) return;
    await this.page.getByRole('dialog', { name: /^拍/ }).getByRole('button', { name: '关闭' }).click();
  }

  /** Waits for the filing type, then 在此继续, and from the list of what is to be done to the first form as a whole. */
  async continueHere(): Promise<void> {
    await this.page.getByText('可以备案，类型为').waitFor();
    await this.page.getByRole('button', { name: '在此继续' }).click();
    await this.page.locator('h1[data-state=draft]').waitFor();
    await this.page.evaluate("location.hash = location.hash.replace('/progress', '/organizer')");
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

  /** 下一步, and waits for the page behind it; one submits at the end of the preview. */
  async goOn(title: string): Promise<void> {
    if (title === '提交') return this.button(/^提交(备案|变更)申请$/).waitFor();
    await this.page.getByRole('button', { name: '下一步' }).click();
    await this.heading(title).waitFor();
  }

  /** From 我的备案 to the page of a record. */
  async openRecord(number: string): Promise<void> {
    await this.page.getByRole('link', { name: `主体备案号：${number}` }).click();
    await this.page.getByRole('heading', { name: '网站', exact: true }).waitFor();
  }

  /** Agrees to be filmed, and waits for the camera. */
  async openCamera(): Promise<void> {
    await this.page.getByLabel(/我是(网站|主体)负责人本人/).check();
    await this.page.getByRole('button', { name: /开始核身|重新核身/ }).click();
    await this.until("document.querySelector('video')?.videoWidth > 0");
  }

  protected async actions(): Promise<string> {
    const actions = this.page.getByRole('list', { name: '要做的动作' }).getByRole('listitem');
    return (await actions.first().textContent()) ?? '';
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
    await this.page.locator(`h1[data-state="${state}"]`).waitFor({ timeout: REVIEW_TIMEOUT_MS });
  }

  protected async fillDay(label: string, form: Locator, day: string): Promise<void> {
    const control = form.getByLabel(label).and(this.page.locator('input'));
    if ((await control.inputValue()) === '') await control.fill(day);
  }

  protected async chooseDivision(part: string, form: Locator, code: string): Promise<void> {
    await this.field(part, form).selectOption(code);
  }

  protected tick(box: Locator): Promise<void> {
    return box.check();
  }
}
