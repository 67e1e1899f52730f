import { createHash, randomBytes } from 'node:crypto';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import { accounts } from '../../tests/support/database/service-ports.ts';
import { solved } from '../../tests/support/pictures/solved-puzzle.ts';
import { callerAt, type ErrorReply, refusalOf, sendTo } from '../../tests/support/routes/caller.ts';
import { TEN_WAYS } from '../../tests/support/ten-ways.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop, log } = await sharedLaptop();

async function post(path: string, content: unknown, token?: string) {
  const { status, body } = await sendTo(laptop, 'POST', path, { body: content, token });
  return { status, body };
}

function newKey() {
  const secret = randomBytes(32).toString('base64url');
  return { secret, challenge: createHash('sha256').update(secret).digest('base64url') };
}

let numbers = 0;
const newMobile = () => `1382224${String(++numbers).padStart(4, '0')}`;

/** As a minute, an hour and a day later: counts begin anew. */
const forgetCounts = async () => (await database()).sql.deleteFrom('caller_limit').execute();
beforeEach(forgetCounts);

const smsTo = (mobile: string) => laptop.sms.messages().filter(({ phone }) => phone === `+86${mobile}`);
const codeAt = (mobile: string) => /\d{6}/.exec(smsTo(mobile).at(-1)?.text ?? '')?.[0] ?? '';
const send = (mobile: string, challenge: string) => post('/v1/sessions/phone-codes', { mobile, challenge });
/** As the page does it: with a proof where one is asked for. */
async function provenSend(mobile: string, { challenge } = newKey()) {
  const reply = await send(mobile, challenge);
  const { puzzle } = (reply.body as Partial<ErrorReply>).error?.facts ?? {};
  if (puzzle === undefined) return reply;
  return post('/v1/sessions/phone-codes', { mobile, challenge, proof: solved(String(puzzle)) });
}
const enter = (challenge: string, code: string) => post('/v1/sessions/phone-sign-ins', { challenge, code });
const renew = (secret: string) => post('/v1/sessions/renewals', { secret, next: newKey().challenge });
const accountOf = async (token: string) => (await (await sessionTokens()).verify(token))?.accountId;

/** Signs a phone in with a new device. */
async function phoneAt(mobile: string) {
  await forgetCounts();
  const key = newKey();
  await send(mobile, key.challenge);
  const { body } = await enter(key.challenge, codeAt(mobile));
  const { token } = (await renew(key.secret)).body as { token: string };
  return { state: (body as { state: string }).state, token, accountId: token && (await accountOf(token)) };
}

async function silent(accountId: string | undefined, days = 91) {
  const provenAt = new Date(Date.now() - days * 24 * 60 * 60_000);
  await (await database()).sql
    .updateTable('account')
    .set({ phone_proven_at: provenAt })
    .where('id', '=', accountId ?? '')
    .execute();
}

/** Somebody who signed in by SMS and has opened a draft. */
async function filerAt(mobile: string) {
  const person = await phoneAt(mobile);
  const filer = await laptop.signedIn(`draft of ${mobile}`);
  const { filingId } = await openDraft(filer, 'individual');
  await (await database()).sql
    .updateTable('filing')
    .set({ applicant_id: person.accountId ?? '' })
    .where('id', '=', filingId)
    .execute();
  return { ...person, filingId };
}

