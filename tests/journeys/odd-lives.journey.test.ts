import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingView, Reply } from '../../client/calls/messages.ts';
import type { EndingType } from '../../contracts/data/endings.ts';
import { recordIdFrom } from '../../contracts/kit/record-id.ts';
import { ids } from '../../platform/compose/system.ts';
import { database } from '../../shared/compose/database.ts';
import type { EligibilityInput, Organizer, Person } from '../../shared/domain/filing/filing.ts';
import type { Filer, Refusal } from '../../tools/walk/filer.ts';
import { submit } from '../../tools/walk/hand-in.ts';
import { REVIEW_TIMEOUT_MS } from '../../tools/walk/walk-filing.ts';
import { records } from '../support/database/service-ports.ts';
import { afreshForEachTest } from '../support/filings/filed-record.ts';
import { contentsOf, eligibilityOf } from '../support/filings/filings.ts';
import { filledDraft, picturePapers, readyPapers } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { haveCertificateAt } from '../support/pictures/certificate-at-hand.ts';
import { lastSmsCode } from '../support/sms-code.ts';
import { CONSENT_TEXT_VERSION, type TestLaptop, testLaptop } from '../support/test-laptop.ts';

/**
 * The six odd lives of a record, walked by its holder's client: every step is a call through the gateway, and the desk decides
 * by its webhooks. What is refused names the way that then works. Papers and liveness checks are inserted; other journeys have
 * them. Whoever has come to an odd place by time or by another provider is inserted there.
 */

const TIMEOUT_MS = 600_000;
const SHOP = 'yunfan-shop.cn';
const HERE = eligibilityOf(ENTERPRISE);
const NEW_BOSS: Person = { ...INDIVIDUAL.principal, isLegalRepresentative: true, officePhone: '0755-86001200' };
const CHANGE_FIRST = '请先办理变更备案，通过后再办理新增网站。';

const dir = mkdtempSync(join(tmpdir(), 'odd-lives-'));
let laptop: TestLaptop;
beforeAll(async () => {
  mkdirSync(join(dir, 'world'));
  const shop = { name: SHOP, owner: ENTERPRISE.organizer.name, ownerKind: 'enterprise', realName: 'Approved' };
  const domains = [{ ...shop, registrar: 'qcloud', registeredDaysAgo: 400, expiresInDays: 700 }];
  writeFileSync(join(dir, 'world', 'world.json'), JSON.stringify({ domains }));
  laptop = await testLaptop({ dir, hostFunctions: inProcessHost });
}, TIMEOUT_MS);
afterAll(async () => {
  await laptop?.stop();
  rmSync(dir, { recursive: true, force: true });
});
afreshForEachTest();

type Shown = Reply<'listRecords'>['records'][number];

/** Somebody who holds a record, or will. */
class Holder {
  constructor(readonly filer: Filer) {}

  /** The record; with what can be begun now, why not, and what it tells. */
  async record() {
    const { records: all } = await this.filer.call('listRecords', {});
    const record = all.at(-1) as Shown;
    const offers = [...record.actions, ...record.websites.flatMap(({ actions }) => actions)];
    return {
      ...record,
      open: offers.flatMap(({ action, reason }) => (reason === undefined ? [action] : [])),
      why: (wanted: string) => offers.find(({ action, reason }) => action === wanted && reason)?.reason ?? '',
      said: record.hints.map(({ message }) => message),
    };
  }

  /** A first filing, from its draft to its number. */
  async files(): Promise<Shown> {
    const { filingId, websiteId } = await filledDraft(this.filer);
    await this.handsIn(filingId, websiteId);
    return this.record();
  }

  async approved(filingId: string): Promise<void> {
    const { state } = await this.filer.untilState(filingId, ['approved', 'returned', 'abandoned'], REVIEW_TIMEOUT_MS);
    expect(state).toBe('approved');
  }

  /** What the check of the six inputs answers. @throws Refusal */
  async check(changes: Partial<EligibilityInput> = {}) {
    const input = { ...HERE, ...changes };
    await haveCertificateAt(this.filer, input);
    return this.filer.checkEligibility(input);
  }

  async open(changes: Partial<EligibilityInput>, filingType: string): Promise<FilingView> {
    const checked = await this.check(changes);
    expect(checked.filingType).toBe(filingType);
    return this.filer.openFiling(checked.ticket, CONSENT_TEXT_VERSION);
  }

