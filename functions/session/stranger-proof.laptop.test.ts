import { createHash, randomBytes } from 'node:crypto';
import { LAPTOP_CAPTCHA, passedCaptcha } from 'tencent-stand-in/captcha.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpReply } from '../../platform/edge/scf.ts';
import { database } from '../../shared/compose/database.ts';
import { solved } from '../../tests/support/pictures/solved-puzzle.ts';
import { type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { httpEventOf } from '../../tests/support/scf.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';
import { wxLogin } from '../../tools/walk/filer.ts';

const CAPTCHA = { CAPTCHA_APP_ID: LAPTOP_CAPTCHA.appId, CAPTCHA_APP_SECRET: LAPTOP_CAPTCHA.secret };
const { laptop } = await inProcessLaptop({ variables: CAPTCHA });

const forgetCounts = async () => (await database()).sql.deleteFrom('caller_limit').execute();
beforeEach(forgetCounts);

let numbers = 0;
const newMobile = () => `1382225${String(++numbers).padStart(4, '0')}`;
let networks = 0;
const newNetwork = () => `203.0.113.${++networks}`;
const newKey = () => {
  const secret = randomBytes(32).toString('base64url');
  return { secret, challenge: createHash('sha256').update(secret).digest('base64url') };
};

async function post(path: `/${string}`, body: unknown, address = newNetwork(), more: Record<string, string> = {}) {
  const event = httpEventOf(`POST ${path}`, { headers: { 'x-scf-remote-addr': address, ...more }, body });
  const result = await laptop.host.invoke('session', event);
  if (!result.ok) throw new Error(result.message);
  const { statusCode: status, body: text } = result.value as HttpReply;
  return { status, body: JSON.parse(text) as unknown };
}
const ask = (mobile: string, more: object = {}, address = newNetwork()) =>
  post('/v1/sessions/phone-codes', { mobile, challenge: newKey().challenge, ...more }, address);
const factsOf = ({ body }: { readonly body: unknown }) => (body as ErrorReply).error.facts;
const smsTo = (mobile: string) => laptop.sms.messages().filter(({ phone }) => phone === `+86${mobile}`);
/** As a minute later: only the counts of a minute begin anew. */
const aMinuteLater = async () =>
  (await database()).sql
    .deleteFrom('caller_limit')
    .where('ends_at', '<', new Date(Date.now() + 61_000))
    .execute();

/** A puzzle as it is issued to this network for this number. */
async function puzzleFor(mobile: string, address: string): Promise<string> {
  await ask(mobile, {}, address);
  return String(factsOf(await ask(mobile, {}, address)).puzzle);
}
const NEEDED = '403 one-time-code.proof-needed';

describe('a stranger’s second code', () => {
  it('needs a proof, whether it is the number’s or the network’s second', async () => {
    const [mobile, address] = [newMobile(), newNetwork()];

    const first = await ask(mobile, {}, address);
    const toNumber = await ask(mobile);
    const fromNetwork = await ask(newMobile(), {}, address);

    expect([first.status, refusalOf(toNumber), refusalOf(fromNetwork)]).toEqual([202, NEEDED, NEEDED]);
    expect(factsOf(toNumber)).toEqual({
      puzzle: expect.stringMatching(/^18\.[\w-]{22}\.\d{10}\.[\w-]{43}$/),
      captchaAppId: LAPTOP_CAPTCHA.appId,
    });
    expect(smsTo(mobile)).toHaveLength(1);
  });

  it('is sent for a solved puzzle, once, within five minutes, for that number and network alone', async () => {
    const [mobile, address, other] = [newMobile(), newNetwork(), newMobile()];
    const proof = solved(await puzzleFor(mobile, address));
    const late = proof.puzzle.replace(/\.(\d{10})\./, (_, at) => `.${Number(at) + 1}.`);
    await aMinuteLater();

    const wrong = [
      await ask(mobile, { proof: { ...proof, solution: proof.solution + 1 } }, address),
      await ask(mobile, { proof: solved(proof.puzzle.replace('18.', '1.')) }, address),
      await ask(mobile, { proof: solved(late) }, address),
      await ask(other, { proof }, address),
      await ask(mobile, { proof }),
    ];
    const right = await ask(mobile, { proof }, address);
    await aMinuteLater();
    const again = await ask(mobile, { proof }, address);

    expect(wrong.map(refusalOf)).toEqual(Array(5).fill(NEEDED));
    expect(right.status).toBe(202);
    expect(refusalOf(again)).toBe(NEEDED);
    expect(smsTo(mobile)).toHaveLength(2);
  }, 60_000);

  it('is sent to whoever has passed the vendor’s captcha, once; who has not is given the puzzle alone', async () => {
    const [mobile, address] = [newMobile(), newNetwork()];
    await ask(mobile, {}, address);
    await aMinuteLater();
    const [proof, other] = [passedCaptcha(), passedCaptcha()];

    const forged = await ask(mobile, { proof: { ...other, randstr: '@none' } }, address);
    const passed = await ask(mobile, { proof }, address);
    await aMinuteLater();
    const again = await ask(mobile, { proof }, address);
    const old = await ask(mobile, { proof: passedCaptcha(Math.floor(Date.now() / 1000) - 301) }, address);
    laptop.cloudApi.failNext('DescribeCaptchaResult', { status: 502 });
    const whileBroken = await ask(mobile, { proof: passedCaptcha() }, address);

    for (const refused of [forged, again, old, whileBroken])
      expect([refusalOf(refused), Object.keys(factsOf(refused))]).toEqual([NEEDED, ['puzzle']]);
    expect(passed.status).toBe(202);
  });
});

describe('a person on a device that was signed in by this number before', () => {
  async function signedIn(mobile: string) {
    await forgetCounts();
    const key = newKey();
    await post('/v1/sessions/phone-codes', { mobile, challenge: key.challenge });
    const code = /\d{6}/.exec(smsTo(mobile).at(-1)?.text ?? '')?.[0];
    const device = newKey().secret;
    await post('/v1/sessions/phone-sign-ins', { challenge: key.challenge, code, device });
    await post('/v1/sessions/ends', { secret: key.secret });
    return device;
  }

  it('gets codes without a proof, after strangers have had all of theirs, for the number and for the day', async () => {
    const mobile = newMobile();
    const device = await signedIn(mobile);
    const { sql } = await database();
    await ask(mobile);
    const strangers = sql.updateTable('paid_call').where('payer', '=', 'purpose/stranger');
    await strangers.set({ calls: 2000 }).execute();
    const stranger = await ask(newMobile());

    const own = await ask(mobile, { device });
    await strangers.set({ calls: 0 }).execute();

    expect(refusalOf(stranger)).toBe('429 one-time-code.used-up');
    expect(Number(factsOf(stranger).retryAfterSeconds)).toBeLessThanOrEqual(24 * 3600);
    expect(own.status).toBe(202);
  });

  it('gets codes after somebody else has asked to link the number', async () => {
    const mobile = newMobile();
    const device = await signedIn(mobile);
    await forgetCounts();
    const code = await wxLogin(laptop.addresses.wechat, 'links-numbers-of-others');
    const { body } = await post('/v1/sessions', { code });
    const { token } = body as { token: string };

    const linking = () =>
      post('/v1/sessions/phone-links/codes', { mobile }, newNetwork(), { authorization: `Bearer ${token}` });
    const [first, again] = [await linking(), await linking()];

    expect([first.status, refusalOf(again)]).toEqual([202, '429 one-time-code.too-many']);
    expect((await ask(mobile, { device })).status).toBe(202);
  });

  it('is a stranger to other numbers, and on another device', async () => {
    const device = await signedIn(newMobile());
    const [victim, address] = [newMobile(), newNetwork()];
    await signedIn(victim);
    await ask(newMobile(), {}, address);

    const outcomes = [await ask(victim, { device }, address), await ask(victim, { device: newKey().secret }, address)];

    expect(outcomes.map(refusalOf)).toEqual([NEEDED, NEEDED]);
  });
});
