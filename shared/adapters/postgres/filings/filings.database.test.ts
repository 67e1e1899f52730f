import { INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf, draftFiling, filingIn, submission } from '../../../../tests/support/filings/filings.ts';
import { type FilingEvent, type FilingState, follow, TRANSITIONS } from '../../../domain/filing/machine.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const newApplicant = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;
const newFiling = (applicantId: string) => {
  const id = instance.ids.uuid();
  return { id, applicantId, filingType: 'first' as const, contents: contentsOf(INDIVIDUAL, instance.ids.uuid()) };
};

describe('create and find', () => {
  it('starts as a draft of version 1 in round 0 and returns what was typed', async () => {
    const filing = newFiling(await newApplicant());
    const created = await instance.filings.create(filing);

    const found = await instance.filings.findOwn(filing.id, filing.applicantId);

    expect(found).toEqual({
      ...filing,
      state: 'draft',
      version: 1,
      round: 0,
      lastVerdict: 0,
      flagged: [],
      numbers: undefined,
      createdAt: new Date('2026-11-24T02:00:00Z'),
      updatedAt: new Date('2026-11-24T02:00:00Z'),
    });
    expect(created).toEqual(found);
  });

  it('[A1] does not distinguish another applicant’s filing from a missing one', async () => {
    const { filingId } = await draftFiling(instance);
    const stranger = await newApplicant();

    const foreign = await instance.filings.findOwn(filingId, stranger).catch((error: unknown) => error);
    const missing = await instance.filings.findOwn(instance.ids.uuid(), stranger).catch((error: unknown) => error);

    expect(foreign).toMatchObject({ name: 'Refused', refusal: 'filing.unknown', facts: {} });
    expect(missing).toMatchObject({ name: 'Refused', refusal: 'filing.unknown', facts: {} });
  });

  it('[A1] changes nothing for another applicant, and does not even call the decision', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    const stranger = await newApplicant();
    const asked: string[] = [];

    const change = instance.filings.change(filingId, stranger, ({ id }) => {
      asked.push(id);
      return { event: 'abandon' };
    });

    await expect(change).rejects.toMatchObject({ refusal: 'filing.unknown' });
    expect(asked).toEqual([]);
    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ state: 'draft', version: 1 });
  });
});

describe('one filing at a time (FT-13)', () => {
  it.each<[FilingState, boolean]>([
    ['draft', false],
    ['submitted', false],
    ['returned', false],
    ['queued', false],
    ['sms-verification', false],
    ['authority-review', false],
    ['authority-returned', false],
    ['approved', true],
    ['abandoned', true],
    ['expired', true],
  ])('beside one that is %s: another may be opened: %s', async (state, allowed) => {
    const { applicantId } = await filingIn(instance, state);

    const result = await outcomes([instance.filings.create(newFiling(applicantId))]);

    expect(result).toEqual(allowed ? { done: 1 } : { 'filing.unfinished': 1 });
  });

  it('lets one of twenty concurrent openings through, and stores nothing of the others', async () => {
    const applicantId = await newApplicant();
    const instances = await openInstances(10, test.url, clock);

    const result = await outcomes(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).filings.create(newFiling(applicantId))),
    );
    await instances.close();

    const lines =
      'select h.filing_id from filing_history h join filing f on f.id = h.filing_id where applicant_id = $1';
    expect(result).toEqual({ done: 1, 'filing.unfinished': 19 });
    expect(await instance.filings.listOwn(applicantId)).toHaveLength(1);
    expect(await test.query(lines, [applicantId])).toHaveLength(1);
  });

  it('rethrows any other failure', async () => {
    const filing = newFiling(instance.ids.uuid());

    const creation = instance.filings.create(filing);

    await expect(creation).rejects.toMatchObject({ code: '23503', constraint: 'filing_applicant_id_fkey' });
  });
});