  /** Completes its website, hands it in, and has its number. */
  async completes({ filingId, websites }: FilingView, siteOwner: Person = ENTERPRISE.principal): Promise<void> {
    const [{ websiteId, domain } = { websiteId: '', domain: '' }] = websites;
    await this.filer.saveWebsite(filingId, websiteId, { ...ENTERPRISE.website, homeUrl: `www.${domain}` });
    await this.filer.saveSiteOwner(filingId, websiteId, siteOwner);
    await this.handsIn(filingId, websiteId);
  }

  async handsIn(filingId: string, websiteId: string): Promise<void> {
    await readyPapers({ filingId, websiteId });
    await picturePapers(filingId);
    await submit(this.filer, filingId, () => {});
    await this.approved(filingId);
  }

  async change(more: object = {}): Promise<FilingView> {
    const { recordId } = await this.record();
    const wish = { recordId, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION, ...more } as const;
    return this.filer.call('openFiling', { body: wish });
  }

  /** A change by which somebody else is the principal. */
  async replaces(principal: Person, asSiteOwner = true): Promise<void> {
    const { filingId, websites } = await this.change();
    const body = { ...principal, ...(asSiteOwner && { asSiteOwner }) };
    await this.filer.call('savePrincipal', { params: { filingId }, body });
    await this.handsIn(filingId, websites[0]?.websiteId ?? '');
  }

  /** Ends something with the code that is sent to its owner. */
  async ends(filingType: EndingType): Promise<void> {
    const { recordId, websites } = await this.record();
    const query = filingType === 'cancel-organizer' ? {} : { websiteId: websites[0]?.websiteId };
    const ending = { params: { recordId, filingType }, query };
    const { confirmations } = await this.filer.call('showEnding', ending);
    // A number gets one code a minute.
    await (await database()).sql.deleteFrom('caller_limit').execute();
    await this.filer.call('sendEndingCode', ending);
    const body = {
      reason: 'not-run',
      confirmed: confirmations.map(({ rule }) => rule),
      code: lastSmsCode(laptop),
    } as const;
    const { filingId } = await this.filer.call('fileEnding', { ...ending, body });
    await this.approved(filingId);
  }
}

async function somebody(name: string): Promise<Holder> {
  const filer = await laptop.signedIn(name);
  await filer.giveConsent(CONSENT_TEXT_VERSION);
  return new Holder(filer);
}

/** The record of somebody who has claimed it, with what time has made of it. */
async function claimed(name: string, principal: Person, organizer: Organizer = ENTERPRISE.organizer): Promise<Holder> {
  const holder = await somebody(name);
  const { accountId } = await holder.filer.call('listCodes', {});
  const { uuid } = await ids();
  const { domain, cloudService, ...subject } = HERE;
  const [{ details } = { details: undefined }] = contentsOf(ENTERPRISE, '').websites;
  const number = '粤ICP备2027000001号';
  const website = { number: `${number}-1`, domains: [domain], cloudService, details, siteOwner: principal };
  await (await records()).claim({ record: recordIdFrom(uuid()), websites: [uuid()] }, accountId, {
    ...{ number, subject, organizer, principal, websites: [website] },
  });
  return holder;
}

/** The code of a refusal, and all that it says. */
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    ({ code, message }: Refusal) => `${code} ${message}`,
  );

