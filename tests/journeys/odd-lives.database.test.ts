import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type RecordId, recordBegunBy, recordIdFrom } from '../../contracts/kit/record-id.ts';
import { listFilings } from '../../functions/filing/list-filings.ts';
import { openFiling } from '../../functions/filing/open-filing.ts';
import { openFromRecord } from '../../functions/filing/open-from-record.ts';
import { savePrincipal } from '../../functions/filing/save-principal.ts';
import { listRecords } from '../../functions/records/list-records.ts';
import { showEnding } from '../../functions/records/plan-ending.ts';
import type { FilingContents, Person } from '../../shared/domain/filing/filing.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import { checkEligibility } from '../../shared/domain/rules/process/eligibility.ts';
import { testClock } from '../support/clock.ts';
import { testInstance } from '../support/database/test-instance.ts';
import { filingCasesOf, SETTINGS } from '../support/filings/filing-cases.ts';
import { CLOUD_SERVICE, contentsOf, eligibilityOf, submission } from '../support/filings/filings.ts';
import { recordLives } from '../support/filings/record-lives.ts';

/**
 * Six odd lives of a record, each told from its beginning to where it is in order again: at every step something can be done,
 * and what can't be says what can.
 */

const clock = testClock('2026-11-27T02:00:00Z');
const { test, instance } = await testInstance(clock);
const lives = recordLives(instance, clock);
const cases = filingCasesOf(instance);
beforeEach(async () => {
  await test.empty('account', 'caller_limit', 'record');
});

interface Mine {
  readonly accountId: string;
  readonly recordId: RecordId;
}
const NEW_BOSS: Person = { ...INDIVIDUAL.principal, isLegalRepresentative: true, officePhone: '0755-86001200' };
let sites = 0;

/** A record as an account claims it, with these differences. */
async function claimed(changes: Partial<FilingContents> = {}, region = ENTERPRISE.region): Promise<Mine> {
  const [accountId, recordId] = [await lives.account(), recordIdFrom(instance.ids.uuid())];
  const { eligibility, organizer, principal, websites } = { ...contentsOf(ENTERPRISE, 'w'), ...changes };
  const { domain: _, cloudService: __, ...subject } = eligibility;
  sites += 1;
  const number = `粤ICP备${2027000000 + sites}号`;
  const filed = websites.map(({ cloudService, details, siteOwner }) => ({
    ...{ number: `${number}-1`, domains: [`odd-${sites}.cn`], cloudService, details, siteOwner },
  }));
  const found = {
    number,
    subject: { ...subject, region },
    organizer,
    principal: principal ?? NEW_BOSS,
    websites: filed,
  };
  const ids = { record: recordId, websites: filed.map(() => instance.ids.uuid()) };
  await instance.records.claim(ids, accountId, found);
  return { accountId, recordId };
}

const record = async ({ accountId, recordId }: Mine) => {
  const { records } = await listRecords({ applicantId: accountId }, lives.room);
  const mine = records.find((view) => view.recordId === recordId);
  if (!mine) throw new Error('no record');
  const offers = [...mine.actions, ...mine.websites.flatMap(({ actions }) => actions)];
  return {
    ...mine,
    /** What can be begun now. */
    open: offers.flatMap(({ action, reason }) => (reason === undefined ? [action] : [])),
    why: (wanted: string) => offers.find(({ action, reason }) => action === wanted && reason)?.reason,
    said: mine.hints.map(({ message }) => message),
  };
};

/** What the check of the six inputs says: the type, or the rules about filed organizers that are against it. */
async function check(accountId: string, domain: string, region = ENTERPRISE.region): Promise<string> {
  const input = { ...eligibilityOf(ENTERPRISE), domain, region };
  const of = await cases.eligibility(input, accountId);
  const against = checkEligibility(of).findings.filter(({ ruleId }) => /^FT-(1[25]|99)$/.test(ruleId));
  if (against.length > 0) return against.map(({ ruleId, message }) => `${ruleId} ${message}`).join();
  const { organizerRecord } = of;
  return organizerRecord.known && organizerRecord.value ? 'filed' : 'first';
}