describe('signing in by SMS', () => {
  it('sends a code of six digits, and signs the device in that asked for it', async () => {
    const [key, mobile] = [newKey(), newMobile()];

    const asked = await send(mobile, key.challenge);
    const early = await renew(key.secret);
    const entered = await enter(key.challenge, codeAt(mobile));
    const renewed = await renew(key.secret);

    expect(asked).toEqual({ status: 202, body: { expiresInSeconds: 300, resendInSeconds: 60 } });
    expect(smsTo(mobile).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^【备案服务】你的登录验证码为\d{6}，5分钟内有效，请勿告诉他人。如非本人操作请忽略。$/),
    ]);
    expect(refusalOf(early)).toBe('401 session.invalid');
    expect(entered).toEqual({ status: 200, body: { state: 'signed-in' } });
    expect(renewed.status).toBe(201);
  });

  it('gives a returning number the same account, and another number another one', async () => {
    const mobile = newMobile();

    const first = await phoneAt(mobile);
    const again = await phoneAt(mobile);
    const other = await phoneAt(newMobile());

    expect(again.accountId).toBe(first.accountId);
    expect(other.accountId).not.toBe(first.accountId);
  });

  it('takes a number as people paste it', async () => {
    const [key, mobile] = [newKey(), newMobile()];

    const asked = await send(`+86 ${mobile.slice(0, 3)}-${mobile.slice(3, 7)}-${mobile.slice(7)}`, key.challenge);

    expect([asked.status, smsTo(mobile).length]).toEqual([202, 1]);
  });

  it('counts one number however it is written, and takes its code in full-width digits', async () => {
    const { form, ways } = TEN_WAYS.mobile;
    const key = newKey();
    const sentBefore = smsTo(form).length;

    const statuses: number[] = [];
    for (const way of ways) statuses.push((await send(way, key.challenge)).status);
    const code = codeAt(form).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const entered = await enter(key.challenge, ` ${code}`);

    expect(statuses).toEqual([202, ...Array(9).fill(403)]);
    expect([smsTo(form).length - sentBefore, entered.status]).toEqual([1, 200]);
  });

  it('says which field is wrong for what is no mobile number', async () => {
    const { status, body } = await send('0755-86001234', newKey().challenge);

    expect(status).toBe(422);
    expect((body as ErrorReply).error.facts).toEqual({
      fields: [{ field: 'mobile', message: '请填写 11 位的中国大陆手机号码。' }],
    });
  });

  it('gives nothing to another device that knows the code', async () => {
    const [own, thief, mobile] = [newKey(), newKey(), newMobile()];
    await send(mobile, own.challenge);

    const stolen = await enter(thief.challenge, codeAt(mobile));
    const byChallenge = await enter(own.challenge, codeAt(mobile));

    expect(refusalOf(stolen)).toBe('409 one-time-code.over');
    expect(byChallenge.status).toBe(200);
    expect(refusalOf(await renew(thief.secret))).toBe('401 session.invalid');
  });

  it('says of a right code that its five minutes are over, and of one with five wrong tries not that', async () => {
    const [key, mobile] = [newKey(), newMobile()];
    await send(mobile, key.challenge);
    const { sql } = await database();
    await sql
      .updateTable('one_time_code')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .execute();

    const late = await enter(key.challenge, codeAt(mobile));

    expect(refusalOf(late)).toBe('409 one-time-code.late');
    expect((late.body as ErrorReply).error.message).toBe('这个验证码超过 5 分钟，已失效，请重新获取。');
  });

  it('counts wrong codes, and the right one is worth nothing after five', async () => {
    const [key, mobile] = [newKey(), newMobile()];
    await send(mobile, key.challenge);
    const wrong = codeAt(mobile) === '000000' ? '000001' : '000000';

    const replies = [];
    for (let index = 0; index < 5; index += 1) replies.push(await enter(key.challenge, wrong));
    const late = await enter(key.challenge, codeAt(mobile));

    expect(replies.map(({ body }) => (body as ErrorReply).error.facts.triesLeft)).toEqual([...[4, 3, 2, 1], undefined]);
    expect(refusalOf(replies[0] ?? late)).toBe('401 one-time-code.wrong');
    expect(refusalOf(late)).toBe('409 one-time-code.locked');
    expect((late.body as ErrorReply).error.message).toBe('这个验证码填错了 5 次，不能再用，请重新获取。');
  });

  it('sends one code a minute to a number, whichever device asks, and says when the next one comes', async () => {
    const mobile = newMobile();

    const [first, second] = [await send(mobile, newKey().challenge), await provenSend(mobile)];

    expect(first.status).toBe(202);
    expect(refusalOf(second)).toBe('429 one-time-code.too-many');
    expect(Number((second.body as ErrorReply).error.facts.retryAfterSeconds)).toBeLessThanOrEqual(60);
    expect(smsTo(mobile)).toHaveLength(1);
  });

  it('sends ten codes an hour for one browser in one network, to however many numbers', async () => {
    const outcomes = [];
    for (let index = 0; index < 11; index += 1) outcomes.push(await provenSend(newMobile()));

    expect(outcomes.map(({ status }) => status)).toEqual([...Array<number>(10).fill(202), 429]);
    expect(refusalOf(outcomes[10] ?? { status: 0, body: {} })).toBe('429 network.busy');
  });

  it('says so when nothing arrives at a number, and when the vendor wants a pause', async () => {
    const [refusing, busy] = [newMobile(), newMobile()];
    laptop.sms.unsubscribe(`+86${refusing}`);

    const unreachable = await send(refusing, newKey().challenge);
    await forgetCounts();
    laptop.sms.failNext('LimitExceeded.PhoneNumberDailyLimit');
    const paused = await send(busy, newKey().challenge);

    expect(refusalOf(unreachable)).toBe('422 one-time-code.unreachable');
    expect(refusalOf(paused)).toBe('429 one-time-code.too-many');
    expect((paused.body as ErrorReply).error.facts).toEqual({ retryAfterSeconds: 86_400 });
  });

  it('writes neither the number nor the code in clear, into no table and no log line', async () => {
    const mobile = newMobile();
    const { accountId } = await phoneAt(mobile);

    const row = await (await database()).sql
      .selectFrom('account')
      .selectAll()
      .where('id', '=', accountId ?? '')
      .executeTakeFirstOrThrow();

    expect(await (await accounts()).phoneOf(row.id)).toBe(mobile);
    expect(row.phone_sealed?.includes(mobile)).toBe(false);
    expect(log.texts.join('\n')).not.toContain(mobile);
    expect(log.texts.join('\n')).not.toContain(codeAt(mobile));
  });
});

