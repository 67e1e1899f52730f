import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import type { WebsiteFacts } from '../../shared/domain/rules/case.ts';
import { enterprise } from '../../shared/domain/rules/cases.ts';
import type { FilingCases } from '../../shared/ports/filings/filing-cases.ts';
import { type TestClock, testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database/database.ts';
import { type Instance, openInstance, openInstances } from '../../tests/support/database/instance.ts';
import { draftFiling, filingIn } from '../../tests/support/filings/filings.ts';
import { takeSteps } from './take-steps.ts';

const DAY = 24 * 60 * 60;
/** 10:00 in Beijing. */
const START = '2026-09-30T02:00:00Z';
const SERVER = { inMainland: true, prepaid: true, publicIps: [], createdAt: new Date(0), running: true };

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
  // Steps that other tests left due.
  await test.query('update filing set step_due_at = null');
  await test.query('delete from outbox');
  return () => instance.close();
});

/** When the domain and the server of every filing's one website expire. */
let ends: { domain: string | undefined; server: string | undefined };
const filingCases = {
  withResources: async ({ contents }: Filing) => ({
    ...enterprise,
    now: clock.now(),
    contents,
    facts: factsOf(contents),
  }),
} as unknown as FilingCases;

function factsOf({ websites }: FilingContents): Readonly<Record<string, WebsiteFacts>> {
  const { domain, server } = ends;
  const facts: WebsiteFacts = {
    domain: { known: true, value: { source: 'account', realName: 'approved', statuses: [], expiresOn: domain } },
    domainRecord: { known: false },
    cloudService:
      server === undefined ? { known: false } : { known: true, value: { ...SERVER, expiresAt: new Date(server) } },
  };
  return Object.fromEntries(websites.map(({ id }) => [id, facts]));
}

beforeEach(() => {
  ends = { domain: '2028-01-01', server: undefined };
});

const run = (onInstance: Instance = instance, remainingMs = () => 60_000) =>
  takeSteps({ requestId: 'request', remainingMs }, { ...onInstance, filingCases });
const reminders = async () =>
  (await test.query<{ payload: Record<string, unknown> }>("select payload from outbox where topic = 'reminder'")).map(
    ({ payload: { notification, recipient } }) => `${notification} → ${recipient}`,
  );
const stateOf = async ({ filingId }: { filingId: string }) => (await instance.reviews.findFiling(filingId)).state;
/** Deletes the messages of the change into a state. */
const arrivedAt = async (state: FilingState) => {
  const filing = await filingIn(instance, state);
  await test.query('delete from outbox');
  return filing;
};

