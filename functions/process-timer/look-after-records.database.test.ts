import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Day } from '../../contracts/kit/beijing-time.ts';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { RecordEvent } from '../../contracts/review-desk/record-event.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { DomainFacts, Known } from '../../shared/domain/facts.ts';
import type { SeenWebsite, WebsiteCare } from '../../shared/domain/record/outside.ts';
import type { FiledRecord } from '../../shared/domain/record/record.ts';
import { countedCheck } from '../../shared/domain/record/website-care.ts';
import { type TestClock, testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database/database.ts';
import { type Instance, openInstance, openInstances } from '../../tests/support/database/instance.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import { lookAfterRecords } from './look-after-records.ts';
import type { Ports } from './ports.ts';

const DAY = 24 * 60 * 60;
/** 10:00 in Beijing. */
const START = '2026-09-01T02:00:00Z';

const FINE: SeenWebsite = { http: 'page', https: 'page', number: 'linked', addresses: ['119.29.29.29'] };
const SILENT: SeenWebsite = { http: 'silent', https: 'silent', number: 'no-page', addresses: [] };

let test: TestDatabase;
let clock: TestClock;
let instance: Instance;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  clock = testClock(START);
  instance = openInstance(test.url, clock);
  await test.empty('account');
  await test.query('delete from outbox');
  outside = { domainEnds: '2030-01-01', website: FINE };
  asked = [];
  unreadable = undefined;
  return () => instance.close();
});

/** What registries and websites say; a number: they fail. */
let outside: { domainEnds: Day | 'fails'; website: SeenWebsite | 'off' | 'fails' };
let asked: string[];
/** A domain about which nobody can be asked, by a fault of our own. */
let unreadable: string | undefined;

const domainFacts = (expiresOn: Day): DomainFacts => ({
  source: 'account',
  realName: 'approved',
  statuses: [],
  expiresOn,
});
const caseFacts = {
  domain: async (domain: string): Promise<Known<DomainFacts>> => {
    asked.push(domain);
    if (domain === unreadable) throw new Error('unreadable');
    return outside.domainEnds === 'fails' ? { known: false } : { known: true, value: domainFacts(outside.domainEnds) };
  },
  cloudService: async () => ({
    known: true,
    value: {
      inMainland: true,
      prepaid: true,
      publicIps: ['119.29.29.29'],
      createdAt: new Date(0),
      running: true,
      expiresAt: new Date('2030-01-01T00:00:00Z'),
    },
  }),
} as unknown as Ports['caseFacts'];
const websiteLooks = (): Ports['websiteLooks'] =>
  outside.website === 'off'
    ? undefined
    : {
        look: async (domain, { number, publicSecurity = '' }) => {
          asked.push(`http ${domain} ${number}${publicSecurity}`);
          if (outside.website === 'off' || outside.website === 'fails') throw new Failed('filed-websites', 'timeout');
          return outside.website;
        },
      };

const run = (onInstance: Instance = instance, remainingMs = () => 60_000) =>
  lookAfterRecords({ requestId: 'request', remainingMs }, { ...onInstance, caseFacts, websiteLooks: websiteLooks() });