describe('a number that was silent for 90 days', () => {
  const certificateNumber = INDIVIDUAL.principal.idNumber;
  const prove = (challenge: string, proof: object) => post('/v1/sessions/phone-proofs', { challenge, ...proof });

  async function asked(mobile: string) {
    const key = newKey();
    await forgetCounts();
    await send(mobile, key.challenge);
    const entered = await enter(key.challenge, codeAt(mobile));
    return { key, entered };
  }

  it('opens its old account by a certificate number of it, in small letters too', async () => {
    const mobile = newMobile();
    const old = await filerAt(mobile);
    await silent(old.accountId);

    const { key, entered } = await asked(mobile);
    const early = await renew(key.secret);
    const proven = await prove(key.challenge, { certificateNumber: certificateNumber.toLowerCase() });
    const { token } = (await renew(key.secret)).body as { token: string };

    expect(entered.body).toEqual({ state: 'certificate-needed' });
    expect(refusalOf(early)).toBe('401 session.invalid');
    expect(proven).toEqual({ status: 200, body: { state: 'signed-in' } });
    expect(await accountOf(token)).toBe(old.accountId);
    expect((await phoneAt(mobile)).state).toBe('signed-in');
  });

  it('opens it to nobody who does not know one, in three tries', async () => {
    const mobile = newMobile();
    await silent((await filerAt(mobile)).accountId);
    const { key } = await asked(mobile);

    const wrong = { certificateNumber: ENTERPRISE.principal.idNumber };
    const refusals = [];
    for (let index = 0; index < 3; index += 1) refusals.push(refusalOf(await prove(key.challenge, wrong)));
    const late = await prove(key.challenge, { certificateNumber });

    expect(refusals).toEqual(Array(3).fill('401 one-time-code.number-mismatch'));
    expect(refusalOf(late)).toBe('409 one-time-code.over');
  });

  it('tries six numbers a day for one account, with however many codes', async () => {
    const mobile = newMobile();
    await silent((await filerAt(mobile)).accountId);
    const { sql } = await database();
    const wrong = { certificateNumber: ENTERPRISE.principal.idNumber };
    for (let index = 0; index < 2; index += 1) {
      const key = newKey();
      await sql
        .deleteFrom('caller_limit')
        .where('ends_at', '<', new Date(Date.now() + 3_700_000))
        .execute();
      await provenSend(mobile, key);
      await enter(key.challenge, codeAt(mobile));
      for (let tried = 0; tried < 3; tried += 1) await prove(key.challenge, wrong);
    }
    const key = newKey();
    await sql
      .deleteFrom('caller_limit')
      .where('ends_at', '<', new Date(Date.now() + 3_700_000))
      .execute();
    await provenSend(mobile, key);
    await enter(key.challenge, codeAt(mobile));

    const reply = await prove(key.challenge, { certificateNumber });

    expect(refusalOf(reply)).toBe('401 one-time-code.number-mismatch');
  });

  it('begins a new account for its new owner, who sees nothing of the old one', async () => {
    const mobile = newMobile();
    const old = await filerAt(mobile);
    await silent(old.accountId);

    const { key } = await asked(mobile);
    const begun = await prove(key.challenge, { startsNew: true });
    const { token } = (await renew(key.secret)).body as { token: string };
    const filings = await sendTo(laptop, 'GET', '/v1/filings', { token });

    expect(begun.body).toEqual({ state: 'signed-in' });
    expect(await accountOf(token)).not.toBe(old.accountId);
    expect(filings.body).toEqual({ filings: [] });
    expect((await phoneAt(mobile)).accountId).toBe(await accountOf(token));
  });

  it('begins a new account at once when the old one holds nothing, and the old one is erased', async () => {
    const mobile = newMobile();
    const old = await phoneAt(mobile);
    await silent(old.accountId);

    const again = await phoneAt(mobile);

    const row = await (await database()).sql
      .selectFrom('account')
      .select('erased_at')
      .where('id', '=', old.accountId ?? '')
      .executeTakeFirst();
    expect(again.state).toBe('signed-in');
    expect(again.accountId).not.toBe(old.accountId);
    expect(row?.erased_at).not.toBeNull();
  });

  it('is not silent on the ninetieth day', async () => {
    const mobile = newMobile();
    const old = await filerAt(mobile);
    await silent(old.accountId, 89.9);

    expect(await phoneAt(mobile)).toMatchObject({ state: 'signed-in', accountId: old.accountId });
  });

  it('gives no proof before its code was right', async () => {
    const mobile = newMobile();
    await silent((await filerAt(mobile)).accountId);
    const key = newKey();
    await forgetCounts();
    await send(mobile, key.challenge);

    const early = await prove(key.challenge, { certificateNumber });

    expect(refusalOf(early)).toBe('409 one-time-code.over');
  });
});

