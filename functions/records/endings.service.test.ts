import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { applyKept } from '../../shared/application/apply-kept.ts';
import { database } from '../../shared/compose/database.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { filingRounds, reviews } from '../../tests/support/database/service-ports.ts';
import { afreshForEachTest, FILED_NUMBER, filedRecord } from '../../tests/support/filings/filed-record.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { lastSmsCode } from '../../tests/support/sms-code.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
afreshForEachTest();

const NUMBER = FILED_NUMBER;
const change = async (filingId: string, event: FilingEvent, more: object = {}) =>
  (await reviews()).changeFiling(filingId, () => ({ event, ...more }));
const smsCode = () => lastSmsCode(laptop);

const filed = (name: string) => filedRecord(laptop, name);

const CONFIRMED = {
  'end-access': ['FT-44', 'FT-43'],
  'cancel-website': ['FT-44', 'FT-41'],
  'cancel-organizer': ['FT-44'],
};
type Type = keyof typeof CONFIRMED;

/** Asks for the code and files. */
async function end({ call, path }: { call: Call; path: (type: string, step?: string) => string }, type: Type) {
  expect((await call('POST', path(type, '/code'))).status).toBe(200);
  const body = { reason: 'not-run', confirmed: CONFIRMED[type], code: smsCode() };
  return call('POST', path(type), body);
}

/** The desk's verdicts of the first round, in order. */
async function decide(filingId: string, ...kinds: readonly string[]) {
  const of = await reviews();
  for (const [at, kind] of kinds.entries())
    await of.keepVerdict({ filingId, round: 1, sequence: at + 1, kind, at: new Date(), flagged: [] });
  return applyKept(filingId, of);
}
const idOf = ({ body }: { readonly body: unknown }) => (body as { filingId: string }).filingId;

describe('before an ending', () => {
  it.each<[Type, string, readonly string[]]>([
    ['end-access', 'site-owner', ['FT-44', 'FT-43']],
    ['cancel-website', 'site-owner', ['FT-44', 'FT-41']],
    ['cancel-organizer', 'principal', ['FT-44']],
  ])('%s shows what ends, to whom the code goes (%s), and what is to be confirmed', async (type, who, rules) => {
    const { websiteId, call, path } = await filed(`looks at ${type}`);

    const { status, body } = await call('GET', path(type));

    const plan = body as { confirmations: { rule: string }[]; consequences: string[] };
    expect(status).toBe(200);
    expect(plan).toMatchObject({
      filingType: type,
      websites: [{ websiteId, number: `${NUMBER}-1`, domains: ['yunfan-keji.cn'] }],
      confirmer: { who, mobile: '138****0017' },
    });
    expect(plan.confirmations.map(({ rule }) => rule)).toEqual(rules);
    expect(plan.consequences.length).toBeGreaterThan(2);
  });

  it('is offered in 我的备案', async () => {
    const { record } = await filed('is offered');

    const open = [...((await record())?.actions ?? []), ...((await record())?.websites[0]?.actions ?? [])];

    const offered = open.filter(({ reason }) => reason === undefined).map(({ action }) => action);
    expect(offered).toEqual(expect.arrayContaining(['end-access', 'cancel-website', 'cancel-organizer']));
  });
});