/** Opens what a passed check was about. @returns the filing and its website. */
async function opened(
  accountId: string,
  filingType: 'new-website' | 'new-access',
  domain: string,
  documentIds?: string[],
) {
  const ticket = instance.ids.secret();
  const input = { ...eligibilityOf(ENTERPRISE), domain };
  const expiresAt = new Date(clock.now().getTime() + 3_600_000);
  await instance.eligibilityChecks.save({ accountId, ticket, input, filingType, expiresAt });
  const body = { ticket, consentTextVersion: SETTINGS.consentTextVersion, documentIds };
  const view = await instance.transactions.inTransaction(() =>
    openFiling({ applicantId: accountId, body }, { ...instance, settings: SETTINGS }),
  );
  return { filingId: view.filingId, websiteId: view.websites[0]?.websiteId ?? '' };
}

/** The person completes the site of a filing, and the authority approves it. */
async function approvedAs(
  accountId: string,
  filingId: string,
  number?: string,
  siteOwner: Person = ENTERPRISE.principal,
) {
  const { contents } = await instance.filings.change(filingId, accountId, (now) => ({
    event: 'save',
    contents: {
      ...now.contents,
      websites: now.contents.websites.map((site) => ({ details: ENTERPRISE.website, siteOwner, ...site })),
    },
  }));
  await decided(
    filingId,
    number === undefined
      ? undefined
      : { organizer: number.replace(/-\d+$/, ''), websites: { [contents.websites[0]?.id ?? '']: number } },
  );
}

async function decided(filingId: string, numbers?: { organizer: string; websites: Record<string, string> }) {
  await instance.reviews.changeFiling(filingId, submission);
  for (const event of ['accept', 'send-sms', 'confirm-sms', 'approve'] as const)
    await instance.reviews.changeFiling(filingId, () => ({
      event,
      ...(event === 'approve' && numbers && { numbers }),
    }));
}

const change = ({ accountId, recordId }: Mine) =>
  openFromRecord(accountId, { recordId, filingType: 'change' }, instance);
const edit = (accountId: string, filingId: string, changes: (contents: FilingContents) => Partial<FilingContents>) =>
  instance.filings.change(filingId, accountId, ({ contents }) => ({
    event: 'save',
    contents: { ...contents, ...changes(contents) },
  }));

/** The desk tells of an event. */
async function tell({ recordId }: Mine, kind: string, more: object): Promise<void> {
  const told = { recordId, sequence: 1, kind, at: clock.now(), websites: [], items: [], ...more };
  await instance.transactions.inTransaction(() => instance.recordEvents.keep(told));
  await instance.recordEvents.applyKept(recordId);
}

const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    ({ refusal, facts }) => [refusal, ...(facts?.fields ?? []).map(({ message }: { message: string }) => message)],
  );

describe('the principal has left', () => {
  it('the record tells, a new website waits, one change replaces them everywhere, and the website is filed', async () => {
    const mine = await claimed();
    const { accountId } = mine;
    const first = await change(mine);
    await edit(accountId, first.id, ({ organizer, principal }) => ({
      organizer: organizer && { ...organizer, legalRepresentative: NEW_BOSS.name },
      principal: principal && { ...principal, isLegalRepresentative: false },
    }));
    await decided(first.id);

    const before = await record(mine);
    const why = '广东省单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。';
    expect(before.said).toEqual([
      '备案的主体负责人不是现在的法定代表人。请办理变更备案，换成法定代表人本人，通过后才能新增网站。原负责人同时是网站负责人，可以一次换成新的人。',
    ]);
    expect(before.hints[0]?.action).toBe('change');
    expect(before.why('new-website')).toBe(`${why}请先办理变更备案，通过后再办理新增网站。`);
    expect(before.open).toContain('change');
    expect(await check(accountId, 'odd-shop.cn')).toBe(
      `FT-99 已备案的主体信息不能直接沿用：${why}请先办理变更备案，通过后再办理新增网站。`,
    );
    expect(await refusalOf(opened(accountId, 'new-website', 'odd-shop.cn'))).toEqual([
      'record.not-in-order',
      `${why}请先办理变更备案，通过后再办理新增网站。`,
    ]);

    const filing = await change(mine);
    const ports = { ...instance, filingCases: cases };
    const body = { ...NEW_BOSS, asSiteOwner: true as const };
    await savePrincipal({ applicantId: accountId, filingId: filing.id, body }, ports);
    const { contents } = await instance.filings.findOwn(filing.id, accountId);
    expect([contents.principal, contents.websites[0]?.siteOwner].map((person) => person?.name)).toEqual([
      NEW_BOSS.name,
      NEW_BOSS.name,
    ]);
    await decided(filing.id);

    const after = await record(mine);
    expect([after.said, after.open]).toEqual([[], expect.arrayContaining(['new-website', 'change'])]);
    const website = await opened(accountId, 'new-website', 'odd-shop.cn');
    await approvedAs(accountId, website.filingId, `${after.number}-2`, NEW_BOSS);
    expect((await record(mine)).websites.map(({ state }) => state)).toEqual(['live', 'live']);
  });

  it('one site at a time stays possible, and whoever else owns a website keeps it', async () => {
    const other = { ...NEW_BOSS, isLegalRepresentative: false };
    const [site] = contentsOf(ENTERPRISE, 'w').websites;
    const mine = await claimed({ websites: site ? [{ ...site, siteOwner: other }] : [] });
    const filing = await change(mine);
    const at = { applicantId: mine.accountId, filingId: filing.id };

    await savePrincipal({ ...at, body: { ...NEW_BOSS, asSiteOwner: true } }, { ...instance, filingCases: cases });

    const { contents } = await instance.filings.findOwn(filing.id, mine.accountId);
    expect(contents.websites[0]?.siteOwner).toEqual(other);
  });
});