describe('listOwn', () => {
  it('shows only the applicant’s own filings, newest first, without opening anything sealed', async () => {
    const { applicantId, filingId } = await filingIn(instance, 'abandoned');
    await draftFiling(instance);
    clock.forward(60);
    const second = newFiling(applicantId);
    await instance.filings.create(second);

    const list = await instance.filings.listOwn(applicantId);

    expect(list).toEqual([
      {
        ...{ id: second.id, filingType: 'first', state: 'draft', domain: 'shanjian-shouji.cn' },
        ...{ updatedAt: clock.now(), since: clock.now(), recordId: undefined },
      },
      expect.objectContaining({ id: filingId, state: 'abandoned', domain: 'yunfan-keji.cn' }),
    ]);
  });

  it('shows all of them, because erasure and export must not miss the hundred and first', async () => {
    const { applicantId, filingId } = await filingIn(instance, 'abandoned');
    await test.query(
      `insert into filing
       select (jsonb_populate_record(filing, jsonb_build_object('id', gen_random_uuid()))).*
       from filing, generate_series(1, 100)
       where id = $1`,
      [filingId],
    );

    expect(await instance.filings.listOwn(applicantId)).toHaveLength(101);
  });
});

describe('change', () => {
  it('writes state, contents, history and messages, and leaves everything else unchanged', async () => {
    const { filingId, applicantId, websiteId } = await draftFiling(instance);
    const contents = contentsOf(INDIVIDUAL, websiteId);
    await instance.filings.change(filingId, applicantId, () => ({ event: 'save', contents, facts: { section: 'x' } }));
    clock.forward(90);

    const changed = await instance.filings.change(filingId, applicantId, submission);

    expect(changed).toMatchObject({ state: 'submitted', version: 3, round: 1, contents, updatedAt: clock.now() });
    expect(await instance.filings.findOwn(filingId, applicantId)).toEqual(changed);
    expect(await instance.filings.historyOf(filingId)).toEqual([
      expect.objectContaining({ version: 1, event: 'create', state: 'draft', facts: {} }),
      expect.objectContaining({ version: 2, event: 'save', state: 'draft', facts: { section: 'x' } }),
      { version: 3, event: 'submit', state: 'submitted', facts: { round: 1 }, at: clock.now() },
    ]);
    expect(await test.query('select topic from outbox where key = $1', [`submit/${filingId}/1`])).toEqual([
      { topic: 'review-desk.submit' },
    ]);
  });

  it('writes nothing when the decision is to change nothing', async () => {
    const { filingId, applicantId } = await draftFiling(instance);

    const same = await instance.filings.change(filingId, applicantId, () => undefined);

    expect(same).toEqual(await instance.filings.findOwn(filingId, applicantId));
    expect(await instance.filings.historyOf(filingId)).toHaveLength(1);
  });

  it('writes nothing when the decision throws', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    const change = instance.filings.change(filingId, applicantId, () => {
      throw new Error('undecided');
    });

    await expect(change).rejects.toThrow('undecided');

    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ version: 1 });
  });
});

describe('states × events', () => {
  const states = Object.keys(TRANSITIONS) as FilingState[];
  const events = [...new Set(states.flatMap((state) => Object.keys(TRANSITIONS[state])))] as FilingEvent[];

  it.each(states)('[S1] moves a filing that is %s by the table, and by nothing else', async (state) => {
    const closed = events.filter((event) => follow(state, event) === undefined);
    const still = await filingIn(instance, state);
    const before = await instance.filings.findOwn(still.filingId, still.applicantId);

    const refused = await outcomes(
      closed.map((event) => instance.filings.change(still.filingId, still.applicantId, () => ({ event }))),
    );
    const moved: [FilingEvent, FilingState][] = [];
    for (const event of events.filter((each) => !closed.includes(each))) {
      const { filingId } = await filingIn(instance, state);
      moved.push([event, (await instance.reviews.changeFiling(filingId, () => ({ event }))).state]);
    }

    expect(refused).toEqual({ 'filing.wrong-state': closed.length });
    expect(await instance.filings.findOwn(still.filingId, still.applicantId)).toEqual(before);
    expect(Object.fromEntries(moved)).toEqual(TRANSITIONS[state]);
  });
});