describe('the process timer', () => {
  it('does nothing before the due time', async () => {
    const filing = await draftFiling(instance);
    clock.forward(25 * DAY - 1);

    const counts = await run();

    expect(counts).toEqual({ reminded: 0, ended: 0, checked: 0, passed: 0, raced: 0 });
    expect(await stateOf(filing)).toBe('draft');
  });

  it('reminds of a draft on its 25th day, once, and expires it after the 30th', async () => {
    const filing = await draftFiling(instance);
    clock.forward(25 * DAY);
    const first = [await run(), await run()];
    clock.forward(5 * DAY + 14 * 60 * 60 - 1);
    const before = await run();
    clock.forward(1);

    const last = await run();

    expect(first.map(({ reminded }) => reminded)).toEqual([1, 0]);
    expect(await reminders()).toEqual(['draft-expiring → account']);
    expect([before.ended, last.ended]).toEqual([0, 1]);
    expect(await stateOf(filing)).toBe('expired');
    expect((await instance.filings.historyOf(filing.filingId)).at(-1)).toMatchObject({ event: 'expire', version: 2 });
  });

  it('counts anew when a draft is changed', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    clock.forward(25 * DAY);
    await run();
    await instance.filings.change(filingId, applicantId, () => ({ event: 'save' }));
    clock.forward(25 * DAY);

    const counts = await run();

    expect(counts).toMatchObject({ reminded: 1, ended: 0 });
    expect(await reminders()).toEqual(['draft-expiring → account', 'draft-expiring → account']);
  });

  it.each<FilingState>(['returned', 'authority-returned'])(
    'reminds of a filing that is %s on the 40th day, and makes it a draft after the 45th; saving prolongs nothing',
    async (state) => {
      const filing = await arrivedAt(state);
      clock.forward(20 * DAY);
      await instance.filings.change(filing.filingId, filing.applicantId, () => ({ event: 'save' }));
      clock.forward(20 * DAY);
      await run();
      const told = await reminders();
      clock.forward(6 * DAY);

      await run();

      expect(told).toEqual(['correction-expiring → account']);
      expect(await instance.reviews.findFiling(filing.filingId)).toMatchObject({ state: 'draft', flagged: [] });
    },
  );

  it('ends an ending that was returned after the 45th day, without a word of mending it', async () => {
    const { filingId } = await arrivedAt('returned');
    await test.query("update filing set filing_type = 'end-access' where id = $1", [filingId]);
    clock.forward(40 * DAY);
    await run();
    const told = await reminders();
    clock.forward(6 * DAY);

    await run();

    expect(told).toEqual([]);
    expect(await instance.reviews.findFiling(filingId)).toMatchObject({ state: 'abandoned', flagged: [] });
  });

  it('reminds of the SMS verification after 18 hours, and again when it was restarted', async () => {
    const { filingId } = await arrivedAt('sms-verification');
    clock.forward(18 * 60 * 60);
    await run();
    const first = await reminders();
    await instance.reviews.changeFiling(filingId, () => ({ event: 'time-out-sms' }));
    await instance.reviews.changeFiling(filingId, () => ({ event: 'send-sms' }));
    await test.query('delete from outbox');
    clock.forward(18 * 60 * 60);

    await run();

    expect(first).toEqual(['sms-unconfirmed → account', 'sms-unconfirmed → principal']);
    expect(await reminders()).toEqual(first);
  });

  it('reminds of the SMS verification by the desk’s time, also when its verdict was fetched later', async () => {
    const { filingId } = await arrivedAt('queued');
    const decided = clock.now();
    clock.forward(3 * 60 * 60);
    await instance.reviews.changeFiling(filingId, () => ({ event: 'send-sms', since: decided }));
    clock.forward(15 * 60 * 60);

    const counts = await run();

    expect(counts).toMatchObject({ reminded: 1 });
  });

  it('reminds of 公安备案 a day and 25 days after the approval', async () => {
    await arrivedAt('approved');
    const counts: number[] = [];
    for (const days of [1, 23, 1, 30]) {
      clock.forward(days * DAY);
      counts.push((await run()).reminded);
    }

    expect(counts).toEqual([1, 0, 1, 0]);
    expect(await reminders()).toEqual(['public-security → account', 'public-security → account']);
  });

  it('reminds of no 公安备案 once its number is entered', async () => {
    const { filingId, applicantId } = await arrivedAt('authority-review');
    await instance.reviews.changeFiling(filingId, ({ contents: { websites } }) => {
      const numbers = Object.fromEntries(websites.map(({ id }) => [id, '粤ICP备2026000088号-1']));
      return { event: 'approve', numbers: { organizer: '粤ICP备2026000088号', websites: numbers } };
    });
    const [record] = await instance.records.listOwn(applicantId);
    const [website] = record?.contents.websites ?? [];
    clock.forward(DAY);
    await run();
    await test.query('delete from outbox');
    if (record && website)
      await instance.recordLooks.setCare(record.id, applicantId, website.id, () => ({
        publicSecurityNumber: '粤公网安备44030502000001号',
      }));
    clock.forward(24 * DAY);

    const counts = await run();

    expect([website?.filingId, counts.reminded]).toEqual([filingId, 1]);
    expect(await reminders()).toEqual([]);
  });

  it.each(['change', 'cancel-website'])('reminds of no 公安备案 after a filing of type %s', async (type) => {
    const { filingId } = await arrivedAt('approved');
    await test.query('update filing set filing_type = $2 where id = $1', [filingId, type]);
    clock.forward(26 * DAY);

    await run();

    expect(await reminders()).toEqual([]);
  });

  it('says of no domain that it expires to whoever ends a website', async () => {
    const { filingId } = await arrivedAt('authority-review');
    await test.query("update filing set filing_type = 'cancel-website' where id = $1", [filingId]);
    ends = { domain: '2026-10-20', server: '2026-10-31T00:00:00Z' };
    clock.forward(DAY);

    const counts = await run();

    expect(counts).toMatchObject({ checked: 1 });
    expect(await reminders()).toEqual([]);
  });

  it('reminds during a review of what expires within 30 days, once per expiry date', async () => {
    await arrivedAt('authority-review');
    ends = { domain: '2026-10-20', server: '2026-10-31T00:00:00Z' };
    clock.forward(DAY);
    const first = await run();
    const told = await reminders();
    clock.forward(7 * DAY);
    await run();
    const again = await reminders();
    ends = { domain: '2026-11-01', server: '2026-10-31T00:00:00Z' };
    clock.forward(7 * DAY);

    await run();

    expect(first).toMatchObject({ checked: 1 });
    expect(told).toEqual(['resource-expiring → account', 'resource-expiring → account']);
    expect(again).toEqual(told);
    expect(await reminders()).toHaveLength(3);
  });

  it('does not remind of what lasts longer, or of what is unknown', async () => {
    await arrivedAt('submitted');
    ends = { domain: '2026-11-01', server: undefined };
    clock.forward(DAY);

    await run();

    expect(await reminders()).toEqual([]);
  });

  it('after an outage sends only what is still true', async () => {
    const filing = await draftFiling(instance);
    clock.forward(40 * DAY);

    const counts = await run();

    expect(counts).toMatchObject({ reminded: 0, ended: 1 });
    expect(await stateOf(filing)).toBe('expired');
    expect(await reminders()).toEqual([]);
  });

  it('leaves steps for which it has no time to the next run', async () => {
    for (let made = 0; made < 3; made += 1) await draftFiling(instance);
    clock.forward(31 * DAY);
    let left = 3;

    const counts = await run(instance, () => {
      left -= 1;
      return left > 0 ? 60_000 : 20_000;
    });
    clock.forward(601);
    const next = await run();

    expect([counts.ended, next.ended]).toEqual([1, 2]);
  });
});