describe('linking a number with a WeChat account', () => {
  let names = 0;
  async function weChatAt() {
    const name = `links ${++names}`;
    const { body } = await post('/v1/sessions', { code: await laptop.loginCode(name) });
    const { token } = body as { token: string };
    return { name, token, accountId: (await accountOf(token)) ?? '' };
  }
  type Person = Awaited<ReturnType<typeof weChatAt>>;

  async function link({ token }: Pick<Person, 'token'>, mobile: string) {
    await forgetCounts();
    const asked = await post('/v1/sessions/phone-links/codes', { mobile }, token);
    if (asked.status !== 202) return asked;
    return post('/v1/sessions/phone-links', { code: codeAt(mobile) }, token);
  }
  const draftOf = async ({ name }: Pick<Person, 'name'>) => openDraft(await laptop.signedIn(name), 'enterprise');
  const signedInAgo = async (accountId: string, minutes: number) =>
    (await database()).sql
      .updateTable('session')
      .set({ authenticated_at: new Date(Date.now() - minutes * 60_000) })
      .where('account_id', '=', accountId)
      .execute();

  it('lets either way lead into the same account', async () => {
    const [person, mobile] = [await weChatAt(), newMobile()];

    const linked = await link(person, mobile);

    expect(linked).toEqual({ status: 200, body: { state: 'linked' } });
    expect((await phoneAt(mobile)).accountId).toBe(person.accountId);
    const again = await post('/v1/sessions', { code: await laptop.loginCode(person.name) });
    expect(await accountOf((again.body as { token: string }).token)).toBe(person.accountId);
  });

  it('needs both factors in one sitting: a sign-in that is eleven minutes old is refused before a code is sent', async () => {
    const [person, mobile] = [await weChatAt(), newMobile()];
    await signedInAgo(person.accountId, 11);

    const asked = await link(person, mobile);
    await signedInAgo(person.accountId, 9);
    await post('/v1/sessions/phone-links/codes', { mobile }, person.token);
    await signedInAgo(person.accountId, 11);
    const late = await post('/v1/sessions/phone-links', { code: codeAt(mobile) }, person.token);

    expect([refusalOf(asked), refusalOf(late)]).toEqual(['403 session.old-sign-in', '403 session.old-sign-in']);
  });

  it('takes a code for this purpose and account only', async () => {
    const [person, stranger, mobile] = [await weChatAt(), await weChatAt(), newMobile()];
    const key = newKey();
    await send(mobile, key.challenge);

    const bySignInCode = await post('/v1/sessions/phone-links', { code: codeAt(mobile) }, person.token);
    await forgetCounts();
    await post('/v1/sessions/phone-links/codes', { mobile }, person.token);
    const byStranger = await post('/v1/sessions/phone-links', { code: codeAt(mobile) }, stranger.token);

    expect([refusalOf(bySignInCode), refusalOf(byStranger)]).toEqual([
      '409 one-time-code.over',
      '409 one-time-code.over',
    ]);
  });

  it('takes a number from an account that holds nothing, which is erased', async () => {
    const mobile = newMobile();
    const empty = await phoneAt(mobile);
    const person = await weChatAt();

    const linked = await link(person, mobile);

    expect(linked.body).toEqual({ state: 'linked' });
    expect((await phoneAt(mobile)).accountId).toBe(person.accountId);
    expect(refusalOf(await post('/v1/webhook-endpoints', { url: 'http://127.0.0.1:9/' }, empty.token))).toBe(
      '401 session.invalid',
    );
  });

  it('gives the number to one of two who link it at once, and to nobody besides while somebody signs in by it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [mobile, people, key] = [newMobile(), [await weChatAt(), await weChatAt()], newKey()];
      const codes: string[] = [];
      for (const { token } of people) {
        await forgetCounts();
        await post('/v1/sessions/phone-links/codes', { mobile }, token);
        codes.push(codeAt(mobile));
      }
      await forgetCounts();
      await send(mobile, key.challenge);

      const replies = await Promise.all([
        ...people.map(({ token }, index) => post('/v1/sessions/phone-links', { code: codes[index] }, token)),
        enter(key.challenge, codeAt(mobile)),
      ]);

      const { sql } = await database();
      const newest = sql.selectFrom('account').select(['id', 'phone_index']).where('phone_index', 'is not', null);
      const rows = await newest.where('phone_proven_at', '>', new Date(Date.now() - 600_000)).execute();
      const own = people.map(({ accountId }) => accountId);
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(rows.filter(({ id }) => own.includes(id)).length).toBeLessThanOrEqual(1);
      expect(await (await accounts()).ofPhone(mobile)).toBeDefined();
    }
  });

  it('goes on with the account of the number when only that one holds something', async () => {
    const mobile = newMobile();
    const filer = await filerAt(mobile);
    const person = await weChatAt();
    const key = newKey();
    const begun = await post('/v1/sessions', { code: await laptop.loginCode(person.name), challenge: key.challenge });

    const linked = await link({ token: (begun.body as { token: string }).token }, mobile);
    const { token } = (await renew(key.secret)).body as { token: string };

    expect(linked.body).toEqual({ state: 'moved' });
    expect(await accountOf(token)).toBe(filer.accountId);
    const again = await post('/v1/sessions', { code: await laptop.loginCode(person.name) });
    expect(await accountOf((again.body as { token: string }).token)).toBe(filer.accountId);
  });

  it('does not merge two accounts that both hold filings, and says so', async () => {
    const mobile = newMobile();
    const filer = await filerAt(mobile);
    const person = await weChatAt();
    await draftOf(person);

    const reply = await link(person, mobile);

    expect(refusalOf(reply)).toBe('409 account.both-in-use');
    expect((reply.body as ErrorReply).error.message).toBe(
      '这个手机号的账号和当前账号都有备案等内容，不能合并，请分别登录使用，或换一个手机号。',
    );
    expect((await phoneAt(mobile)).accountId).toBe(filer.accountId);
  });

  it('does not take an account in use that another WeChat opens, or whose number was silent', async () => {
    const [first, second, third] = [await weChatAt(), await weChatAt(), await weChatAt()];
    const [taken, quiet] = [newMobile(), newMobile()];
    await link(first, taken);
    await draftOf(first);
    await silent((await filerAt(quiet)).accountId);

    expect(refusalOf(await link(second, taken))).toBe('409 account.phone-taken');
    expect(refusalOf(await link(third, quiet))).toBe('409 account.phone-silent');
  });

  it('changes the number of an account that only has a number', async () => {
    const [before, after] = [newMobile(), newMobile()];
    const person = await phoneAt(before);

    const linked = await link(person, after);

    expect(linked.body).toEqual({ state: 'linked' });
    expect((await phoneAt(after)).accountId).toBe(person.accountId);
    expect((await phoneAt(before)).accountId).not.toBe(person.accountId);
  });

  it('is undone while WeChat still opens the account, and not otherwise', async () => {
    const mobile = newMobile();
    const person = await weChatAt();
    await link(person, mobile);
    const undo = (token: string) => sendTo(laptop, 'POST', '/v1/sessions/phone-links/ends', { token });

    const undone = await undo(person.token);
    const alone = await phoneAt(mobile);

    expect(undone.status).toBe(200);
    expect(alone.accountId).not.toBe(person.accountId);
    expect(refusalOf(await undo(alone.token))).toBe('409 account.only-way');
  });

  it('is on record, and in the person’s data', async () => {
    const [person, mobile] = [await weChatAt(), newMobile()];
    await link(person, mobile);
    const call = await callerAt(laptop, person.name);

    const { body } = await call('GET', '/v1/me');
    const recorded = await (await database()).sql
      .selectFrom('audit')
      .select('action')
      .where('actor_id', '=', person.accountId)
      .execute();

    expect(body).toMatchObject({ signIn: { weChat: true, phone: `138****${mobile.slice(7)}` } });
    expect(recorded).toEqual([{ action: 'phone.linked' }]);
  });
});