describe('an ending', () => {
  it.each<[Type, object]>([
    ['end-access', { state: 'live', websites: [{ state: 'live', stateLabel: '未在本平台接入' }] }],
    ['cancel-website', { state: 'empty', websites: [{ state: 'ended', ended: { why: 'own-cancellation' } }] }],
    ['cancel-organizer', { state: 'ended', ended: { why: 'own-cancellation', label: '你已办理注销' } }],
  ])('%s goes to the authority at once after its code, and its approval ends what it is about', async (type, after) => {
    const known = await filed(`files ${type}`);

    const handedIn = await end(known, type);
    const before = await known.record();
    const outcome = await decide(idOf(handedIn), 'sms-waiting', 'sms-done', 'approved');

    expect(handedIn).toMatchObject({ status: 202, body: { state: 'queued', round: 1 } });
    expect(before).toMatchObject({ state: 'live', version: 1 });
    expect(outcome).toEqual({ applied: 3 });
    expect(await known.record()).toMatchObject({ version: 2, number: NUMBER, ...after });
  });

  it('reaches the desk with why, its numbers, and no word of a document', async () => {
    const known = await filed('tells why');
    const filingId = idOf(await end(known, 'cancel-website'));

    const { sql } = await database();
    const messages = await sql.selectFrom('outbox').select('key').where('key', '=', `submit/${filingId}/1`).execute();
    const { data } = (await (await filingRounds()).findRound(filingId, 1)) ?? {};

    expect(messages).toHaveLength(1);
    expect(data).toMatchObject({
      filingType: 'cancel-website',
      documents: [],
      ending: { reason: 'not-run', confirmed: ['FT-44', 'FT-41'] },
      numbers: { organizer: NUMBER, websites: { [known.websiteId]: `${NUMBER}-1` } },
      initialReview: false,
    });
  });

  it('whose SMS verification is not done in 24 hours is over, and the record is as it was', async () => {
    const known = await filed('does not confirm');
    const filingId = idOf(await end(known, 'cancel-organizer'));

    await decide(filingId, 'sms-waiting', 'sms-timed-out');

    expect((await (await reviews()).findFiling(filingId)).state).toBe('abandoned');
    expect(await known.record()).toMatchObject({ state: 'live', version: 1 });
  });

  it('is not stopped by a desk that reviews it all the same', async () => {
    const known = await filed('is reviewed');
    const filingId = idOf(await end(known, 'cancel-organizer'));

    expect(await decide(filingId, 'accepted', 'sms-waiting', 'sms-done', 'approved')).toEqual({ applied: 4 });
    expect(await known.record()).toMatchObject({ state: 'ended' });
  });

  it('ends with its record when that ends meanwhile, and a verdict that crosses with it changes nothing', async () => {
    const known = await filed('is late');
    const filingId = idOf(await end(known, 'cancel-organizer'));
    await change(known.recordId, 'revoke');

    const outcome = await decide(filingId, 'sms-waiting', 'sms-done', 'approved');

    expect(outcome).toMatchObject({ applied: 0, waiting: 'wrong-state' });
    expect((await (await reviews()).findFiling(filingId)).state).toBe('abandoned');
    expect(await known.record()).toMatchObject({ state: 'ended', ended: { why: 'revoked' } });
  });

  it('is not filed with a wrong code, or without one', async () => {
    const known = await filed('guesses');
    const body = { reason: 'not-run', confirmed: ['FT-44'], code: '000000' };
    const without = await known.call('POST', known.path('cancel-organizer'), body);
    await known.call('POST', known.path('cancel-organizer', '/code'));
    const wrong = smsCode() === '000000' ? '000001' : '000000';

    const guessed = await known.call('POST', known.path('cancel-organizer'), { ...body, code: wrong });

    expect([without, guessed].map(refusalOf)).toEqual(['409 one-time-code.over', '401 one-time-code.wrong']);
    expect(await known.record()).toMatchObject({ state: 'live' });
  });

  it('takes no code that was sent for another ending', async () => {
    const known = await filed('mixes them up');
    await known.call('POST', known.path('end-access', '/code'));
    const body = { reason: 'not-run', confirmed: ['FT-44'], code: smsCode() };

    expect(refusalOf(await known.call('POST', known.path('cancel-organizer'), body))).toBe('409 one-time-code.over');
  });

  it.each<[string, object, string]>([
    ['what it ends is not confirmed (FT-44)', { confirmed: [] }, '422 ending.unconfirmed'],
    ['that it is the last website is not confirmed (FT-41)', { confirmed: ['FT-44'] }, '422 ending.unconfirmed'],
    ['no reason is chosen (FT-45)', { reason: undefined }, '422 request.invalid'],
  ])('is refused while %s, and its code stays good', async (_, more, refusal) => {
    const known = await filed(`forgets: ${refusal} ${JSON.stringify(more)}`);
    await known.call('POST', known.path('cancel-website', '/code'));
    const body = { reason: 'not-run', confirmed: CONFIRMED['cancel-website'], code: smsCode() };

    const refused = await known.call('POST', known.path('cancel-website'), { ...body, ...more });
    const filedAgain = await known.call('POST', known.path('cancel-website'), body);

    expect(refusalOf(refused)).toBe(refusal);
    expect(filedAgain.status).toBe(202);
  });

  it('and another filing exclude each other, whichever is first (FT-32, FT-42)', async () => {
    const known = await filed('is busy');
    await openDraft(await laptop.signedIn('is busy'), 'individual');

    const whileOpen = [
      await known.call('GET', known.path('end-access')),
      await known.call('POST', known.path('end-access', '/code')),
    ];

    expect(whileOpen.map(refusalOf)).toEqual(['409 filing.unfinished', '409 filing.unfinished']);
  });

  it('is one, however many are filed at once', async () => {
    const known = await filed('is impatient');
    await known.call('POST', known.path('cancel-organizer', '/code'));
    const body = { reason: 'not-run', confirmed: ['FT-44'], code: smsCode() };

    const all = await Promise.all([1, 2, 3].map(() => known.call('POST', known.path('cancel-organizer'), body)));

    expect(all.filter(({ status }) => status === 202)).toHaveLength(1);
    const { sql } = await database();
    const open = await sql
      .selectFrom('filing')
      .select('id')
      .where('filing_type', '=', 'cancel-organizer')
      .where('state', '=', 'queued')
      .execute();
    expect(open).toHaveLength(1);
  });

  it('of another account, of a website that is not there, or of a record that has ended is refused', async () => {
    const known = await filed('has one');
    const stranger = await callerAt(laptop, 'a stranger');
    const path = `/v1/records/${known.recordId}/endings`;
    const other = `?websiteId=${known.recordId}`;
    const refusals = [
      await stranger('GET', known.path('end-access')),
      await known.call('GET', `${path}/end-access${other}`),
      await known.call('GET', `${path}/end-access`),
      await known.call('GET', `${path}/change`),
    ];
    await change(known.recordId, 'revoke');
    refusals.push(await known.call('GET', known.path('cancel-organizer')));

    expect(refusals.map(refusalOf)).toEqual([
      '404 record.unknown',
      '404 website.unknown',
      '404 website.unknown',
      '404 route.unknown',
      '409 record.ended',
    ]);
  });

  it('sends its code to the number that is filed, not to one of the account', async () => {
    const known = await filed('is asked');
    await known.call('POST', known.path('cancel-organizer', '/code'));

    expect(laptop.sms.messages().at(-1)).toMatchObject({
      phone: `+86${ENTERPRISE.principal.mobile}`,
      text: expect.stringMatching(/用于注销备案或取消接入/),
    });
  });
});

