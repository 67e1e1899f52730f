import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { httpFunction } from '../../platform/edge/http-function.ts';
import { BudgetUsedUp } from '../../platform/ports/failed.ts';
import { createSessionTokens } from '../../shared/adapters/jsonwebtoken/session-tokens.ts';
import { createPaidCalls } from '../../shared/adapters/postgres/accounts/paid-calls.ts';
import { createCodeSender } from '../../shared/application/code-sender.ts';
import { identifyApplicant } from '../../shared/application/session-caller.ts';
import { QUESTIONS_PER_DAY } from '../../shared/domain/filing/questions.ts';
import { PAID_SERVICES, type PaidService } from '../../shared/domain/paid-calls.ts';
import { keptSince } from '../../shared/domain/retention.ts';
import { testClock } from '../support/clock.ts';
import { budgetsOf, testSeal } from '../support/database/instance.ts';
import { testInstance } from '../support/database/test-instance.ts';
import { httpEventOf, scfContext } from '../support/scf.ts';

// Eight in the morning in Beijing.
const clock = testClock('2026-11-24T00:00:00Z');
const { test, instance } = await testInstance(clock);
const { accounts, askedNumbers, callerLimits, documents, erasure, ids } = instance;
const DAY_SECONDS = 86_400;
// Nothing of one test counts in the next.
afterEach(() => clock.forward(2 * DAY_SECONDS));

const contract = defineContract({
  ring: {
    method: 'POST',
    path: '/v1/rings',
    summary: '按门铃',
    caller: 'session',
    limits: [{ per: 'account', times: 2, seconds: DAY_SECONDS }],
    reply: z.literal('done'),
  },
});
const sessionTokens = createSessionTokens({
  key: Buffer.alloc(32, 1),
  issuer: 'icp-filing',
  audience: 'icp-filing',
  lifetimeSeconds: 3600,
  clock,
});
const handler = httpFunction(
  { contract, ports: {}, useCases: { ring: async () => 'done' as const } },
  {
    identify: async () => identifyApplicant({ tokens: sessionTokens, sessions: instance.sessions, clock }),
    callerLimits: async () => callerLimits,
  },
);
async function ring(accountId: string): Promise<boolean> {
  const { token } = await sessionTokens.issue(await instance.sessions.open(accountId, {}));
  const { statusCode } = await handler(
    httpEventOf('POST /v1/rings', { headers: { authorization: `Bearer ${token}` } }),
    scfContext(),
  );
  return statusCode === 200;
}

const passes = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refused || error instanceof BudgetUsedUp) return false;
      throw error;
    },
  );

const paidCalls = createPaidCalls(
  { database: instance.transactions as never, seal: testSeal(), clock },
  { ...budgetsOf(100), account: budgetsOf(2).account },
  () => {},
);
const spend = (service: PaidService) => (accountId: string) =>
  passes(paidCalls.spend(service, { accountId, filingId: ids.uuid() }));

const few = { ...QUESTIONS_PER_DAY, numbersOfAccount: 2 };
const asks = async (accountId: string) =>
  (await askedNumbers.countCertificate(
    { accountId, certificateNumber: ids.secret(), domain: ids.secret(), prefix: ids.secret() },
    few,
  )) === undefined;
const compares = async (accountId: string) =>
  (await askedNumbers.countMobiles(accountId, [ids.secret()], 2)).length === 1;

const uploads = (limit: { readonly grants: number; readonly bytes: number }) => (applicantId: string) => {
  const place = { applicantId, filingId: undefined, kind: 'id-front', subject: 'principal' } as const;
  const file = { contentType: 'image/jpeg', maxBytes: 1_000, incomingKey: `incoming/id-front/${ids.secret()}` };
  return passes(documents.create({ id: ids.uuid(), ...place, ...file }, limit));
};

async function waits(accountId: string): Promise<boolean> {
  const person = (await instance.sessions.standingOf(await instance.sessions.open(accountId, {})))?.person ?? [];
  const call = { route: 'GET /v1/doors', subjects: person, most: 2, seconds: DAY_SECONDS, isPoll: false };
  return (await callerLimits.beginCall(call)) !== undefined;
}

/** Each counter that lets an account do something twice: whether it lets it do that once more. */
const COUNTERS: readonly (readonly [string, (accountId: string) => Promise<boolean>])[] = [
  ['calls of an operation', ring],
  ['calls of an operation at once', waits],
  ['certificate numbers that are asked about', asks],
  ['mobile numbers that are compared', compares],
  ['uploads', uploads({ grants: 2, bytes: Infinity })],
  ['bytes of uploads', uploads({ grants: 1000, bytes: 2_999 })],
  ...(Object.keys(PAID_SERVICES) as PaidService[]).map(
    (service) => [`paid calls of ${service}`, spend(service)] as const,
  ),
];

