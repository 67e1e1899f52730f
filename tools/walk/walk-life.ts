import { createHash, randomBytes } from 'node:crypto';
import { drawSignedLetter } from 'specimens/letters.ts';
import { anyTake, drawPhoto } from 'specimens/person.ts';
import type { Progress, Reply } from '../../client/calls/messages.ts';
import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import type { FilingType } from '../../shared/domain/filing/filing-types.ts';
import { CODE } from '../../shared/domain/one-time-code.ts';
import { TRANSFER } from '../../shared/domain/record/transfer.ts';
import { CONSENT_TEXT_VERSION, Filer, Refusal } from './filer.ts';
import { passLiveness, type Step, submit, uploadMaterials } from './hand-in.ts';
import { type Papers, specimenOf } from './papers.ts';
import { REVIEW_TIMEOUT_MS, reportTo, walkToSubmission } from './walk-filing.ts';

/** A service on which a person reads their SMS, and days pass at once. */
export interface LifePlace {
  readonly gateway: string;
  /** One-time code of `wx.login` for a named user. */
  loginCode(name: string): Promise<string>;
  /** The last one-time code that was sent to a mobile number. */
  codeSentTo(mobile: string): string | undefined;
  /** Puts the clock forward, and runs what has become due. */
  later(seconds: number): Promise<void>;
  /** Waits for the end of a review, in which the time for taking something back passes at once. */
  whileReviewed<T>(reviewed: Promise<T>): Promise<T>;
}

/** One filing of the life that was walked. */
export interface FiledStep {
  readonly filingType: FilingType;
  readonly filingId: string;
  readonly state: string;
}

/** What is left of the company's record. */
export interface LifeAnswer extends Pick<Reply<'showRecord'>, 'record' | 'versions'> {
  readonly filings: readonly FiledStep[];
}

/** The domain of the second website, which must belong to the company in the laptop's world. */
export const SECOND_DOMAIN = 'yunfan-shop.cn';
const NEW_NAME = '云帆样例科技服务';

/**
 * Walks a company through the life of its record: first filing, another website, a change, its transfer to another
 * account, the end of an access, and its cancellation. @throws Refusal
 */
export async function walkLife(place: LifePlace, papers: Papers, step: Step): Promise<LifeAnswer> {
  const life = new Life(place, papers, step);
  await life.first();
  await life.newWebsite();
  await life.change();
  await life.transfer();
  await life.end('end-access', 1);
  await life.end('cancel-organizer');
  return life.answer();
}

class Life {
  readonly #filings: FiledStep[] = [];
  /** Whose record it is now. */
  #filer: Filer;

  constructor(
    readonly place: LifePlace,
    readonly papers: Papers,
    readonly step: Step,
  ) {
    this.#filer = this.#somebody();
  }

  #somebody = (): Filer => new Filer(this.place.gateway);

  async first(): Promise<void> {
    const { papers, step } = this;
    const options = { papers, loginCode: await this.place.loginCode('holder'), onStep: step };
    const { filingId } = await walkToSubmission(this.#filer, { ...options, consentTextVersion: CONSENT_TEXT_VERSION });
    await this.#approved('first', filingId);
  }

  async newWebsite(): Promise<void> {
    const { papers, step } = this;
    const { ticket, filingType } = await this.#filer.checkEligibility(this.#secondWebsite());
    step('验证备案类型', filingType);
    const { filingId, websites } = await this.#filer.openFiling(ticket, CONSENT_TEXT_VERSION);
    const websiteId = websites[0]?.websiteId ?? '';
    step('新增网站', '主体和负责人已从备案信息带入');
    const { website, principal } = papers.answers;
    const details = { ...website, name: '云帆样例商城', homeUrl: `www.${SECOND_DOMAIN}` };
    await this.#filer.saveWebsite(filingId, websiteId, details);
    await this.#filer.saveSiteOwner(filingId, websiteId, principal);
    await this.#handIn(filingId, websiteId, SECOND_DOMAIN);
    await this.#approved('new-website', filingId);
  }

  #secondWebsite(): EligibilityInput {
    const { kind, region, certificateNumber, cloudService } = this.papers;
    const organizer = { region, organizerKind: kind, certificateType: 'business-licence', certificateNumber } as const;
    return { ...organizer, domain: SECOND_DOMAIN, cloudService };
  }