describe('a record without sites', () => {
  it('in 广东: the organizer stays filed and no first filing begins; it is cancelled as a whole, and then filed anew', async () => {
    const held = await lives.ended(await lives.begin('first'), 'cancel-website');
    const empty = await record(held);

    expect([empty.state, empty.stateLabel, empty.number]).toEqual(['empty', '空壳主体', held.number]);
    expect(empty.open).toEqual(['cancel-organizer']);
    expect(empty.why('new-website')).toContain('请先注销主体，再重新提交首次备案');
    expect(empty.why('change')).toBe(empty.why('new-website'));
    expect(empty.hints).toEqual([
      {
        code: 'empty',
        message:
          '主体备案号还在，名下没有网站，叫“空壳主体”。该主体名下已没有有效网站（空壳主体），请先注销主体，再重新提交首次备案；在其他接入商还有网站的，请不要注销，到那里办理。',
        action: 'cancel-organizer',
      },
    ]);
    const asked = { applicantId: held.accountId, recordId: held.recordId, filingType: 'cancel-organizer' } as const;
    expect(await showEnding(asked, lives.room)).toMatchObject({
      number: held.number,
      organizerName: ENTERPRISE.organizer.name,
      confirmations: [{ rule: 'FT-44', message: '我已知悉：注销后主体备案号不能恢复。' }],
    });
    expect(await check(held.accountId, 'odd-new.cn')).toContain('FT-15 该主体名下已没有有效网站');
    expect(await check(await lives.account(), 'odd-new.cn')).toContain('FT-12');

    await lives.ended(held, 'cancel-organizer');
    expect(await record(held)).toMatchObject({ state: 'ended', ended: { why: 'own-cancellation' }, open: [] });
    expect(await check(held.accountId, 'odd-new.cn')).toBe('first');
  });

  it('in 天津: the next website is filed under the same number', async () => {
    const mine = await claimed({ websites: [], organizer: undefined }, '120000');
    const empty = await record(mine);
    expect([empty.state, empty.open]).toEqual(['empty', ['new-website', 'cancel-organizer']]);
    expect(empty.said[0]).toContain('要再开网站，请办理新增网站；不再办网站的，请办理注销主体。');
    expect(await check(mine.accountId, 'odd-tj.cn', '120000')).toBe('filed');

    const { filingId } = await opened(mine.accountId, 'new-website', 'odd-tj.cn');
    await approvedAs(mine.accountId, filingId, `${empty.number}-7`);

    expect(await record(mine)).toMatchObject({ state: 'live', number: empty.number });
  });

  it('of an organizer that was filed elsewhere before: nobody calls it empty, and every way is open', async () => {
    const accountId = await lives.account();
    const number = '粤ICP备2027100001号';
    const first = await opened(accountId, 'new-access', 'odd-away.cn');
    await edit(accountId, first.filingId, () => ({
      organizer: ENTERPRISE.organizer,
      principal: ENTERPRISE.principal,
    }));
    await approvedAs(accountId, first.filingId, `${number}-3`);
    const held = { accountId, number, recordId: recordBegunBy(first.filingId), websiteId: first.websiteId };
    await lives.ended(held, 'cancel-website');
    const words =
      '本平台没有你的网站了；主体在其他接入商处可能还有网站。要在本平台再开网站，请办理新增网站；注销主体会使其他接入商处的网站一并作废，还要保留的请不要注销。';

    const away = await record(held);
    expect([away.state, away.stateLabel, away.said]).toEqual(['live', '已备案', [words]]);
    expect(away.open).toEqual(['new-website', 'cancel-organizer']);
    expect(away.why('change')).toBe('该备案未在本平台接入，请到原接入服务商办理。');
    expect(await check(accountId, 'odd-back.cn')).toBe('filed');
    const asked = { applicantId: accountId, recordId: held.recordId, filingType: 'cancel-organizer' } as const;
    expect((await showEnding(asked, lives.room)).consequences).toContain(words);

    const website = await opened(accountId, 'new-website', 'odd-back.cn');
    await approvedAs(accountId, website.filingId, `${number}-8`);
    expect((await record(held)).open).toContain('change');
    await lives.ended({ ...held, websiteId: website.websiteId }, 'cancel-website');
    await lives.ended(held, 'cancel-organizer');
    expect(await record(held)).toMatchObject({ state: 'ended', open: [] });
    expect(await check(accountId, 'odd-new.cn')).toBe('first');
  });

  it('keeps its cancellation when the desk tells of something else meanwhile', async () => {
    const held = await lives.ended(await lives.begin('first'), 'cancel-website');
    const filingId = await lives.end(held, 'cancel-organizer');

    await lives.tell(held, 'inspection');

    expect((await instance.filings.findOwn(filingId, held.accountId)).state).toBe('queued');
  });
});