/** An account with an approved first filing. */
async function filed(nth = 1) {
  const { accountId } = await instance.accounts.signIn(instance.ids.secret());
  const [filingId, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
  const contents = contentsOf(ENTERPRISE, websiteId);
  const siteOwner = { ...ENTERPRISE.principal, idValidTo: 'long-term' as const };
  const websites = contents.websites.map((website) => ({ ...website, domain: `site-${nth}.cn`, siteOwner }));
  const filing = { id: filingId, applicantId: accountId, filingType: 'first' } as const;
  await instance.filings.create({ ...filing, contents: { ...contents, principal: siteOwner, websites } });
  await test.query(`update filing set state = 'authority-review', round = 1 where id = $1`, [filingId]);
  const organizer = `粤ICP备${2026000000 + nth}号`;
  const numbers = { organizer, websites: { [websiteId]: `${organizer}-1` } };
  await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
  await test.query('delete from outbox');
  return { accountId, recordId: recordBegunBy(filingId), websiteId };
}
const reminders = async () =>
  (await test.query<{ payload: Record<string, unknown> }>("select payload from outbox where topic = 'reminder'")).map(
    ({ payload: { notification, recipient } }) => `${notification} → ${recipient}`,
  );
const outsideOf = async (accountId: string) => (await instance.records.listOwn(accountId))[0]?.outside;

describe('a look at records', () => {
  it('keeps nobody from theirs by a record that can’t be looked at, and says at the end what failed', async () => {
    const [broken, ...whole] = [
      await filed(1),
      await filed(2),
      await filed(3),
      await filed(4),
      await filed(5),
      await filed(6),
    ];
    outside.domainEnds = '2026-11-28';
    await run();
    clock.forward(30 * DAY);
    unreadable = 'site-1.cn';

    await expect(run()).rejects.toThrow('unreadable');

    expect(await outsideOf(broken.accountId)).toBeUndefined();
    for (const { accountId } of whole) expect(await outsideOf(accountId)).toMatchObject({ domains: expect.anything() });
    clock.forward(601);
    unreadable = undefined;
    expect(await run()).toEqual({ looked: 1, reminders: 2 });
  });

  it('asks nobody before a month is over: a website is opened after its approval', async () => {
    await filed();

    const counts = [await run(), await run()];
    clock.forward(30 * DAY - 1);
    counts.push(await run());

    expect(counts).toEqual([
      { looked: 1, reminders: 0 },
      { looked: 0, reminders: 0 },
      { looked: 0, reminders: 0 },
    ]);
    expect(asked).toEqual([]);
  });

  it('asks once a month, keeps what it finds, and reminds once of what runs out within 60 days', async () => {
    const { accountId, websiteId } = await filed();
    outside.domainEnds = '2026-11-28';
    await run();
    clock.forward(30 * DAY);
    const first = await run();
    clock.forward(29 * DAY);
    const between = await run();
    clock.forward(DAY);
    const second = await run();

    expect([first, between, second]).toEqual([
      { looked: 1, reminders: 2 },
      { looked: 0, reminders: 0 },
      { looked: 1, reminders: 2 },
    ]);
    expect(await reminders()).toEqual(['filed-expiring → account', 'filed-expiring → principal']);
    // In 广东 the organizer's number stands in the footer.
    const look = 'http site-1.cn 粤ICP备2026000001号';
    expect(asked).toEqual(['site-1.cn', look, 'site-1.cn', look]);
    expect(await outsideOf(accountId)).toEqual({
      domains: { 'site-1.cn': '2026-11-28' },
      servers: { [websiteId]: '2030-01-01' },
      websites: {
        [websiteId]: {
          look: 'fine',
          since: '2026-10-01T02:00:00.000Z',
          findings: {
            ...FINE,
            dns: 'filed',
            at: '2026-10-31T02:00:00.000Z',
            domain: 'site-1.cn',
            wanted: { number: '粤ICP备2026000001号' },
          },
        },
      },
    });
  });

  it('looks for the 公安备案号 that was entered, and not at a website of whoever has turned that off', async () => {
    const { accountId, recordId, websiteId } = await filed();
    const care = (decide: WebsiteCare) => instance.recordLooks.setCare(recordId, accountId, websiteId, () => decide);
    await care({ publicSecurityNumber: '粤公网安备44030502000001号' });
    await run();
    clock.forward(30 * DAY);
    await run();
    const before = (await outsideOf(accountId))?.websites;
    await care({ monthly: false });
    outside.website = SILENT;
    clock.forward(30 * DAY);
    await run();

    expect(asked).toEqual(['site-1.cn', 'http site-1.cn 粤ICP备2026000001号粤公网安备44030502000001号', 'site-1.cn']);
    expect((await outsideOf(accountId))?.websites).toEqual(before);
  });

  it('is kept for one website between the full looks, beside the others', async () => {
    const { accountId, recordId, websiteId } = await filed();
    const looked = { look: 'fine', since: '2026-09-01T02:00:00.000Z' } as const;
    await instance.recordLooks.keepLook(recordId, websiteId, looked);
    await instance.recordLooks.keepLook(recordId, 'w2', looked);

    expect(await outsideOf(accountId)).toEqual({
      domains: {},
      servers: {},
      websites: { [websiteId]: looked, w2: looked },
    });
  });

  it('is set by nobody but the holder, by many at once one after the other', async () => {
    const { accountId, recordId, websiteId } = await filed();
    const stranger = await instance.accounts.signIn(instance.ids.secret());
    const instances = await openInstances(3, test.url, clock);
    const one = ({ care }: FiledRecord) => countedCheck(care?.[websiteId] ?? {}, clock.now()) ?? raised();
    const raised = (): never => {
      throw new Refused('website.checked-enough');
    };

    const outcomes = await Promise.allSettled(
      [0, 1, 2, 0, 1, 2, 0].map((nth) => instances.nth(nth).recordLooks.setCare(recordId, accountId, websiteId, one)),
    );
    await instances.close();

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual([
      ...Array(5).fill('fulfilled'),
      'rejected',
      'rejected',
    ]);
    const foreign = instance.recordLooks.setCare(recordId, stranger.accountId, websiteId, () => ({}));
    await expect(foreign).rejects.toEqual(new Refused('record.unknown'));
  });

  it('does not look at websites unless the operator wants it', async () => {
    const { accountId } = await filed();
    outside.website = 'off';
    await run();
    clock.forward(30 * DAY);

    await run();

    expect(asked).toEqual(['site-1.cn']);
    expect((await outsideOf(accountId))?.websites).toEqual({});
  });

  it('tells of a website that is amiss after a second look, and no more until it has been fine', async () => {
    await filed();
    outside.website = SILENT;
    await run();
    clock.forward(30 * DAY);
    const told: string[][] = [];
    const lookAgain = async (days: number) => {
      clock.forward(days * DAY);
      await run();
      told.push((await reminders()).filter((line) => line.startsWith('website-amiss')));
    };
    await lookAgain(0);
    await lookAgain(1);
    await lookAgain(30);
    outside.website = FINE;
    await lookAgain(30);
    outside.website = { ...FINE, number: 'absent' };
    await lookAgain(30);
    await lookAgain(1);

    const once = ['website-amiss → account'];
    expect(told).toEqual([[], once, once, once, once, [...once, ...once]]);
  });

  it('keeps what was known when nobody answers', async () => {
    const { accountId } = await filed();
    await run();
    clock.forward(30 * DAY);
    await run();
    const before = await outsideOf(accountId);
    outside = { domainEnds: 'fails', website: 'fails' };
    clock.forward(30 * DAY);

    const counts = await run();

    expect(counts.looked).toBe(1);
    expect(await outsideOf(accountId)).toEqual(before);
  });

  it('reminds of a notice three days and a day before it is due; an answer ends that', async () => {
    const { accountId, recordId } = await filed();
    const inspection: RecordEvent = {
      recordId,
      sequence: 1,
      kind: 'inspection',
      at: clock.now(),
      websites: [],
      items: [{ reason: '电话无人接听' }],
      dueAt: new Date('2026-09-20T15:59:59Z'),
    };
    await instance.transactions.inTransaction(() => instance.recordEvents.keep(inspection));
    await instance.recordEvents.applyKept(recordId);
    await test.query('delete from outbox');
    await run();
    const at: string[][] = [];
    for (const days of [15, 1, 1]) {
      clock.forward(days * DAY);
      await run();
      at.push(await reminders());
    }
    const answer = { kind: 'notice-answered', at: clock.now().toISOString(), notice: 1, word: '已整改' } as const;
    await instance.records.change(recordId, accountId, () => answer);
    clock.forward(2 * DAY);
    await run();

    const messages = ['record-notice-due → account', 'record-notice-due → principal'];
    expect(at).toEqual([[], messages, messages]);
    expect(await reminders()).toEqual(messages);
    expect(asked).toEqual([]);
  });

  it('leaves a record that has moved on meanwhile to the next look', async () => {
    const { recordId } = await filed();
    await run();
    clock.forward(30 * DAY);
    const [due] = await instance.recordLooks.claimDue(clock.now(), 1, 600);
    await test.query('update record set version = 2 where id = $1', [recordId]);

    const isDone = due && (await instance.recordLooks.complete(due.record, clock.now()));

    expect(isDone).toBe(false);
  });

  it('looks at no record that has ended', async () => {
    const { recordId } = await filed();
    await test.query('update record set ended_at = now() where id = $1', [recordId]);

    expect(await run()).toEqual({ looked: 0, reminders: 0 });
  });

  it('leaves what it has no time for to the next run', async () => {
    for (let nth = 1; nth <= 12; nth += 1) await filed(nth);
    let left = 3;

    const counts = await run(instance, () => {
      left -= 1;
      return left > 0 ? 60_000 : 20_000;
    });
    const next = await run();

    expect([counts.looked, next.looked]).toEqual([10, 2]);
  });

  it('in many timers at once looks at every record once', async () => {
    for (let nth = 1; nth <= 20; nth += 1) await filed(nth);
    clock.forward(30 * DAY);
    const instances = await openInstances(3, test.url, clock);

    const runs = await Promise.all([0, 1, 2].map((nth) => run(instances.nth(nth))));
    await instances.close();

    expect(runs.reduce((sum, { looked }) => sum + looked, 0)).toBe(20);
    expect(new Set(asked).size).toBe(40);
    expect(asked).toHaveLength(40);
  });
});