let people = 0;
/** Somebody new, with WeChat and a number. */
function somebody() {
  people += 1;
  return { openid: `openid ${people}`, mobile: `1390000${String(people).padStart(4, '0')}` };
}
const byWeChat = async ({ openid }: { openid: string }) => (await accounts.signIn(openid)).accountId;
const byPhone = async ({ mobile }: { mobile: string }) => (await accounts.signInByPhone(mobile)).accountId;

async function erase(accountId: string): Promise<void> {
  await erasure.beginAccount(accountId);
  await erasure.eraseAccount(accountId);
}

describe.each(COUNTERS)('%s', (_, use) => {
  it('go on when somebody erases their account and signs in again, and begin anew when their time is over', async () => {
    const person = somebody();
    const before = await byWeChat(person);
    const used = [await use(before), await use(before), await use(before)];
    await erase(before);
    const after = await byWeChat(person);
    const again = await use(after);
    const other = await use(await byWeChat(somebody()));
    clock.forward(DAY_SECONDS);

    expect(after).not.toBe(before);
    expect([used, again, other, await use(after)]).toEqual([[true, true, false], false, true, true]);
  });

  it('go on by whichever way an account with WeChat and a number was used, erased or taken apart', async () => {
    const [erased, apart] = [somebody(), somebody()];
    for (const person of [erased, apart]) {
      const accountId = await byWeChat(person);
      await accounts.linkPhone(accountId, person.mobile);
      await use(accountId);
      await use(accountId);
    }
    await erase(await byWeChat(erased));
    await accounts.unlinkPhone(await byWeChat(apart));
    const later = [
      await use(await byPhone(erased)),
      await use(await byWeChat(erased)),
      await use(await byWeChat(apart)),
      await use(await byPhone(apart)),
    ];

    expect(later).toEqual([false, false, false, false]);
  });

  it('are used up by neither way alone: what the number has used counts when it is linked', async () => {
    const person = somebody();
    const own = await byPhone(person);
    await use(own);
    await use(own);
    await erase(own);
    const linked = await byWeChat(person);
    await accounts.linkPhone(linked, person.mobile);

    expect(await use(linked)).toBe(false);
  });
});

describe('what counts', () => {
  it('has no id of an erased account, nor its WeChat or number, and is gone when its time is over', async () => {
    const person = somebody();
    const accountId = await byWeChat(person);
    await accounts.linkPhone(accountId, person.mobile);
    for (const [, use] of COUNTERS) await use(accountId);
    await erase(accountId);
    const rows = async () =>
      (
        await test.query<{ row: string }>(
          `select t::text as row from asked_number t union all select t::text from caller_limit t
           union all select t::text from running_call t union all select t::text from paid_call t
           where payer not in ('all') and payer not like 'filing/%'`,
        )
      ).map(({ row }) => row);
    const kept = await rows();
    clock.forward(2 * DAY_SECONDS);
    for (const item of ['asked-numbers', 'caller-limits', 'running-calls', 'paid-calls-of-people'] as const)
      await instance.expiredData.deleteRows(item, keptSince(item, clock.now()), 1000);

    expect(kept.length).toBeGreaterThan(COUNTERS.length);
    expect(
      kept.filter((row) => [accountId, person.openid, person.mobile].some((value) => row.includes(value))),
    ).toEqual([]);
    expect(await rows()).toEqual([]);
  });
});

describe('codes that the signed-in ask for', () => {
  const sent: string[] = [];
  const textMessages = {
    send: async ({ mobile }: { readonly mobile: string }) => {
      sent.push(mobile);
      return 'sent' as const;
    },
  };
  const sender = createCodeSender({ ...instance, codeMessages: { paidBy: () => textMessages } });
  const send = (network: string | undefined, accountId: string | undefined, n: number) =>
    passes(
      sender.send({
        holder: `holder ${n}`,
        message: 'contact-code',
        by: 'sms',
        address: `138${String(n).padStart(8, '0')}`,
        payer: { accountId, filingId: undefined },
        origin: { network, userAgent: 'browser' },
      }),
    );

  it('are sixty an hour from one network, whoever asks and whatever accounts are erased meanwhile', async () => {
    const passed: boolean[] = [];
    for (let account = 0; account < 6; account += 1) {
      const accountId = await byWeChat(somebody());
      for (let n = 0; n < 11; n += 1) passed.push(await send('203.0.113.9', accountId, account * 11 + n));
      await erase(accountId);
    }
    const elsewhere = await send('203.0.113.10', await byWeChat(somebody()), 100);
    const stranger = await send('203.0.113.9', undefined, 101);
    clock.forward(3600);
    const later = await send('203.0.113.9', await byWeChat(somebody()), 102);

    expect(passed.filter(Boolean)).toHaveLength(60);
    expect(passed.slice(60)).toEqual(Array(6).fill(false));
    expect([elsewhere, stranger, later]).toEqual([true, true, true]);
    expect(sent).toHaveLength(63);
  });
});
