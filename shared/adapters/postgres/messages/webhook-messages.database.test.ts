import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { testInstance } from '../../../../tests/support/test-instance.ts';
import { webhookMessage } from '../../../domain/messages/webhook-event.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
beforeEach(() => test.query('delete from outbox'));

const { outbox, webhookMessages } = instance;
const [ENDPOINT, FOREIGN] = [instance.ids.uuid(), instance.ids.uuid()];
let versions = 0;

/** A message to an endpoint, in this state. */
async function message(endpointId: string, state: 'waiting' | 'parked' | 'sent'): Promise<string> {
  versions += 1;
  const filing = { id: instance.ids.uuid(), state: 'approved', round: 1, version: versions } as const;
  const made = webhookMessage(endpointId, { ...filing, updatedAt: clock.now() });
  await outbox.add([made]);
  if (state === 'parked') await outbox.park(made.key, 'HTTP 500');
  if (state === 'sent') await outbox.markSent(made.key);
  return made.key;
}

const states = async () =>
  Object.fromEntries(
    (await test.query<{ key: string; state: string }>('select key, state from outbox')).map(({ key, state }) => [
      key,
      state,
    ]),
  );

describe('messages to an endpoint', () => {
  it('are sent again when they were given up, those of other endpoints and sent ones are not', async () => {
    const [parked, sent, foreign] = [
      await message(ENDPOINT, 'parked'),
      await message(ENDPOINT, 'sent'),
      await message(FOREIGN, 'parked'),
    ];

    const count = await webhookMessages.sendGivenUpAgain(ENDPOINT, new Date('2026-11-24T02:00:00Z'));

    expect(count).toBe(1);
    expect(await states()).toEqual({ [parked]: 'waiting', [sent]: 'sent', [foreign]: 'parked' });
  });

  it('are sent again only when they are as new as was asked for', async () => {
    const old = await message(ENDPOINT, 'parked');

    const count = await webhookMessages.sendGivenUpAgain(ENDPOINT, new Date('2026-11-24T02:00:01Z'));

    expect([count, await states()]).toEqual([0, { [old]: 'parked' }]);
  });

  it('are sent again singly, whatever became of them; a message of another endpoint is unknown', async () => {
    const [sent, foreign] = [await message(ENDPOINT, 'sent'), await message(FOREIGN, 'sent')];

    const known = [await webhookMessages.sendAgain(ENDPOINT, sent), await webhookMessages.sendAgain(ENDPOINT, foreign)];

    expect(known).toEqual([true, false]);
    expect(await states()).toEqual({ [sent]: 'waiting', [foreign]: 'sent' });
  });

  it('keep lease and attempts when they are being sent already', async () => {
    const waiting = await message(ENDPOINT, 'waiting');
    await outbox.postpone(waiting, new Date('2026-11-24T03:00:00Z'), 'HTTP 500');

    expect(await webhookMessages.sendAgain(ENDPOINT, waiting)).toBe(true);

    expect(await webhookMessages.ofEndpoint(ENDPOINT, 10)).toMatchObject([
      { id: waiting, delivery: 'waiting', nextAttemptAt: new Date('2026-11-24T03:00:00Z') },
    ]);
  });

  it('are listed for their endpoint alone', async () => {
    const [own] = [await message(ENDPOINT, 'sent'), await message(FOREIGN, 'sent')];

    expect((await webhookMessages.ofEndpoint(ENDPOINT, 10)).map(({ id }) => id)).toEqual([own]);
  });
});
