import { createHash, randomBytes } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type RecordId, recordBegunBy } from '../../../../contracts/kit/record-id.ts';
import { moveRecords } from '../../../../functions/process-timer/move-records.ts';
import { isNumberOf } from '../../../../functions/session/numbers-of.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Instance, openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf } from '../../../../tests/support/filings/filings.ts';
import {
  acceptTransfer,
  offerTransfer,
  openTransfer,
  startTransfer,
  stopTransfer,
} from '../../../domain/record/transfer.ts';

const clock = testClock('2026-11-27T02:00:00Z');
const { test, instance } = await testInstance(clock);
const both = await openInstances(4, test.url, clock);
afterAll(() => both.close());
beforeEach(async () => {
  await test.empty('account');
  await test.empty('outbox');
});

const NUMBER = '粤ICP备2026000001号';
const DAY = 24 * 3600;
const TICK = { requestId: 'a run', remainingMs: () => 60_000 };

const account = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

async function draft(applicantId: string, domain = 'yunfan-keji.cn') {
  const [filingId, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
  const contents = contentsOf(ENTERPRISE, websiteId);
  const websites = contents.websites.map((website) => ({ ...website, domain }));
  await instance.filings.create({
    id: filingId,
    applicantId,
    filingType: 'first',
    contents: { ...contents, websites },
  });
  return { filingId, websiteId };
}

/** A record that an account holds. */
async function record(applicantId: string) {
  const { filingId, websiteId } = await draft(applicantId);
  await test.query(`update filing set state = 'authority-review', round = 1 where id = $1`, [filingId]);
  const numbers = { organizer: NUMBER, websites: { [websiteId]: `${NUMBER}-1` } };
  await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
  await test.empty('outbox');
  return recordBegunBy(filingId);
}

const start = (recordId: RecordId, holder: string, onInstance: Instance = instance) =>
  onInstance.recordTransfers.start(recordId, holder, (standing) => startTransfer(standing, onInstance.ids.uuid()));
const stop = (id: string, by: 'holder' | 'principal' = 'holder', item = instance) =>
  item.recordTransfers.change({ id }, (standing) => ({ transfer: stopTransfer(standing, by) }));
const open = (token: string, target: string, onInstance: Instance = instance) =>
  onInstance.recordTransfers.change({ token }, (standing) => ({ transfer: openTransfer(standing, target) }));
const accept = (id: string, onInstance: Instance = instance, stopCode = 'AB3C9Z') =>
  onInstance.recordTransfers.change({ id }, (standing) => ({
    transfer: acceptTransfer(standing, 'same'),
    secrets: { stopCode },
  }));
const move = (onInstance: Instance = instance) => moveRecords(TICK, onInstance);

async function offered(recordId: RecordId, holder: string) {
  const { transfer } = await start(recordId, holder);
  const token = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(token).digest('base64url');
  await instance.recordTransfers.change({ id: transfer.id }, (transferCase) => ({
    transfer: offerTransfer(transferCase),
    secrets: { tokenHash },
  }));
  return { id: transfer.id, token };
}

/** A record, and its transfer that another account has accepted. */
async function waiting() {
  const [holder, target] = [await account(), await account()];
  const recordId = await record(holder);
  const { id, token } = await offered(recordId, holder);
  await open(token, target);
  await accept(id);
  return { holder, target, recordId, filingId: String(recordId), id, token };
}

const holderOf = async (recordId: RecordId) =>
  (await test.query(`select account_id from record where id = $1`, [recordId]))[0]?.account_id;
const endOf = async (id: string) =>
  (await test.query('select outcome from record_transfer where id = $1', [id]))[0]?.outcome;
const messages = async () => (await test.query('select key from outbox order by key')).map(({ key }) => key);

describe('a record that is transferred', () => {
  it('is the other account’s after a day, with its websites and versions, and not the old one’s', async () => {
    const { holder, target, recordId, id } = await waiting();

    const early = await move();
    clock.forward(DAY);
    const due = await move();
    const again = await move();

    expect([early, due, again]).toEqual([
      { moved: 0, notMoved: 0 },
      { moved: 1, notMoved: 0 },
      { moved: 0, notMoved: 0 },
    ]);
    expect(await instance.records.listOwn(holder)).toEqual([]);
    expect(await instance.records.listOwn(target)).toMatchObject([
      { id: recordId, number: NUMBER, contents: { websites: [{ domains: ['yunfan-keji.cn'] }] } },
    ]);
    expect(await instance.records.versionsOf(recordId)).toHaveLength(1);
    expect(await endOf(id)).toBe('moved');
    expect(await messages()).toEqual(
      ['moved/…/holder', 'moved/…/principal', 'moved/…/target', 'waiting/…/holder', 'waiting/…/principal'].map((key) =>
        `reminder/transfer-${key}`.replace('…', id),
      ),
    );
  });

  it('is known to eligibility as the new account’s, and goes on there with the next approval', async () => {
    const { holder, target, recordId } = await waiting();
    clock.forward(DAY);
    await move();

    const claims = (applicantId: string) => ({
      certificateNumber: ENTERPRISE.licence.creditCode,
      applicantId,
      domains: [],
      servers: [],
      personNumbers: [],
    });
    const filedFor = async (id: string) => (await instance.ownRecords.findFiled(claims(id))).organizer?.filedHere;
    expect([await filedFor(holder), await filedFor(target)]).toEqual(['other-account', 'this-account']);
    expect(await isNumberOf(target, ENTERPRISE.licence.creditCode, instance)).toBe(true);
    const next = await draft(target, 'yunfan-shop.cn');
    await test.query(`update filing set state = 'authority-review', round = 1 where id = $1`, [next.filingId]);
    const numbers = { organizer: NUMBER, websites: { [next.websiteId]: `${NUMBER}-2` } };
    await instance.reviews.changeFiling(next.filingId, () => ({ event: 'approve', numbers }));

    expect(await instance.records.listOwn(target)).toMatchObject([{ id: recordId, version: 2 }]);
  });

  it('is changed by a revocation of the old account’s filing wherever it is', async () => {
    const { target, filingId } = await waiting();
    clock.forward(DAY);
    await move();

    expect(await instance.recordTransfers.holderOf(filingId)).toBe(target);
    await instance.reviews.changeFiling(filingId, () => ({ event: 'revoke' }));

    expect(await instance.records.listOwn(target)).toMatchObject([{ contents: { ended: { why: 'revoked' } } }]);
  });
});

describe('a transfer', () => {
  it('is nothing to strangers, and begins anew until somebody has accepted it', async () => {
    const [holder, stranger] = [await account(), await account()];
    const recordId = await record(holder);

    const first = await offered(recordId, holder);
    const second = await offered(recordId, holder);

    expect(await outcomes([start(recordId, stranger)])).toEqual({ 'record.unknown': 1 });
    expect(await endOf(first.id)).toBe('replaced');
    expect(await outcomes([open(first.token, stranger)])).toEqual({ 'transfer.over': 1 });
    await open(second.token, stranger);
    await accept(second.id);
    expect(await outcomes([start(recordId, holder)])).toEqual({ 'transfer.under-way': 1 });
  });

  it('that waits for its code goes on when another code is asked for', async () => {
    const holder = await account();
    const recordId = await record(holder);

    const [first, second] = [await start(recordId, holder), await start(recordId, holder)];

    expect(second.transfer).toEqual(first.transfer);
  });

  it('is found by the code of the principal, which opens for them alone', async () => {
    const { id } = await waiting();

    expect(await instance.recordTransfers.stopCodeOf(id)).toBe('AB3C9Z');
    expect((await instance.recordTransfers.find({ stopCode: 'AB3C9Z' })).transfer.id).toBe(id);
    expect(await outcomes([instance.recordTransfers.find({ stopCode: 'AB3C9Y' })])).toEqual({ 'transfer.unknown': 1 });
    const [row] = await test.query('select * from record_transfer where id = $1', [id]);
    expect(JSON.stringify(row)).not.toContain('AB3C9Z');
  });

  it('does not begin, and is not accepted, while a filing of the organizer is open; of another it may', async () => {
    const [holder, target] = [await account(), await account()];
    const recordId = await record(holder);
    const { id, token } = await offered(recordId, holder);
    await open(token, target);
    const { filingId } = await draft(target);

    expect(await outcomes([accept(id)])).toEqual({ 'transfer.filing-open': 1 });
    await instance.reviews.changeFiling(filingId, () => ({ event: 'abandon' }));
    await draft(holder);
    expect(await outcomes([start(recordId, holder)])).toEqual({ 'transfer.filing-open': 1 });
  });

  it('does not begin while a change is open that has another certificate number than the record', async () => {
    const holder = await account();
    const recordId = await record(holder);
    const contents = contentsOf(ENTERPRISE, instance.ids.uuid());
    const eligibility = { ...contents.eligibility, certificateNumber: '91440300MAYH3K8A88' };
    const change = { id: instance.ids.uuid(), applicantId: holder, contents: { ...contents, eligibility } };
    await instance.filings.create({ ...change, filingType: 'change', startedFrom: { recordId, version: 1 } });

    expect(await outcomes([start(recordId, holder)])).toEqual({ 'transfer.filing-open': 1 });
  });
});

describe('races', () => {
  it('of several accounts for one link: one has it', async () => {
    const holder = await account();
    const { token } = await offered(await record(holder), holder);
    const targets = [await account(), await account(), await account(), await account()];

    const tried = await outcomes(targets.map((target, index) => open(token, target, both.nth(index))));

    expect(tried).toEqual({ done: 1, 'transfer.other-account': 3 });
  });

  it('of two acceptances: one counts, and the principal has one code', async () => {
    const [holder, target] = [await account(), await account()];
    const { id, token } = await offered(await record(holder), holder);
    await open(token, target);

    const tried = await outcomes(
      ['AB3C9Z', 'XY3C9Z', 'CD3C9Z'].map((code, index) => accept(id, both.nth(index), code)),
    );

    expect(tried).toEqual({ done: 1, 'transfer.over': 2 });
    expect(await messages()).toHaveLength(2);
  });

  it('of a stop at the very end with the timer: the record moves, or it is stopped, and what is told is true', async () => {
    for (let round = 0; round < 12; round += 1) {
      await test.empty('account');
      await test.empty('outbox');
      const { holder, target, recordId, id } = await waiting();
      clock.forward(DAY);

      const stopping = outcomes([stop(id, 'principal', both.nth(1))]);
      const [stopped] = await Promise.all([stopping, move(both.nth(2)), move(both.nth(3))]);

      const end = await endOf(id);
      expect(await holderOf(recordId)).toBe(end === 'moved' ? target : holder);
      expect(stopped).toEqual(end === 'moved' ? { 'transfer.over': 1 } : { done: 1 });
      const told = end === 'moved' ? 'transfer-moved' : 'transfer-stopped';
      const ends = (await messages()).filter((key) => !String(key).includes('waiting'));
      expect(ends).toEqual(['holder', 'principal', 'target'].map((to) => `reminder/${told}/${id}/${to}`));
    }
  });

  it('of a filing that is opened during the wait: it ends the transfer, or comes after the move', async () => {
    for (let round = 0; round < 8; round += 1) {
      await test.empty('account');
      const { holder, recordId, id } = await waiting();
      clock.forward(DAY);

      await Promise.all([draft(holder), move(both.nth(1)), move(both.nth(2))]);

      const end = await endOf(id);
      expect(['moved', 'filing-open']).toContain(end);
      expect(await holderOf(recordId)).toBe(end === 'moved' ? await holderOf(recordId) : holder);
    }
    await test.empty('account');
    const { holder, recordId, id } = await waiting();
    await draft(holder);
    clock.forward(DAY);
    await move();
    expect([await endOf(id), await holderOf(recordId)]).toEqual(['filing-open', holder]);
  });

  it('of the target’s erasure with the move: nothing moves to an erased account', async () => {
    for (let round = 0; round < 8; round += 1) {
      await test.empty('account');
      const { holder, target, recordId, id } = await waiting();
      clock.forward(DAY);

      const erasing = outcomes([both.nth(1).erasure.beginAccount(target)]);
      const [erased] = await Promise.all([erasing, move(both.nth(2))]);

      const end = await endOf(id);
      expect(await holderOf(recordId)).toBe(end === 'moved' ? target : holder);
      expect([end, erased]).toEqual(
        end === 'moved' ? ['moved', { 'account.active-filing': 1 }] : ['account-erased', { done: 1 }],
      );
    }
  });
});

describe('erasure', () => {
  it('is refused to whoever holds a live record, before and during', async () => {
    const { holder, recordId, id } = await waiting();

    expect(await outcomes([instance.erasure.beginAccount(holder)])).toEqual({ 'account.active-filing': 1 });
    expect([await endOf(id), await holderOf(recordId)]).toEqual([null, holder]);
  });

  it('of the target ends what is under way, and tells the others', async () => {
    const { holder, target, recordId, id } = await waiting();
    await test.empty('outbox');

    await instance.erasure.beginAccount(target);
    await instance.erasure.eraseAccount(target);

    expect([await endOf(id), await holderOf(recordId)]).toEqual(['account-erased', holder]);
    expect((await messages()).filter((key) => String(key).includes('transfer-stopped'))).toHaveLength(3);
    const named = await test.query('select 1 from record_transfer where target_id = $1', [target]);
    expect(named).toEqual([]);
  });

  it('of the old account is possible once the record is elsewhere, and leaves it there', async () => {
    const { holder, target, recordId } = await waiting();
    clock.forward(DAY);
    await move();

    await instance.erasure.beginAccount(holder);
    await instance.erasure.eraseAccount(holder);

    expect(await instance.records.listOwn(target)).toMatchObject([
      { id: recordId, contents: { principal: { name: ENTERPRISE.principal.name } } },
    ]);
    expect(await test.query('select 1 from record_transfer where holder_id = $1', [holder])).toEqual([]);
    expect(await outcomes([instance.erasure.beginAccount(target)])).toEqual({ 'account.active-filing': 1 });
  });
});

describe('an account that only holds a record that came to it', () => {
  it('is in use: linking a number does not end it', async () => {
    const { target } = await waiting();
    clock.forward(DAY);
    await move();

    const [moved, other] = [await instance.accounts.isInUse(target), await instance.accounts.isInUse(await account())];

    expect([moved, other]).toEqual([true, false]);
  });
});