  /** The first website gets another name. */
  async change(): Promise<void> {
    const { recordId } = await this.#record();
    const wish = { recordId, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION } as const;
    const { filingId, websites } = await this.#filer.call('openFiling', { body: wish });
    const websiteId = websites[0]?.websiteId ?? '';
    await this.#filer.saveWebsite(filingId, websiteId, { ...this.papers.answers.website, name: NEW_NAME });
    const { changes } = await this.#filer.call('showDifference', { params: { filingId } });
    this.step('变更备案', `只提交改动的内容：${changes.map(({ name }) => name).join('、')}`);
    await this.#handIn(filingId, websiteId);
    await this.#approved('change', filingId);
  }

  async #handIn(filingId: string, websiteId: string, domain = this.papers.domain): Promise<void> {
    const { step } = this;
    const letter = await drawSignedLetter({ ...specimenOf(this.papers.kind), domain }, beijingDay(new Date()));
    // A picture of somebody's face is good for one filing.
    const papers = { ...this.papers, letter, photo: await drawPhoto(anyTake()) };
    await passLiveness(this.#filer, filingId, websiteId, { papers, consentTextVersion: CONSENT_TEXT_VERSION }, step);
    await uploadMaterials(this.#filer, filingId, papers, step);
    await submit(this.#filer, filingId, step);
  }

  /** The record goes to another account: the principal's code, the link, the certificate there, and a day. */
  async transfer(): Promise<void> {
    const { recordId } = await this.#record();
    const { transferId, mobile } = await this.#filer.call('startTransfer', { params: { recordId } });
    this.step('转移备案', `验证码已发送给主体负责人 ${mobile}`);
    const token = randomBytes(32).toString('base64url');
    const digest = createHash('sha256').update(token).digest('base64url');
    await this.#filer.call('offerTransfer', { params: { transferId }, body: { code: this.#code(), digest } });

    const target = this.#somebody();
    await target.signIn(await this.place.loginCode('target'));
    await target.giveConsent(CONSENT_TEXT_VERSION);
    await target.call('openTransfer', { body: { token } });
    const licence = this.papers.licence ?? Buffer.alloc(0);
    const { documentId } = await target.upload(undefined, 'business-licence', 'organizer', licence);
    await target.call('acceptTransfer', { params: { transferId }, body: { documentId } });
    this.step('接收备案', '新账号出示的营业执照与备案主体一致，等待 24 小时');
    await this.place.later(TRANSFER.waitSeconds + 60);
    // Its session has not outlived the day.
    await target.signIn(await this.place.loginCode('target'));
    this.#filer = target;
    await this.#record();
    this.step('转移完成', '时钟已拨快一天，备案已转到新账号');
  }

  #code(): string {
    const code = this.place.codeSentTo(this.papers.answers.principal.mobile);
    if (code === undefined) throw new Error('no code was sent');
    return code;
  }

  /** @param index place of the website in the record; left out for the organizer. */
  async end(filingType: 'end-access' | 'cancel-organizer', index?: number): Promise<void> {
    const { recordId, websites } = await this.#record();
    const query = index === undefined ? {} : { websiteId: websites[index]?.websiteId };
    const ending = { params: { recordId, filingType }, query };
    const { label, confirmer, confirmations } = await this.#filer.call('showEnding', ending);
    // A number gets one code a minute.
    await this.place.later(CODE.resendInSeconds);
    await this.#filer.call('sendEndingCode', ending);
    this.step(label, `需要确认 ${confirmations.length} 项，验证码已发送到 ${confirmer.mobile}`);
    const confirmed = confirmations.map(({ rule }) => rule);
    const body = { reason: 'not-run', confirmed, code: this.#code() } as const;
    const { filingId } = await this.#filer.call('fileEnding', { ...ending, body });
    await this.#approved(filingType, filingId);
  }

  async #approved(filingType: FilingType, filingId: string): Promise<Progress> {
    const ends = ['approved', 'returned', 'authority-returned', 'abandoned'];
    const ended = await this.place.whileReviewed(
      this.#filer.untilState(filingId, ends, REVIEW_TIMEOUT_MS, reportTo(this.step)),
    );
    if (ended.state !== 'approved') throw new Refusal('filing.returned', ended.stateLabel);
    this.#filings.push({ filingType, filingId, state: ended.state });
    return ended;
  }

  async #record() {
    const { records } = await this.#filer.call('listRecords', {});
    const [record] = records;
    if (!record) throw new Refusal('record.unknown', '这个账号里没有备案信息');
    return record;
  }

  async answer(): Promise<LifeAnswer> {
    const { recordId } = await this.#record();
    const { record, versions } = await this.#filer.call('showRecord', { params: { recordId } });
    return { filings: this.#filings, record, versions };
  }
}
