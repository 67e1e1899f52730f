import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { NO_COURIER, openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { lockWait } from '../../../../tests/support/database/lock-wait.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import type { Database } from '../database.ts';
import { tellEndpoints } from './webhook-endpoints.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
let instances: Awaited<ReturnType<typeof openInstances>>;
beforeAll(async () => {
  instances = await openInstances(4, test.url, clock);
});
afterAll(() => instances.close());

const ROUNDS = 10;
const LATER = new Date('2026-11-25T02:00:00Z');

async function endpoint() {
  const { accountId } = await instance.accounts.signIn(instance.ids.secret());
  const id = instance.ids.uuid();
  const values = { url: 'https://hooks.example.cn/icp', events: ['filing.approved'] as const, secret: 'the first' };
  await instance.webhookEndpoints.create({ id, accountId, ...values }, 5);
  return { id, accountId };
}
const secretsOf = async (id: string) => (await instance.webhookEndpoints.findTarget(id))?.secrets;

describe('an endpoint', () => {
  it('is signed for with the two newest secrets, also when both are made at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, accountId } = await endpoint();

      await Promise.all(
        ['the second', 'the third'].map((secret, index) =>
          instances.nth(index).webhookEndpoints.changeSecret(id, accountId, secret, LATER),
        ),
      );

      expect((await secretsOf(id))?.toSorted()).toEqual(['the second', 'the third']);
    }
  });

  it('is disabled once, so that its owner is told once', async () => {
    const { id } = await endpoint();

    const told = await Promise.all(
      [0, 1, 2, 3].map((index) => instances.nth(index).webhookEndpoints.disable(id, clock.now())),
    );

    expect(told.filter(Boolean)).toHaveLength(1);
  });

  it('is removed with its waiting messages, also one that is written meanwhile', async () => {
    const { id, accountId } = await endpoint();
    const filing = {
      id: instance.ids.uuid(),
      state: 'approved',
      round: 1,
      version: 1,
      applicantId: accountId,
    } as const;
    const [writer, remover] = [instances.nth(0), instances.nth(1)];
    const parts = { database: writer.transactions as Database, clock, courier: NO_COURIER };
    let removal: Promise<void> | undefined;

    await writer.transactions.inTransaction(async () => {
      await tellEndpoints(parts, 'filing.approved', { ...filing, updatedAt: clock.now() } as unknown as Filing);
      removal = remover.webhookEndpoints.remove(id, accountId);
      await lockWait(test);
    });
    await removal;

    expect(await test.query(`select state, failure from outbox where payload ->> 'endpointId' = $1`, [id])).toEqual([
      { state: 'ended', failure: 'gone' },
    ]);
  });

  it('is one of five, also when six are registered at once', async () => {
    const { accountId } = await instance.accounts.signIn(instance.ids.secret());
    const register = (index: number) => {
      const values = { url: 'https://hooks.example.cn/icp', events: [], secret: 'a secret' };
      return instances.nth(index).webhookEndpoints.create({ id: instance.ids.uuid(), accountId, ...values }, 5);
    };

    expect(await outcomes([0, 1, 2, 3, 4, 5].map(register))).toEqual({ done: 5, 'webhook.too-many': 1 });
  });
});