describe('many concurrent process timers', () => {
  it('run every step once', async () => {
    const drafts: { filingId: string }[] = [];
    for (let made = 0; made < 60; made += 1) drafts.push(await draftFiling(instance));
    for (let made = 0; made < 20; made += 1) await arrivedAt('sms-verification');
    clock.forward(31 * DAY);
    const instances = await openInstances(4, test.url, clock);

    const runs = await Promise.all([0, 1, 2, 3].map((call) => run(instances.nth(call))));
    await instances.close();

    const sum = (outcome: 'ended' | 'reminded' | 'raced') => runs.reduce((total, counts) => total + counts[outcome], 0);
    expect([sum('ended'), sum('reminded'), sum('raced')]).toEqual([60, 20, 0]);
    expect(await Promise.all(drafts.map(stateOf))).toEqual(drafts.map(() => 'expired'));
    expect(await reminders()).toHaveLength(40);
  });

  it('[S5] repeat a step that died before its commit, and its reminder is sent once', async () => {
    await arrivedAt('sms-verification');
    clock.forward(18 * 60 * 60);
    const dying = {
      ...instance,
      outbox: {
        ...instance.outbox,
        add: async () => {
          throw new Error('killed');
        },
      },
    };

    await expect(run(dying)).rejects.toThrow('killed');
    const early = await run();
    clock.forward(601);
    const late = await run();

    expect([early.reminded, late.reminded]).toEqual([0, 1]);
    expect(await reminders()).toHaveLength(2);
  });

  it('skip a filing that its applicant is changing', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    clock.forward(31 * DAY);
    const other = openInstance(test.url, clock);
    // They save after the timer has claimed the filing.
    const saving = {
      ...instance,
      timedSteps: {
        ...instance.timedSteps,
        claimDue: async (...args: Parameters<Instance['timedSteps']['claimDue']>) => {
          const claimed = await instance.timedSteps.claimDue(...args);
          if (claimed.length > 0) await other.filings.change(filingId, applicantId, () => ({ event: 'save' }));
          return claimed;
        },
      },
    };

    const counts = await run(saving);
    await other.close();

    expect(counts).toMatchObject({ ended: 0, raced: 1 });
    expect(await stateOf({ filingId })).toBe('draft');
  });

  it('find due steps by the index, however many filings there are', async () => {
    await draftFiling(instance);
    await test.query(`
      insert into filing (id, applicant_id, filing_type, state, version, round, last_verdict, contents_sealed, certificate_index,
        domains, flagged, step_due_at, state_since, created_at, updated_at)
      select gen_random_uuid(), (select id from account limit 1), 'first', 'expired', 1, 1, 0, '', '', '{}', '[]',
        now() + n * interval '1 second', now(), now(), now() from generate_series(1, 5000) n`);
    await test.query('analyze filing');

    const plan = await test.query<{ 'QUERY PLAN': string }>(
      'explain select id from filing where step_due_at <= now() order by step_due_at, id limit 20 for update skip locked',
    );
    await test.query("delete from filing where contents_sealed = ''");

    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Scan using filing_step_due/);
  });
});
