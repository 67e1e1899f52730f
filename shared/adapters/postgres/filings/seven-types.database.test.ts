import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../../../contracts/kit/record-id.ts';
import type { FilingNumbers } from '../../../../contracts/review-desk/filing-numbers.ts';
import { openFromRecord } from '../../../../functions/filing/open-from-record.ts';
import { fileEnding } from '../../../../functions/records/file-ending.ts';
import type { Ports as RecordRoom } from '../../../../functions/records/ports.ts';
import { withdraw } from '../../../../functions/submission/withdraw.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf, submission } from '../../../../tests/support/filings/filings.ts';
import { applyKept } from '../../../application/apply-kept.ts';
import { isEnding } from '../../../domain/filing/ending-types.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import { FILING_TYPE_NAMES, type FilingType } from '../../../domain/filing/filing-types.ts';
import { type FilingEvent, hasUnfinished } from '../../../domain/filing/machine.ts';
import { liveAccesses, liveWebsites } from '../../../domain/record/record.ts';

/** What comes of a filing of each of the seven types, at the database: approved, lost half-way, returned, withdrawn. */

const { test, instance } = await testInstance();
beforeEach(() => test.empty('account'));

const NUMBER = '粤ICP备2026000001号';

async function create(applicantId: string, filingType: FilingType, domain: string, number: string) {
  const [filingId, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
  const { websites, ...contents } = contentsOf(ENTERPRISE, websiteId);
  const sites = websites.map((site) => ({ ...site, domain }));
  await instance.filings.create({ id: filingId, applicantId, filingType, contents: { ...contents, websites: sites } });
  const numbers: FilingNumbers = { organizer: NUMBER, websites: { [websiteId]: number } };
  return { applicantId, filingId, websiteId, numbers };
}

const decide = async (filingId: string, ...events: readonly FilingEvent[]) => {
  for (const event of events)
    await instance.reviews.changeFiling(filingId, (filing) => (event === 'submit' ? submission(filing) : { event }));
};

async function recorded(applicantId: string) {
  const first = await create(applicantId, 'first', 'yunfan-keji.cn', `${NUMBER}-1`);
  await decide(first.filingId, 'submit', 'accept', 'send-sms', 'confirm-sms');
  await instance.reviews.changeFiling(first.filingId, () => ({ event: 'approve', numbers: first.numbers }));
  return first;
}

/** A filing of this type that is handed in, about the account's record unless it begins one. */
async function handedIn(type: FilingType) {
  const { accountId: applicantId } = await instance.accounts.signIn(instance.ids.secret());
  const record = type === 'first' ? undefined : await recorded(applicantId);
  const filing = await opened(type, applicantId, record);
  if (!isEnding(type)) await decide(filing.filingId, 'submit');
  return { ...filing, applicantId };
}

async function opened(type: FilingType, applicantId: string, record: Awaited<ReturnType<typeof recorded>> | undefined) {
  const recordId = recordBegunBy(record?.filingId ?? '');
  if (type === 'change') {
    const { id } = await openFromRecord(applicantId, { recordId, filingType: 'change' }, instance);
    await instance.filings.change(id, applicantId, ({ contents }) => ({
      event: 'save',
      contents: { ...contents, organizer: { ...ENTERPRISE.organizer, remark: '主体备注' } },
    }));
    return { filingId: id, numbers: undefined };
  }
  if (!isEnding(type)) {
    const isAnother = type === 'new-website';
    return create(applicantId, type, isAnother ? 'yunfan-shop.cn' : 'yunfan-keji.cn', `${NUMBER}-${isAnother ? 2 : 1}`);
  }
  const command = {
    applicantId,
    recordId,
    filingType: type,
    ...(type !== 'cancel-organizer' && { websiteId: record?.websiteId ?? '' }),
    body: { reason: 'not-run', confirmed: ['FT-41', 'FT-43', 'FT-44'], code: '' },
  } as const;
  const room = { ...instance, endings: { initialReview: true } } as unknown as RecordRoom;
  const { filingId } = await instance.transactions.inTransaction(() => fileEnding.commit(command, undefined, room));
  return { filingId, numbers: undefined };
}

/** The records of an account: version, remark, and each live website with its accesses here. */
const words = async (accountId: string) =>
  (await instance.records.listOwn(accountId)).map((record) => {
    const { organizer, ended } = record.contents;
    const sites = liveWebsites(record).map((site) => `${site.number.replace(NUMBER, '')} ${liveAccesses(site).length}`);
    return [`v${record.version}`, ended && '已注销', organizer?.remark, ...sites].filter(Boolean).join(' ');
  });

const filingOf = ({ filingId, applicantId }: { readonly filingId: string; readonly applicantId: string }) =>
  instance.filings.findOwn(filingId, applicantId);

/** What each approval makes of the record with one website and one access. */
const APPROVED: Readonly<Record<FilingType, string>> = {
  first: 'v1 -1 1',
  'new-website': 'v2 -1 1 -2 1',
  'new-access': 'v2 -1 2',
  change: 'v2 主体备注 -1 1',
  'end-access': 'v2 -1 0',
  'cancel-website': 'v2',
  'cancel-organizer': 'v2 已注销',
};

describe.each(FILING_TYPE_NAMES)('%s', (type) => {
  const unchanged = type === 'first' ? [] : ['v1 -1 1'];
  const isFree = async ({ applicantId }: { readonly applicantId: string }) =>
    !hasUnfinished(await instance.filings.listOwn(applicantId));

  it('that is approved, and whose instance dies between state and record, has both or neither', async () => {
    const filing = await handedIn(type);
    const { applicantId, filingId, numbers } = filing;
    await decide(filingId, 'accept', 'send-sms', 'confirm-sms');
    const at = new Date('2026-11-24T02:00:00Z');
    const verdict = { filingId, round: 1, sequence: 1, kind: 'approved', at, flagged: [], numbers };
    await instance.reviews.keepVerdict(verdict);
    await test.query(
      `create function die() returns trigger language plpgsql as $$ begin raise exception 'the instance died'; end $$;
       create trigger dies before insert on record_version for each row execute function die()`,
    );

    await expect(applyKept(filingId, instance.reviews)).rejects.toThrow();
    const died: readonly [Filing['state'], readonly string[]] = [
      (await filingOf(filing)).state,
      await words(applicantId),
    ];
    await test.query('drop trigger dies on record_version; drop function die()');
    const again = [await applyKept(filingId, instance.reviews), await applyKept(filingId, instance.reviews)];

    expect(died).toEqual(['authority-review', unchanged]);
    expect(again).toMatchObject([{ applied: 1 }, { applied: 0 }]);
    expect([(await filingOf(filing)).state, await words(applicantId)]).toEqual(['approved', [APPROVED[type]]]);
  });

  it.each([
    ['the desk', ['return'], 'returned'],
    ['the authority', ['accept', 'send-sms', 'confirm-sms', 'authority-return'], 'authority-returned'],
  ] as const)('that %s returns changes nothing of the record, and may be given up', async (_, events, state) => {
    const filing = await handedIn(type);

    await decide(filing.filingId, ...events);
    const returned = (await filingOf(filing)).state;
    await decide(filing.filingId, 'abandon');

    expect(returned).toBe(state);
    expect(await words(filing.applicantId)).toEqual(unchanged);
    expect(await isFree(filing)).toBe(true);
  });

  it('that is withdrawn changes nothing of the record: a draft goes on, an ending is over', async () => {
    const filing = await handedIn(type);

    const { state } = await withdraw(filing, instance);

    expect(state).toBe(isEnding(type) ? 'abandoned' : 'draft');
    expect(await words(filing.applicantId)).toEqual(unchanged);
    expect(await isFree(filing)).toBe(isEnding(type));
  });
});