describe('the company has moved to another province', () => {
  it('is told before anything opens that it ends here and begins there', async () => {
    const held = await lives.begin('first');
    const { accountId, recordId } = held;
    const licence = await pictureOf(accountId, { address: '福建省厦门市思明区样例路1号' });
    const words = '单位住所已迁到福建省，变更备案不能更换备案省份。请先办理注销主体，再在福建省办理首次备案。';

    expect(await refusalOf(opened(accountId, 'new-website', 'odd-fj.cn', [licence]))).toEqual([
      'record.not-in-order',
      words,
    ]);
    const moved = { recordId, filingType: 'change', region: '350000' } as const;
    expect(await refusalOf(openFromRecord(accountId, moved, instance))).toEqual([
      'change.fixed',
      '备案省份不能变更：请先办理注销主体，再在新的省份办理首次备案。',
    ]);
    const filing = await change(held);
    await edit(accountId, filing.id, ({ organizer }) => ({
      organizer: organizer && { ...organizer, certificateAddress: '福建省厦门市思明区样例路1号' },
    }));
    const findings = preCheck(await cases.whole(await instance.filings.findOwn(filing.id, accountId), true));
    expect(findings.find(({ ruleId }) => ruleId === 'FT-29')?.message).toContain('先办理注销主体');
    await instance.filings.change(filing.id, accountId, () => ({ event: 'abandon' }));

    await lives.ended(held, 'cancel-organizer');
    expect(await check(accountId, 'odd-fj.cn', '350000')).toBe('first');
  });

  async function pictureOf(applicantId: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const id = instance.ids.uuid();
    const grant = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${instance.ids.secret()}` };
    const kind = { kind: 'business-licence', subject: 'organizer' } as const;
    const most = { since: new Date(0), grants: 100, bytes: 100 };
    await instance.documents.create({ id, filingId: undefined, applicantId, ...kind, ...grant }, most);
    const read = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, { text, confidence: 0.99 }]));
    await instance.documents.change(id, 'waiting', { state: 'ready', cleanKey: `clean/${id}`, fields: read });
    return id;
  }
});

describe('an access that ended twice', () => {
  it('comes back each time; the words know that we were the provider', async () => {
    const held = await lives.begin('first');
    const { accountId, number } = held;
    const [{ domains: [domain = ''] = [], websiteId = '' } = {}] = (await record(held)).websites;
    for (const turn of [1, 2]) {
      await lives.ended(held, 'end-access');
      const away = await record(held);
      expect(away.open, `turn ${turn}`).toEqual(['new-website', 'new-access']);
      expect(away.hints).toEqual([
        {
          code: 'access-ended',
          message: `网站 ${domain} 在本平台的接入已结束：你已取消接入。没有接入服务商的网站，备案号可能被管局注销。要用这里的云服务器，请办理接入备案；已接到别的服务商的，不用再办。`,
          action: 'new-access',
          websiteId,
        },
      ]);
      expect(away.why('change')).toContain('原来在本平台的接入已经结束');
      expect(away.why('change')).not.toContain('原接入服务商');
      const asked = {
        applicantId: accountId,
        recordId: held.recordId,
        filingType: 'cancel-website',
        websiteId,
      } as const;
      expect(await refusalOf(showEnding(asked, lives.room))).toEqual(['record.access-ended']);
      expect(await refusalOf(change(held))).toEqual(['record.access-ended']);

      const { filingId } = await opened(accountId, 'new-access', domain);
      const site = { domain, cloudService: CLOUD_SERVICE, details: ENTERPRISE.website };
      await edit(accountId, filingId, ({ websites }) => ({
        websites: websites.map((now) => ({
          ...now,
          ...site,
          siteOwner: { ...ENTERPRISE.principal, mobile: '13900001111' },
        })),
      }));
      const findings = preCheck(await cases.whole(await instance.filings.findOwn(filingId, accountId), true));
      expect(findings.find(({ ruleId }) => ruleId === 'FT-20')?.field).toBe('websites.0.siteOwner.mobile');
      expect(findings.map(({ ruleId }) => ruleId)).not.toContain('FT-19');
      await approvedAs(accountId, filingId, `${number}-1`);

      expect((await record(held)).open).toEqual(expect.arrayContaining(['change', 'end-access', 'cancel-website']));
    }
  });

  it('of a filing that was not begun from the record: the record answers whether who is filed is the same', async () => {
    const held = await lives.begin('first');
    const contents = contentsOf(ENTERPRISE, 'w');
    const { organizer } = contents;
    const id = instance.ids.uuid();
    const websites = contents.websites.map((site) => ({ ...site, id: instance.ids.uuid(), domain: 'odd-typed.cn' }));
    const typed = { ...contents, websites, organizer: organizer && { ...organizer, name: '另一个名称有限公司' } };
    await instance.filings.create({ id, applicantId: held.accountId, filingType: 'new-website', contents: typed });

    const findings = preCheck(await cases.whole(await instance.filings.findOwn(id, held.accountId), true));

    expect(findings.find(({ ruleId }) => ruleId === 'FT-19')).toMatchObject({ severity: 'block', field: 'filing' });
  });
});

describe('the principal’s ID card has expired', () => {
  it('the record tells, a new website waits for the change, and the change renews it', async () => {
    const expired = { ...ENTERPRISE.principal, idValidFrom: '2006-05-10', idValidTo: '2026-05-10' };
    const mine = await claimed({ principal: expired });
    const { accountId } = mine;

    const before = await record(mine);
    expect(before.said[0]).toBe('主体负责人的证件已于2026年5月10日到期，换领新证件后请办理变更备案。');
    expect(before.said.filter((text) => text.startsWith('主体负责人'))).toHaveLength(1);
    expect(before.why('new-website')).toBe(
      '证件已过有效期，请更换证件后再备案。请先办理变更备案，通过后再办理新增网站。',
    );
    expect(await refusalOf(opened(accountId, 'new-website', 'odd-id.cn'))).toMatchObject(['record.not-in-order', {}]);

    const filing = await change(mine);
    await edit(accountId, filing.id, () => ({ principal: ENTERPRISE.principal }));
    await decided(filing.id);

    expect((await record(mine)).open).toContain('new-website');
    expect((await opened(accountId, 'new-website', 'odd-id.cn')).filingId).not.toBe('');
  });
});

describe('a second provider', () => {
  it('takes the access; what was open here ends and is not called given up; the website comes back by a new access', async () => {
    const held = await lives.begin('first');
    const { accountId, number } = held;
    const open = await change(held);

    await tell(held, 'access-ended', { by: 'elsewhere', whole: true });

    const { filings } = await listFilings({ applicantId: accountId }, instance);
    expect(filings.find(({ filingId }) => filingId === open.id)).toMatchObject({
      state: 'abandoned',
      stateLabel: '已终止',
    });
    const away = await record(held);
    expect(away.open).toEqual(['new-website', 'new-access']);
    expect(away.why('cancel-organizer')).toContain('请到现在的接入服务商办理');

    const { filingId } = await opened(accountId, 'new-access', away.websites[0]?.domains[0] ?? '');
    await approvedAs(accountId, filingId, `${number}-1`);
    expect((await record(held)).open).toContain('change');
  });

  it('an order that its own person gives up is still called given up', async () => {
    const held = await lives.begin('first');
    const { filingId } = await opened(held.accountId, 'new-website', 'odd-up.cn');
    await instance.filings.change(filingId, held.accountId, () => ({ event: 'abandon' }));

    const { filings } = await listFilings({ applicantId: held.accountId }, instance);

    expect(filings.find((filing) => filing.filingId === filingId)?.stateLabel).toBe('已放弃');
  });
});
