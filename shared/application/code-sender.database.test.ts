import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Refused } from '../../contracts/kit/refusal.ts';
import { testClock } from '../../tests/support/clock.ts';
import { budgetsOf, testSeal } from '../../tests/support/database/instance.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { createPaidCalls } from '../adapters/postgres/accounts/paid-calls.ts';
import { openDatabase } from '../adapters/postgres/database.ts';
import { CODE_MESSAGES, type CodeMessage } from '../domain/messages/code-messages.ts';
import { createBilled } from './billed.ts';
import { createCodeSender } from './code-sender.ts';
import { SMS_CODES_TARIFF } from './tariffs.ts';

const START = '2026-11-24T02:00:00Z';
const clock = testClock(START);
const { test, instance } = await testInstance(clock);
const database = openDatabase(test.url);
afterAll(() => database.close());
beforeEach(async () => {
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  await test.empty('caller_limit');
  await test.query('delete from paid_call');
});

const { accountId } = await instance.accounts.signIn('customer');
const MESSAGES = Object.keys(CODE_MESSAGES) as CodeMessage[];

/** A sender on a day's budget of so many codes. */
function senderWith(codes: number) {
  const paidCalls = createPaidCalls({ database, seal: testSeal(), clock }, budgetsOf(codes), () => {});
  const vendor = { send: async () => 'sent' as const };
  const sender = createCodeSender({ ...instance, codeMessages: createBilled(vendor, SMS_CODES_TARIFF, paidCalls) });
  let networks = 0;
  /** `sent`, or the refusal with the seconds to wait. */
  return (message: CodeMessage, address: string, by: string | undefined, network = `2001:db8:${++networks}::`) =>
    sender
      .send({
        holder: `${message} ${networks}`,
        message,
        by: 'sms',
        address,
        payer: { accountId: by, filingId: undefined },
        origin: { network, userAgent: 'browser' },
      })
      .then(
        () => 'sent',
        ({ refusal, facts }: Refused) => `${refusal} ${facts?.retryAfterSeconds}`,
      );
}

describe('codes that strangers ask for', () => {
  it('go to one number after growing pauses, from however many networks, five a day', async () => {
    const send = senderWith(10_000);
    const outcomes: string[] = [];
    for (const seconds of [0, 59, 1, 60, 480, 3000, 0, 3 * 3600, 19 * 3600]) {
      clock.forward(seconds);
      outcomes.push(await send('sign-in-code', '13800000001', undefined));
    }
    clock.forward(3600);

    expect(outcomes).toEqual([
      'sent',
      'one-time-code.too-many 1',
      'sent',
      'one-time-code.too-many 480',
      'sent',
      'sent',
      'one-time-code.too-many 60',
      'sent',
      'one-time-code.too-many 3600',
    ]);
    expect(await send('sign-in-code', '13800000001', undefined)).toBe('sent');
  });

  it('stop no code that a customer asks for to that number, of no purpose', async () => {
    const send = senderWith(10_000);
    for (let network = 0; network < 84; network += 1) {
      await send('sign-in-code', '13800000002', undefined);
      clock.forward(120);
    }

    const outcomes: string[] = [];
    for (const message of MESSAGES) outcomes.push(await send(message, '13800000002', accountId));

    expect(outcomes).toEqual(MESSAGES.map(() => 'sent'));
  });

  it('use up two fifths of the day’s budget, and then say so and until when', async () => {
    const send = senderWith(100);
    const strangers: string[] = [];
    for (let number = 0; number < 41; number += 1)
      strangers.push(await send('sign-in-code', `1380001${String(number).padStart(4, '0')}`, undefined));
    const customers: string[] = [];
    for (const message of MESSAGES) customers.push(await send(message, '13800000003', accountId));

    expect(strangers.filter((outcome) => outcome === 'sent')).toHaveLength(40);
    // It is ten in the morning in Beijing.
    expect(strangers.at(-1)).toBe(`one-time-code.used-up ${14 * 3600}`);
    expect(customers).toEqual(MESSAGES.map(() => 'sent'));
  });
});

describe('codes of one purpose', () => {
  it('leave those of the others their part of the day’s budget', async () => {
    const send = senderWith(100);
    const contacts: string[] = [];
    for (let number = 0; number < 17; number += 1)
      contacts.push(await send('contact-code', `1380002${String(number).padStart(4, '0')}`, accountId));
    const others = MESSAGES.filter((message) => message !== 'contact-code');
    const outcomes: string[] = [];
    for (const message of others) outcomes.push(await send(message, '13800000004', accountId));

    expect(contacts.filter((outcome) => outcome === 'sent')).toHaveLength(16);
    expect(contacts.at(-1)).toMatch(/^one-time-code\.used-up /);
    expect(outcomes).toEqual(others.map(() => 'sent'));
  });

  it('are one a minute, five an hour and ten a day to one number, whoever is signed in', async () => {
    const send = senderWith(10_000);
    const outcomes: string[] = [];
    for (const seconds of [0, 0, 60, 60, 60, 60, 60, 3600, 60, 60, 60, 60, 3600]) {
      clock.forward(seconds);
      outcomes.push(await send('ending-code', '13800000005', accountId));
    }

    expect(outcomes.map((outcome) => outcome === 'sent')).toEqual([1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0].map(Boolean));
  });
});
