import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EndingType } from '../../contracts/data/endings.ts';
import { openFromRecord } from '../../functions/filing/open-from-record.ts';
import { personalData } from '../../functions/me/personal-data.ts';
import { showMe } from '../../functions/me/show-me.ts';
import { answerNotice, extendNotice } from '../../functions/records/answer-notice.ts';
import { fileEnding } from '../../functions/records/file-ending.ts';
import { listRecords } from '../../functions/records/list-records.ts';
import { listTransfers } from '../../functions/records/list-transfers.ts';
import { showEnding } from '../../functions/records/plan-ending.ts';
import { showRecord } from '../../functions/records/show-record.ts';
import { deleteExpired } from '../../functions/retention/delete-expired.ts';
import { placeIn, ROW_KEYS, type SealedTable } from '../../shared/adapters/postgres/sealing/sealed-place.ts';
import { papersOfEnding } from '../../shared/domain/record/ending-papers.ts';
import { testClock } from '../support/clock.ts';
import { testSeal } from '../support/database/instance.ts';
import { testInstance } from '../support/database/test-instance.ts';
import { clearValuesIn } from '../support/desk/clear-values.ts';
import { type Held, LIVES, type Life, recordLives } from '../support/filings/record-lives.ts';

/** Every operation of a record on every path of its life: what can't be done is refused, and nothing else happens. */

const clock = testClock('2026-11-27T02:00:00Z');
const { test, instance } = await testInstance(clock);
const lives = recordLives(instance, clock);
beforeEach(async () => {
  await test.empty('account', 'caller_limit', 'record');
});

type Operation = (held: Held) => Promise<unknown>;

const ending =
  (filingType: EndingType): Operation =>
  (held) =>
    lives.end(held, filingType);

/** Papers in place of the code. */
async function endByPapers({ accountId: applicantId, recordId }: Held): Promise<void> {
  const { contents } = await instance.records.findOwn(recordId, applicantId);
  const papers = papersOfEnding(contents.subject.organizerKind, contents.principal);
  const documentIds = await Promise.all(papers.map((paper) => picture(applicantId, paper)));
  const body = { reason: 'not-run', confirmed: ['FT-44'], documentIds } as const;
  const command = { applicantId, recordId, filingType: 'cancel-organizer', body } as const;
  await fileEnding.prepare(command, lives.room);
  await instance.transactions.inTransaction(() => fileEnding.commit(command, undefined, lives.room));
}

