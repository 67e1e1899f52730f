import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import type { Contents } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import { TEN_WAYS } from '../../../../tests/support/ten-ways.ts';
import { contract as sessionContract } from '../../session/contract.ts';
import { declareTie } from '../../session/ties.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
let room: DeskRoom;
let authorityDesk: SignedInStaff;
let lin: SignedInStaff;
let lead: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty(
    'desk.review_case',
    'desk.filing',
    'desk.record',
    'desk.listed_entry',
    'desk.proposal',
    'desk.declared_tie',
  );
  await room.test.query('update desk.authority_list set version = 0');
  authorityDesk = await room.signIn('唐泊', 'authority-desk');
  lin = await room.signIn('林悦', 'reviewer');
  lead = await room.signIn('周敏', 'lead');
});

/** Where a kind of value stands in a package, and how it is called in a list, in a tie and at the desk. */
const KINDS = [
  {
    kind: 'creditCode',
    at: 'certificateNumber',
    word: '主办者',
    tie: 'organizer',
    row: 'eligibility.certificateNumber',
  },
  { kind: 'idNumber', at: 'idNumber', word: '负责人', tie: 'person', row: 'principal.idNumber' },
  { kind: 'domain', at: 'domain', word: '域名', tie: undefined, row: 'websites.0.domain' },
  { kind: 'mobile', at: 'mobile', word: undefined, tie: 'phone', row: undefined },
  { kind: 'landline', at: 'officePhone', word: undefined, tie: 'phone', row: undefined },
  { kind: 'name', at: 'organizerName', word: undefined, tie: undefined, row: undefined },
] as const;

/** A case for each way in which a value is written. */
async function casesOf({ kind, at }: (typeof KINDS)[number]): Promise<readonly string[]> {
  const cases: string[] = [];
  for (const way of TEN_WAYS[kind].ways) cases.push((await room.receive({ [at]: way } as Contents)).caseId);
  return cases;
}

async function blackList(text: string, version = 0) {
  const body = { version, dueAt: '2026-12-03T10:00:00.000Z', text };
  const { body: proposed } = await room.call(authorityDesk, 'POST /v1/authority-lists/black/proposals', body);
  return room.call(lead, `PUT /v1/proposals/${proposed.proposalId}`, { confirms: true });
}

const secondViews = async () =>
  (await room.test.query<{ second_view: string[] }>('select second_view from desk.review_case')).map((row) =>
    row.second_view.includes('black-listed'),
  );

describe('one value written ten ways', () => {
  it.each(KINDS.filter(({ word }) => word))('on the black list meets every case that comes: $kind', async (kind) => {
    await blackList(`${kind.word},${TEN_WAYS[kind.kind].ways[3]}`);

    const cases = await casesOf(kind);

    expect(await secondViews()).toEqual(Array(10).fill(true));
    await room.call(lead, `POST /v1/cases/${cases[9]}/lease`);
    const { body } = await room.call(lead, `GET /v1/cases/${cases[9]}`);
    const listed = body.rows.filter((row: { findings: { ruleId: string }[] }) =>
      row.findings?.some(({ ruleId }) => ruleId === 'BL-01'),
    );
    expect(listed.map(({ row }: { row: string }) => row)).toContain(kind.row);
  });

  it.each(KINDS.filter(({ word }) => word))(
    'on a black list that comes later meets every case, and is one line: $kind',
    async (kind) => {
      await casesOf(kind);

      const { body } = await blackList(TEN_WAYS[kind.kind].ways.map((way) => `${kind.word},${way}`).join('\n'));

      expect(body).toEqual({ state: 'confirmed', added: 1, released: 0 });
      expect(await secondViews()).toEqual(Array(10).fill(true));
    },
  );

  it('in a list of domains meets the live record of the site, and is shown as people read it', async () => {
    const { form, ways } = TEN_WAYS.domain;
    const number = '粤ICP备2026000009号';
    const websites = [{ number: `${number}-1`, domains: [form], state: 'live' }];
    const recordId = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b02';
    const change = { recordId, number, version: 1, state: 'live', websites, notices: [] };
    await room.knownRecords.keep({ changes: [change as never], next: 1, more: false });

    await blackList(`域名,${ways[0]}`);

    const { tasks } = (await room.call(authorityDesk, 'GET /v1/authority-lists')).body;
    expect(tasks).toMatchObject([{ value: '云帆.中国', records: [{ number }] }]);
  });

  it.each(KINDS.filter(({ tie }) => tie))('in a tie keeps every case from who declared it: $kind', async (kind) => {
    const cases = await casesOf(kind);
    for (const value of [TEN_WAYS[kind.kind].form, TEN_WAYS[kind.kind].ways[4]]) {
      const body = { kind: kind.tie ?? 'phone', relation: 'family' as const, value };
      expect(sessionContract.declareTie.body?.safeParse(body).success).toBe(true);
      await declareTie({ staff: lin, body }, room);

      const tied = await Promise.all(cases.map((caseId) => room.declaredTies.isTied(lin.staffId, caseId)));

      expect(tied).toEqual(Array(10).fill(true));
      await room.test.empty('desk.declared_tie');
    }
  });

  it('of an office phone meets whoever has another extension of the switchboard, and no other number', async () => {
    const cases = [
      await room.receive({ officePhone: '0755-12345678' }),
      await room.receive({ officePhone: '(0755)12345678转801' }),
      await room.receive({ officePhone: '0755-12345679-123' }),
    ];
    await declareTie(
      { staff: lin, body: { kind: 'phone', relation: 'company', value: '075512345678 分机 123' } },
      room,
    );

    const tied = await Promise.all(cases.map(({ caseId }) => room.declaredTies.isTied(lin.staffId, caseId)));

    expect(tied).toEqual([true, true, false]);
  });

  it.each(KINDS)('is found however it is looked for: $kind', async (kind) => {
    const cases = new Set(await casesOf(kind));
    for (const text of TEN_WAYS[kind.kind].ways) {
      const { body } = await room.call(lead, 'POST /v1/cases/search', { text, reason: 'complaint' });

      expect(new Set(body.cases.map(({ caseId }: { caseId: string }) => caseId))).toEqual(cases);
    }
  });
});

describe('a number to declare', () => {
  it.each([
    ['phone', '12'],
    ['phone', '请打电话'],
    ['person', '1234'],
    ['organizer', '深圳云帆'],
  ] as const)('as a %s is refused when it is none: %s', (kind, value) => {
    const { error } = sessionContract.declareTie.body?.safeParse({ kind, relation: 'self', value }) ?? {};

    expect(error?.issues).toMatchObject([
      { path: ['value'], message: '请填写完整的证件号码或电话号码（固定电话带区号，分机写在后面）。' },
    ]);
  });
});