describe('an odd life of a record, walked at the gateway', { timeout: TIMEOUT_MS }, () => {
  it('the principal has left: one change replaces them everywhere, and then a website can be filed', async () => {
    const organizer = { ...ENTERPRISE.organizer, legalRepresentative: NEW_BOSS.name };
    const holder = await claimed('负责人离职', { ...ENTERPRISE.principal, isLegalRepresentative: false }, organizer);

    const before = await holder.record();
    expect(before.said.join()).toContain('可以一次换成新的人');
    expect(before.why('new-website')).toContain(CHANGE_FIRST);
    expect(await refusalOf(holder.check({ domain: SHOP }))).toMatch(
      /^eligibility.refused .*FT-99 .*须为法定代表人.*请先办理变更备案/s,
    );
    await holder.replaces(NEW_BOSS);

    const after = await holder.record();
    expect([after.said, after.open]).toEqual([[], expect.arrayContaining(['new-website', 'change'])]);
    await holder.completes(await holder.open({ domain: SHOP }, 'new-website'), NEW_BOSS);
    expect((await holder.record()).websites.map(({ state, domains }) => [state, ...domains])).toEqual([
      ['live', 'yunfan-keji.cn'],
      ['live', SHOP],
    ]);
  });

  it('a record without sites: no first filing begins beside it; it is cancelled itself, and the organizer files anew', async () => {
    const holder = await somebody('最后一个网站已注销');
    const { number } = await holder.files();
    await holder.ends('cancel-website');

    const empty = await holder.record();
    expect([empty.state, empty.number, empty.open]).toEqual(['empty', number, ['cancel-organizer']]);
    expect(await refusalOf(holder.check())).toMatch(/FT-15 .*已没有有效网站/s);
    await holder.ends('cancel-organizer');

    expect(await holder.record()).toMatchObject({ state: 'ended', open: [] });
    expect((await holder.open({}, 'first')).websites).toHaveLength(1);
  });

  it('the company has moved to another province: it is told before anything opens, is cancelled, and is filed there', async () => {
    const holder = await somebody('迁到福建');
    await holder.files();
    const moved = { ...ENTERPRISE.licence, address: '福建省厦门市思明区样例路1号' };
    const licence = await drawLicence(moved);
    const { documentId } = await holder.filer.upload(undefined, 'business-licence', 'organizer', licence);
    const { ticket } = await holder.filer.checkEligibility({ ...HERE, domain: SHOP });

    // The vendor states no certainty of a licence: what is read so stops nothing, and tells the way all the same.
    const { filingId } = await holder.filer.openFiling(ticket, CONSENT_TEXT_VERSION, [documentId]);
    const { findings } = await holder.filer.preview(filingId);
    expect(findings.find(({ field }) => field === 'organizer.certificateAddress')?.suggestion).toMatch(
      /请放弃本订单，先办理注销主体，再在福建省办理首次备案。$/,
    );
    await holder.filer.call('abandon', { params: { filingId } });
    expect(await refusalOf(holder.change({ region: '350000' }))).toMatch(/^change.fixed .*请先办理注销主体/s);
    expect(await refusalOf(holder.check({ region: '350000' }))).toMatch(/注销/);
    await holder.ends('cancel-organizer');

    expect((await holder.open({ region: '350000' }, 'first')).state).toBe('draft');
  });

  it('an access that ended twice: it comes back each time by a new access', async () => {
    const holder = await somebody('接入取消两次');
    const { websites } = await holder.files();
    for (const turn of [1, 2]) {
      await holder.ends('end-access');
      const away = await holder.record();
      expect([turn, ...away.open]).toEqual([turn, 'new-website', 'new-access']);
      expect(away.why('change')).toContain('原来在本平台的接入已经结束');
      expect(await refusalOf(holder.change())).toMatch(/^record.access-ended /);

      await holder.completes(await holder.open({}, 'new-access'));

      const back = await holder.record();
      expect(back.websites.map((website) => website.number)).toEqual(websites.map(({ number }) => number));
      expect(back.open).toEqual(expect.arrayContaining(['change', 'end-access', 'cancel-website']));
    }
  });

  it('the principal’s ID card has expired: a website waits for the change that renews it', async () => {
    const expired = { ...ENTERPRISE.principal, idValidFrom: '2006-05-10', idValidTo: '2026-05-10' } as const;
    const holder = await claimed('证件到期', expired);

    const before = await holder.record();
    expect(before.said.join()).toContain('主体负责人的证件已于2026年5月10日到期，换领新证件后请办理变更备案。');
    expect(before.why('new-website')).toContain(CHANGE_FIRST);
    expect(await refusalOf(holder.check({ domain: SHOP }))).toMatch(/请先办理变更备案/);
    await holder.replaces(ENTERPRISE.principal);

    expect((await holder.record()).said).toEqual([]);
    await holder.completes(await holder.open({ domain: SHOP }, 'new-website'));
    expect((await holder.record()).websites).toHaveLength(2);
  });

  it('a second provider takes the access: what was open here ends, and the website comes back by a new access', async () => {
    const holder = await somebody('换了接入商');
    const { recordId, websites } = await holder.files();
    const { filingId } = await holder.change();
    const taken = { kind: 'access-ended', by: 'elsewhere', whole: true };
    laptop.reviewDesk.tellOfRecord(recordId, taken);
    await laptop.reviewDesk.idle();

    const { stateLabel } = await holder.filer.progress(filingId);
    const away = await holder.record();
    expect([stateLabel, ...away.open]).toEqual(['已终止', 'new-website', 'new-access']);
    expect(away.why('cancel-organizer')).toContain('请到现在的接入服务商办理');
    await holder.completes(await holder.open({}, 'new-access'));

    const back = await holder.record();
    expect(back.websites.map((website) => website.number)).toEqual(websites.map(({ number }) => number));
    expect(back.open).toContain('change');
  });
});
