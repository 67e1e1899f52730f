import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
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

describe('a turn of an endpoint', () => {
  const registered = async () => {
    const { accountId } = await instance.accounts.signIn(instance.ids.secret());
    const id = instance.ids.uuid();
    await instance.webhookEndpoints.create({ id, accountId, url: 'https://a.example/', events: [], secret: 's' }, 5);
    return { id, accountId };
  };
  const claim = async (isSlow = false) => (await webhookMessages.claimDue(isSlow, 60)).map(({ key }) => key);
  beforeEach(() => test.query('delete from webhook_endpoint'));

  it('brings its oldest message, and no other one until that is over or a minute has passed', async () => {
    const { id } = await registered();
    const first = await message(id, 'waiting');
    clock.forward(1);
    const second = await message(id, 'waiting');

    const claimed = [await claim(), await claim()];
    await outbox.markSent(first);
    clock.forward(60);

    expect([...claimed, await claim()]).toEqual([[first], [], [second]]);
  });

  it('comes round to each, however many messages wait for one of them', async () => {
    const [busy, quiet] = [await registered(), await registered()];
    const many = [await message(busy.id, 'waiting'), await message(busy.id, 'waiting')];
    clock.forward(1);
    const last = await message(quiet.id, 'waiting');

    const claimed = [await claim(), await claim()].flat();

    expect(claimed).toEqual(expect.arrayContaining([last]));
    expect(many).toEqual(expect.arrayContaining([claimed.find((key) => key !== last)]));
  });

  it('waits for the end of a pause, unless its owner ends it: by activation, or by a message sent again', async () => {
    const { id, accountId } = await registered();
    const [waiting, sent] = [await message(id, 'waiting'), await message(id, 'sent')];
    const now = clock.now();
    const pause = () =>
      instance.webhookEndpoints.noteAttempt(id, {
        failingSince: now,
        nextCallAt: new Date(now.getTime() + 3_600_000),
        isSlow: false,
      });
    await pause();

    const paused = await claim();
    await instance.webhookEndpoints.enable(id, accountId);
    const enabled = await claim();
    await pause();
    await webhookMessages.sendAgain(id, sent);

    expect([paused, enabled, await claim()]).toEqual([[], [waiting], [sent]]);
  });

  it('is among the slow ones after a slow call', async () => {
    const { id } = await registered();
    const waiting = await message(id, 'waiting');
    const outcome = { failingSince: undefined, nextCallAt: clock.now(), isSlow: true };
    await instance.webhookEndpoints.noteAttempt(id, outcome);

    expect([await claim(false), await claim(true)]).toEqual([[], [waiting]]);
  });

  it('comes at once for each message when it is disabled: they are parked', async () => {
    const { id } = await registered();
    const both = [await message(id, 'waiting'), await message(id, 'waiting')];
    await instance.webhookEndpoints.disable(id, clock.now());

    expect([await claim(), await claim()].flat().toSorted()).toEqual(both.toSorted());
  });
});

it('messages for an endpoint that fails are no backlog of ours', async () => {
  const { accountId } = await instance.accounts.signIn(instance.ids.secret());
  const id = instance.ids.uuid();
  await instance.webhookEndpoints.create({ id, accountId, url: 'https://a.example/', events: [], secret: 's' }, 5);
  await message(id, 'waiting');
  const backlogs = [await outbox.backlog()];
  const outcome = { failingSince: clock.now(), nextCallAt: clock.now(), isSlow: false };
  await instance.webhookEndpoints.noteAttempt(id, outcome);

  expect([...backlogs, await outbox.backlog()].map(({ waiting }) => waiting)).toEqual([1, 0]);
});