describe('an ending that was returned', () => {
  const returned = async (name: string, ...kinds: readonly string[]) => {
    const known = await filed(name);
    const filingId = idOf(await end(known, 'cancel-website'));
    const of = await reviews();
    const flagged = [{ field: 'websites.0.domain', reason: '网站仍在运行', suggestion: '先停止网站' }];
    for (const [at, kind] of kinds.entries())
      await of.keepVerdict({ filingId, round: 1, sequence: at + 1, kind, at: new Date(), flagged });
    await applyKept(filingId, of);
    return { ...known, filingId };
  };

  it.each([
    ['by the desk', ['returned'], '申请未通过审核'],
    ['by the authority', ['sms-waiting', 'sms-done', 'authority-returned'], '申请被管局退回'],
    ['after a failed SMS verification', ['sms-waiting', 'sms-failed'], '申请未通过审核'],
  ])('%s says why, and asks for nothing to be mended', async (how, kinds, stateLabel) => {
    const { call, filingId } = await returned(`comes back ${how}`, ...kinds);

    const shown = await call('GET', `/v1/filings/${filingId}/progress`);
    const overview = await call('GET', `/v1/filings/${filingId}/overview`);
    const road = await call('GET', `/v1/filings/${filingId}/road`);
    const again = await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });

    expect(shown.body).toMatchObject({ stateLabel, flagged: [{ reason: '网站仍在运行', suggestion: '先停止网站' }] });
    expect(shown.body).not.toHaveProperty('due');
    expect(overview.body).toMatchObject({ findings: [], waiting: [], repairs: [] });
    expect(road.body).toMatchObject({ steps: [] });
    expect(refusalOf(again)).toBe('409 filing.wrong-state');
  });

  it('is given up and filed anew; the record stays as it was', async () => {
    const known = await returned('tries again', 'returned');

    const over = await known.call('POST', `/v1/submissions/${known.filingId}/abandonment`);
    // A minute later.
    await (await database()).sql.deleteFrom('caller_limit').execute();
    const anew = await end(known, 'cancel-website');

    expect(over).toMatchObject({ status: 200, body: { state: 'abandoned', stateLabel: '申请已结束' } });
    expect(anew.status).toBe(202);
    expect(await known.record()).toMatchObject({ state: 'live', version: 1 });
  });

  it('says that it is done when it is approved, with no number to put on the website', async () => {
    const known = await filed('has ended it');
    const filingId = idOf(await end(known, 'cancel-website'));
    await decide(filingId, 'sms-waiting', 'sms-done', 'approved');

    const { body } = await known.call('GET', `/v1/filings/${filingId}/progress`);

    expect(body).toMatchObject({ state: 'approved', stateLabel: '已办结' });
    expect(body).not.toHaveProperty('numbers');
  });
});