async function picture(applicantId: string, paper: ReturnType<typeof papersOfEnding>[number]): Promise<string> {
  const id = instance.ids.uuid();
  const grant = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${instance.ids.secret()}` };
  const most = { since: new Date(0), grants: 100, bytes: 100 };
  await instance.documents.create({ id, filingId: undefined, applicantId, ...paper, ...grant }, most);
  await instance.documents.change(id, 'waiting', { state: 'ready', cleanKey: `clean/${instance.ids.secret()}` });
  return id;
}

async function notice(held: Held, act: typeof extendNotice | typeof answerNotice): Promise<void> {
  await lives.tell(held, 'inspection');
  const of = { applicantId: held.accountId, recordId: held.recordId, notice: 1 };
  await act({ ...of, body: { word: '网站已恢复访问' } }, lives.room);
}

async function claimAgain({ recordId, accountId, number }: Held): Promise<void> {
  const { contents } = await instance.records.findOwn(recordId, accountId);
  const { subject, principal = ENTERPRISE.principal } = contents;
  const ids = { record: recordId, websites: [] };
  await instance.records.claim(ids, await lives.account(), { number, subject, principal, websites: [] });
}

const OPERATIONS = {
  list: ({ accountId: applicantId }) => listRecords({ applicantId }, lives.room),
  show: ({ accountId: applicantId, recordId }) => showRecord({ applicantId, recordId }, lives.room),
  'list transfers': ({ accountId: applicantId }) => listTransfers({ applicantId }, lives.room),
  change: ({ accountId, recordId }) => openFromRecord(accountId, { recordId, filingType: 'change' }, instance),
  'extend a notice': (held) => notice(held, extendNotice as typeof answerNotice),
  'answer a notice': (held) => notice(held, answerNotice),
  'plan an ending': ({ accountId: applicantId, recordId }) =>
    showEnding({ applicantId, recordId, filingType: 'cancel-organizer' }, lives.room),
  'end access by code': ending('end-access'),
  'cancel website by code': ending('cancel-website'),
  'cancel organizer by code': ending('cancel-organizer'),
  'cancel by papers': endByPapers,
  'transfer by code': (held) => lives.transfer(held),
  'claim by another': claimAgain,
  export: ({ accountId }) => personalData(accountId, lives.me),
  erase: ({ accountId }) => lives.erase(accountId),
  'erase former holder': ({ formerId }) => (formerId === undefined ? Promise.resolve('-') : lives.erase(formerId)),
} as const satisfies Record<string, Operation>;

/** One column a life, in the order of `LIVES`; `ok`: done, `-`: there is nobody. All else is the refusal. */
const EXPECTED: Readonly<Record<keyof typeof OPERATIONS, readonly string[]>> = {
  list: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  show: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  'list transfers': ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  change: ['ok', 'ok', 'ok', 'ok', 'ok', 'record.ended', 'record.empty', 'record.ended'],
  'extend a notice': ['ok', 'ok', 'ok', 'ok', 'ok', 'notice.unknown', 'ok', 'notice.unknown'],
  'answer a notice': ['ok', 'ok', 'ok', 'ok', 'ok', 'notice.unknown', 'ok', 'notice.unknown'],
  'plan an ending': ['ok', 'ok', 'ok', 'ok', 'ok', 'record.ended', 'ok', 'record.ended'],
  'end access by code': ['ok', 'ok', 'ok', 'ok', 'ok', 'record.ended', 'website.unknown', 'record.ended'],
  'cancel website by code': ['ok', 'ok', 'ok', 'ok', 'ok', 'record.ended', 'website.unknown', 'record.ended'],
  'cancel organizer by code': ['ok', 'ok', 'ok', 'ok', 'ok', 'record.ended', 'ok', 'record.ended'],
  'cancel by papers': ['ok', 'ok', 'ok', 'ok', 'ok', 'record.ended', 'ok', 'record.ended'],
  'transfer by code': [...['ok', 'ok', 'ok', 'ok', 'ok'], ...['transfer.record-ended', 'ok', 'transfer.record-ended']],
  'claim by another': [
    ...['claim.taken', 'claim.taken', 'claim.taken', 'claim.taken', 'claim.taken'],
    ...['claim.taken', 'claim.taken', 'claim.taken'],
  ],
  export: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  erase: [
    ...['account.active-filing', 'account.active-filing', 'account.active-filing'],
    ...['account.active-filing', 'account.active-filing', 'ok', 'account.active-filing', 'ok'],
  ],
  'erase former holder': ['-', '-', '-', 'ok', 'session.invalid', '-', '-', '-'],
};

async function outcomeOf(operation: Operation, held: Held): Promise<string> {
  try {
    return (await operation(held)) === '-' ? '-' : 'ok';
  } catch (error) {
    const { refusal } = error as { readonly refusal?: string };
    if (refusal === undefined) throw error;
    return refusal;
  }
}

/** Every value of every table, what is sealed opened. */
async function everything(): Promise<string> {
  const seal = testSeal();
  const tables = await test.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const texts: string[] = [];
  for (const { name } of tables)
    for (const row of await test.query(`select * from "${name}"`)) {
      texts.push(JSON.stringify(row));
      for (const [column, value] of Object.entries(row))
        if (name in ROW_KEYS && column.endsWith('_sealed') && value)
          texts.push(seal.open(value as Buffer, placeIn(name as SealedTable, column, row)));
    }
  return texts.join('\n');
}

const VALUES = {
  organizer: ENTERPRISE.organizer.name,
  certificate: ENTERPRISE.licence.creditCode,
  name: ENTERPRISE.principal.name,
  number: ENTERPRISE.principal.idNumber,
  mobile: ENTERPRISE.principal.mobile,
  mailbox: ENTERPRISE.principal.email,
  domain: '-1.cn',
};

describe.each(Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[])('%s', (name) => {
  it.each(LIVES.map((life, index) => [life, EXPECTED[name][index]] as const))(
    'of a record that is %s: %s',
    async (life, outcome) => {
      const held = await lives.begin(life);

      expect(await outcomeOf(OPERATIONS[name], held)).toBe(outcome);
    },
  );
});

describe('whoever has cancelled everything', () => {
  const ways: readonly (readonly [Life, readonly EndingType[]])[] = [
    ['first', ['cancel-organizer']],
    ['second website', ['cancel-organizer']],
    ['claimed', ['cancel-website', 'cancel-organizer']],
    ['transferred', ['cancel-organizer']],
    ['old holder erased', ['cancel-website', 'cancel-organizer']],
    ['last website cancelled', ['cancel-organizer']],
  ];
  it.each(ways)(
    'of a record that is %s, by %s, is told so and may be erased; nothing of anybody is left',
    async (life, endings) => {
      const held = await lives.begin(life);
      const before = await showMe({ applicantId: held.accountId }, lives.me);
      for (const filingType of endings) await lives.ended(held, filingType);
      const after = await showMe({ applicantId: held.accountId }, lives.me);

      await lives.erase(held.accountId);
      if (held.formerId !== undefined && life !== 'old holder erased') await lives.erase(held.formerId);

      expect([before.erasable, after]).toMatchObject([false, { erasable: true, activeFilings: 0 }]);
      expect(clearValuesIn(await everything(), VALUES)).toEqual([]);
    },
  );

  it.each(['organizer cancelled', 'forced', 'transferred'] as const)(
    'of a record that is %s and does nothing more has nothing left after thirty days, but what happened',
    async (life) => {
      const held = await lives.begin(life);
      if (life === 'transferred') await lives.ended(held, 'cancel-organizer');
      const retention = () =>
        deleteExpired({ requestId: 'a run', remainingMs: () => 60_000 }, { ...lives.me, ...instance });
      clock.forward(29 * 24 * 3600);
      await retention();
      const early = clearValuesIn(await everything(), VALUES);
      clock.forward(2 * 24 * 3600);

      const counts = await retention();

      expect(early).toEqual(Object.keys(VALUES));
      expect(counts).toMatchObject({ 'ended-records': 1, 'ended-filings': life === 'forced' ? 1 : 2 });
      expect(clearValuesIn(await everything(), VALUES)).toEqual([]);
      expect(await test.query(`select state from filing where state <> 'approved' or step_due_at is not null`)).toEqual(
        [],
      );
      expect(await test.query('select 1 from desk_question')).toEqual([]);
      expect(await outcomeOf(OPERATIONS.erase, held)).toBe('ok');
    },
  );
});
