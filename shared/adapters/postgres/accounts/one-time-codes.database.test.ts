import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { dumpOf } from '../../../../tests/support/database/database.ts';
import { openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';

const clock = testClock('2026-11-27T02:00:00Z');
const { test, instance } = await testInstance(clock);

const inFiveMinutes = () => new Date(clock.now().getTime() + 5 * 60_000);
const sent = async (holder: string, code = '004217') => {
  await instance.oneTimeCodes.save({ holder, code, address: '13822230017', expiresAt: inFiveMinutes() });
};

describe('a one-time code', () => {
  it('is right once, and says to which number it was sent', async () => {
    await sent('one device');

    expect(await instance.oneTimeCodes.check('one device', '004217', 5)).toEqual({
      outcome: 'right',
      address: '13822230017',
    });
    expect(await instance.oneTimeCodes.check('one device', '004217', 5)).toEqual({ outcome: 'over' });
  });

  it('is right for nobody but its holder', async () => {
    await sent('its holder');
    await sent('a stranger', '999999');

    expect(await instance.oneTimeCodes.check('a stranger', '004217', 5)).toEqual({ outcome: 'wrong', triesLeft: 4 });
    expect(await instance.oneTimeCodes.check('nobody', '004217', 5)).toEqual({ outcome: 'over' });
  });

  it('is late after five minutes', async () => {
    await sent('too late');
    clock.forward(5 * 60);

    expect(await instance.oneTimeCodes.check('too late', '004217', 5)).toEqual({ outcome: 'late' });
  });

  it('is locked after five wrong tries, also when it is right then', async () => {
    await sent('guessing');

    const tries = [];
    for (let index = 0; index < 5; index += 1)
      tries.push(await instance.oneTimeCodes.check('guessing', `10000${index}`, 5));

    expect(tries.map((check) => 'triesLeft' in check && check.triesLeft)).toEqual([4, 3, 2, 1, false]);
    expect(tries.at(-1)).toEqual({ outcome: 'locked' });
    expect(await instance.oneTimeCodes.check('guessing', '004217', 5)).toEqual({ outcome: 'locked' });
  });

  it('is replaced by the next one of its holder, with new tries', async () => {
    await sent('again', '111111');
    await instance.oneTimeCodes.check('again', '000000', 5);
    await sent('again', '222222');

    expect(await instance.oneTimeCodes.check('again', '111111', 5)).toEqual({ outcome: 'wrong', triesLeft: 4 });
    expect(await instance.oneTimeCodes.check('again', '222222', 5)).toMatchObject({ outcome: 'right' });
  });

  it('is looked at five times when fifty tries come at once, and is right for one of those who have it', async () => {
    const instances = await openInstances(8, test.url, clock);
    await sent('at once');
    const guesses = Array.from({ length: 50 }, (_, index) =>
      instances.nth(index).oneTimeCodes.check('at once', `1000${index}`.padEnd(6, '0'), 5),
    );
    const looked = (await Promise.all(guesses)).filter(({ outcome }) => outcome === 'wrong');
    await sent('raced');
    const owners = Array.from({ length: 8 }, (_, index) =>
      instances.nth(index).oneTimeCodes.check('raced', '004217', 5),
    );
    const right = (await Promise.all(owners)).filter(({ outcome }) => outcome === 'right');
    await instances.close();

    // The fifth wrong one locks.
    expect([looked.length, right.length]).toEqual([4, 1]);
  });

  it('waits for a further proof when it was right, as often as is allowed', async () => {
    await sent('proving');
    await instance.oneTimeCodes.check('proving', '004217', 5);
    await instance.oneTimeCodes.awaitProof('proving', new Date(clock.now().getTime() + 10 * 60_000));
    clock.forward(9 * 60);

    const tries = [];
    for (let index = 0; index < 4; index += 1) tries.push(await instance.oneTimeCodes.takeTry('proving', 3));

    expect(tries).toEqual(['13822230017', '13822230017', '13822230017', undefined]);
  });

  it('gives no further try before it was right', async () => {
    await sent('unproven');

    await instance.oneTimeCodes.awaitProof('unproven', inFiveMinutes());

    expect(await instance.oneTimeCodes.takeTry('unproven', 3)).toBeUndefined();
  });

  it('is stored as keyed hashes and a sealed number', async () => {
    await sent('stored', '731946');

    const dump = await dumpOf(test.migrationUrl, ['one_time_code']);

    expect(dump).toMatch(/\(/);
    expect(dump).not.toMatch(/731946|13822230017/);
  });
});
