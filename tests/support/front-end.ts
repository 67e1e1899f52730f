import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { Specimen } from 'specimens/people.ts';
import type { Address } from '../../contracts/forms/form-field.ts';
import type { Person, WebsiteDetails } from '../../shared/domain/filing/filing.ts';
import { letActFirst } from './pictures/acting-camera.ts';

/** Reading certificates and comparing faces takes time, more so on a busy machine. */
const PATIENCE_MS = 90_000;
/** How often something is tried that ran out of time. */
export const MOST_TRIES = 3;
/** Text of a certificate's tile after a timeout. */
export const UNREAD = '没有自动识别出内容';

/** A file chosen in a file dialog. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * A person who files in a front end, and finds everything by its text. Each method ends when the front end shows the result.
 * What both front ends have is filled in here.
 */
export abstract class FrontEnd {
  constructor(
    readonly page: Page,
    readonly specimen: Specimen,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** The page on top. */
  abstract top(): Locator;
  /** The part of the page with a heading. */
  abstract group(title: string | RegExp): Locator;
  abstract field(label: string, within?: Locator): Locator;
  protected abstract fillDay(label: string, form: Locator, day: string): Promise<void>;
  /** A part of an address. @param code of the division. */
  protected abstract chooseDivision(part: string, form: Locator, code: string): Promise<void>;
  protected abstract tick(box: Locator): Promise<void>;
  /** What is to be done before the camera. */
  protected abstract actions(): Promise<string>;

  heading(title: string | RegExp): Locator {
    return this.top().getByRole('heading', { level: 1, name: title });
  }

  button(name: string | RegExp): Locator {
    return this.top().getByRole('button', { name });
  }

  protected get isEnterprise(): boolean {
    return this.specimen.organizerKind === 'enterprise';
  }

  /** Fills in the fields that no certificate filled in. */
  async fillOrganizer(): Promise<void> {
    const { organizer, principal } = this.specimen;
    const form = this.group(this.isEnterprise ? '主办单位' : '主办者');
    await this.confirmDoubts(form);
    await this.fillBlank('主办者名称', form, organizer.name);
    await this.fillBlank('证件住所', form, organizer.certificateAddress);
    await this.fillAddress(organizer.address, form);
    await this.fillBlank('法人姓名', form, organizer.legalRepresentative);
    await form.getByText('已保存').waitFor();
    await this.fillPerson(this.group(this.isEnterprise ? '主体负责人' : '负责人（本人）'), principal);
  }

  async fillAddress({ province, city, district, detail }: Address, form: Locator = this.top()): Promise<void> {
    await this.chooseDivision('省', form, province);
    await this.chooseDivision('市', form, city);
    await this.chooseDivision('区、县', form, district);
    await this.field('详细地址', form).fill(detail);
  }

  async fillPerson(form: Locator, person: Person): Promise<void> {
    await this.confirmDoubts(form);
    await this.fillBlank('姓名', form, person.name);
    await this.fillBlank('证件号码', form, person.idNumber);
    await this.fillDay('证件有效期起始日', form, person.idValidFrom);
    await this.fillDay('证件有效期截止日', form, person.idValidTo);
    await this.fillBlank('手机号码', form, person.mobile);
    await this.fillBlank('办公室电话', form, person.officePhone);
    await this.fillBlank('应急联系电话', form, person.emergencyPhone);
    await this.fillBlank('电子邮箱', form, person.email);
    if (person.isLegalRepresentative) await this.tick(this.field('是法定代表人', form));
    await form.getByText('已保存').waitFor();
  }

  /** Says of each value that was read with doubt that it is right. @returns what was asked */
  async confirmDoubts(within: Locator): Promise<readonly string[]> {
    const doubts = within.getByRole('button', { name: /^对，没错/ });
    const asked: string[] = [];
    while ((await doubts.count()) > 0) {
      const doubt = doubts.first();
      const name = (await doubt.getAttribute('aria-label')) ?? (await doubt.textContent()) ?? '';
      await doubt.click();
      await within.getByRole('button', { name }).waitFor({ state: 'detached' });
      asked.push(name);
    }
    return asked;
  }

  /** The value that a certificate has filled in, said to be right where it was read with doubt; '' until it is there. */
  async readValue(label: string, form: Locator): Promise<string> {
    await this.confirmDoubts(form);
    const control = this.field(label, form);
    return (await control.count()) > 0 ? control.inputValue() : '';
  }

  async fillWebsite(website: WebsiteDetails): Promise<void> {
    const form = this.group(this.specimen.domain);
    await this.field('网站名称', form).fill(website.name);
    await this.field('首页网址', form).fill(website.homeUrl);
    await this.tickContents(form);
    await this.field('网站备注', form).fill(website.remark);
    await form.getByText('已保存').waitFor();
  }

  async tickContents(form: Locator = this.top()): Promise<void> {
    const content = this.isEnterprise ? '单位门户网站' : '博客/个人空间';
    for (const box of [content, '中文简体', '以上都不涉及']) await this.tick(this.field(box, form));
  }

  /** Takes the photo, then the video, in which the person acts as they are asked. */
  async record(): Promise<void> {
    await letActFirst(this.page, /^[^2]*嘴/.test(await this.actions()) ? 'mouth' : 'blink');
    await this.button('拍照').click();
    await this.button('开始录制视频').click();
    await this.button('好的，开始验证').waitFor();
  }

  protected async fillBlank(label: string, form: Locator, value = ''): Promise<void> {
    if (value === '') return;
    const control = this.field(label, form);
    if ((await control.inputValue()) === '') await control.fill(value);
  }

  /** Evaluates from outside, because the page's policy allows no `eval` inside, again and again. */
  protected async until(condition: string, meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    for (const endMs = performance.now() + PATIENCE_MS; performance.now() < endMs; await sleep(60)) {
      if (await this.page.evaluate<boolean>(condition)) return;
      await meanwhile();
    }
    throw new Error(`the page never came to: ${condition}`);
  }
}
