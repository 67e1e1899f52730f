import { describe, expect, it } from 'vitest';
import { createSeal } from '../../../../platform/adapters/node-crypto/seal.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { openInstance, openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const LIMITS = { numbersOfAccount: 3, numbersWithDomain: 4, numbersWithPrefix: 5 };
const DAY = 24 * 60 * 60;

const newAccount = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

/** Different in each test. */
const aDomain = () => `${instance.ids.secret().toLowerCase()}.cn`;
const aPrefix = () => instance.ids.secret();

/** Asks one question after the other. @returns for each the limit that is used up. */
async function ask(accountId: string, ...questions: readonly (readonly [string, string, string])[]) {
  const answers: (string | undefined)[] = [];
  for (const [certificateNumber, domain, prefix] of questions)
    answers.push(
      await instance.askedNumbers.countCertificate({ accountId, certificateNumber, domain, prefix }, LIMITS),
    );
  return answers;
}

describe('countCertificate', () => {
  it('lets an account ask about three numbers a day, each as often as it likes', async () => {
    const accountId = await newAccount();
    const numbers = ['A1', 'A2', 'A3', 'A4', 'A1', 'A3'];

    const answers = await ask(accountId, ...numbers.map((number) => [number, aDomain(), aPrefix()] as const));

    expect(answers).toEqual([undefined, undefined, undefined, 'numbersOfAccount', undefined, undefined]);
  });

  it('forgets a number a day after it was counted, and not a second earlier', async () => {
    const accountId = await newAccount();
    const item = (number: string) => [number, aDomain(), aPrefix()] as const;
    await ask(accountId, item('B1'), item('B2'), item('B3'));

    clock.forward(DAY - 1);
    const before = await ask(accountId, item('B4'));
    clock.forward(1);
    const after = await ask(accountId, item('B4'));

    expect([before, after]).toEqual([['numbersOfAccount'], [undefined]]);
  });

  it('counts the numbers of all accounts with one domain, also those that were asked about with another domain before', async () => {
    const domain = aDomain();
    const [first, second, third] = [await newAccount(), await newAccount(), await newAccount()];
    await ask(first, ['C1', domain, aPrefix()], ['C2', domain, aPrefix()], ['C1', domain, aPrefix()]);
    await ask(second, ['C3', domain, aPrefix()], ['C4', domain, aPrefix()]);

    const full = await ask(third, ['C5', domain, aPrefix()], ['C5', aDomain(), aPrefix()], ['C5', domain, aPrefix()]);
    const asked = await ask(first, ['C2', domain, aPrefix()]);

    expect(full).toEqual(['numbersWithDomain', undefined, 'numbersWithDomain']);
    expect(asked).toEqual([undefined]);
  });

  it('counts the numbers of all accounts with one prefix, once whatever domain they are asked about with', async () => {
    const prefix = aPrefix();
    const [first, second] = [await newAccount(), await newAccount()];
    const item = (number: string) => [number, aDomain(), prefix] as const;
    await ask(first, item('D1'), item('D1'), item('D1'), item('D2'), item('D3'));

    const answers = await ask(second, item('D4'), item('D5'), item('D6'), item('D5'));

    expect(answers).toEqual([undefined, undefined, 'numbersWithPrefix', undefined]);
  });

  it('does not count a number that it refuses', async () => {
    const [prefix, domain] = [aPrefix(), aDomain()];
    const accountId = await newAccount();
    const others = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8'];
    await ask(accountId, ...others.map((number) => [number, domain, prefix] as const));

    expect(await ask(await newAccount(), ['E9', domain, prefix])).toEqual([undefined]);
  });

  it('lets no more than three numbers through when forty questions of ten instances are concurrent', async () => {
    const accountId = await newAccount();
    const instances = await openInstances(10, test.url, clock);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const question = { accountId, certificateNumber: `F${n}`, domain: aDomain(), prefix: aPrefix() };
        return instances.nth(n).askedNumbers.countCertificate(question, LIMITS);
      }),
    );
    await instances.close();

    expect(answers.filter((usedUp) => usedUp === undefined)).toHaveLength(3);
  });

  it('counts on while the key of the indexes is replaced', async () => {
    const accountId = await newAccount();
    await ask(accountId, ['G1', aDomain(), aPrefix()], ['G2', aDomain(), aPrefix()]);
    const [old, next] = [Buffer.alloc(32, 2), Buffer.alloc(32, 7)];
    const sealWith = (indexKey: Buffer, otherIndexKey: Buffer) =>
      createSeal({ keys: { test: Buffer.alloc(32, 1) }, currentKeyId: 'test', indexKey, otherIndexKey });
    const [writesOld, writesNew] = [sealWith(old, next), sealWith(next, old)].map((seal) =>
      openInstance(test.url, clock, seal),
    );
    const question = (certificateNumber: string) => ({
      accountId,
      certificateNumber,
      domain: aDomain(),
      prefix: aPrefix(),
    });

    const answers = [
      await writesNew?.askedNumbers.countCertificate(question('G3'), LIMITS),
      await writesOld?.askedNumbers.countCertificate(question('G4'), LIMITS),
      await writesNew?.askedNumbers.countCertificate(question('G4'), LIMITS),
    ];
    await Promise.all([writesOld?.close(), writesNew?.close()]);

    expect(answers).toEqual([undefined, 'numbersOfAccount', 'numbersOfAccount']);
  });

  it('stores no number in clear', async () => {
    await ask(await newAccount(), ['440106199704189988', 'shanjian-shouji.cn', '44010619970418']);

    const rows = await test.query<{ row: string }>('select asked_number::text as row from asked_number');

    const inHex = (text: string) => Buffer.from(text).toString('hex');
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows)
      expect(row).not.toMatch(new RegExp(`440106|shanjian|${inHex('44010619970418')}|${inHex('shanjian')}`));
  });
});

describe('countMobiles', () => {
  it('lets an account ask about so many mobile numbers a day, and about those again', async () => {
    const accountId = await newAccount();
    const count = (...mobiles: readonly string[]) => instance.askedNumbers.countMobiles(accountId, mobiles, 3);

    const answers = [
      await count('13900000001', '13900000002'),
      await count('13900000003', '13900000004', '13900000001'),
      await count('13900000005'),
    ];
    clock.forward(DAY);

    expect(answers).toEqual([['13900000001', '13900000002'], ['13900000003', '13900000001'], []]);
    expect(await count('13900000005')).toEqual(['13900000005']);
  });

  it('counts each account by itself, and apart from certificate numbers', async () => {
    const [one, other] = [await newAccount(), await newAccount()];
    await instance.askedNumbers.countMobiles(one, ['13900000001'], 1);
    await ask(other, ['13900000002', aDomain(), aPrefix()]);

    expect(await instance.askedNumbers.countMobiles(other, ['13900000002'], 1)).toEqual(['13900000002']);
  });
});
