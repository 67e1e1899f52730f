import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/adapters/system/clock.ts';
import { openInstances } from '../support/database/instance.ts';
import { sendForm, testUploads } from '../support/pictures/uploads.ts';

const UPLOADERS = 5;
const UPLOADS = 500;
const INSTANCES = 8;

const uploads = await testUploads();

/** A pseudo-random number, the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; state = (state * 1_103_515_245 + 12_345) % 2 ** 31) yield state;
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  const chance = numbers(20_261_124);
  return items
    .map((item) => ({ item, at: chance.next().value }))
    .toSorted((first, second) => first.at - second.at)
    .map(({ item }) => item);
}

/** Works through a list, `width` items at a time. */
async function each<T>(items: readonly T[], width: number, work: (item: T, worker: number) => Promise<unknown>) {
  const left = items.values();
  await Promise.all(
    Array.from({ length: width }, async (_, worker) => {
      for (const item of left) await work(item, worker);
    }),
  );
}

/** Small photos, no two the same. */
async function photos(): Promise<readonly Buffer[]> {
  const photo = await sharp({ create: { width: 480, height: 480, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  return Array.from({ length: UPLOADS }, (_, index) => Buffer.concat([photo, Buffer.from(`photo ${index}`)]));
}

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');

describe('500 uploads at once', () => {
  it('are each processed once, though their events come three times and in any order', async () => {
    const people = await Promise.all(Array.from({ length: UPLOADERS }, () => uploads.uploader()));
    const instances = await openInstances(INSTANCES, uploads.database.url, systemClock);
    const files = (await photos()).map((bytes, index) => ({ bytes, ask: people[index % UPLOADERS] ?? people[0] }));
    const documentIds = new Map<string, string>();
    await each(files, 25, async ({ bytes, ask }) => {
      const grant = await ask?.('liveness-photo', bytes.length);
      if (!grant) throw new Error('no grant');
      documentIds.set(grant.documentId, md5(bytes));
      expect((await sendForm(grant.post, bytes)).status).toBe(200);
    });
    // Before a copy is written, whose event is not intake's.
    const events = [...uploads.cos.events];
    // Two copies of each event come at the same moment, the third at any other.
    const deliveries = shuffled([...events.map((event) => [event, event]), ...events.map((event) => [event])]).flat();
    const handlers = Array.from({ length: INSTANCES }, (_, index) => uploads.intake(instances.nth(index)));
    const counts = { done: 0, seen: 0, ignored: 0, failed: 0 };
    await each(deliveries, INSTANCES, async (event, worker) => {
      const outcome = (await handlers[worker]?.(event)) as typeof counts;
      for (const name of ['done', 'seen', 'ignored', 'failed'] as const) counts[name] += outcome[name];
    });
    await instances.close();

    const { query } = uploads.database;
    const states = await query('select state, count(*)::int as documents from document group by state');
    const remembered = await query('select count(*)::int as messages from inbox');
    const kept = await query<{ id: string; clean_key: string }>('select id, clean_key from document');
    expect([events.length, deliveries.length]).toEqual([UPLOADS, 3 * UPLOADS]);
    expect(counts).toEqual({ done: UPLOADS, seen: 2 * UPLOADS, ignored: 0, failed: 0 });
    expect(states).toEqual([{ state: 'ready', documents: UPLOADS }]);
    expect(remembered).toEqual([{ messages: UPLOADS }]);
    // The copy's key names its upload: each person has their own.
    expect(Object.fromEntries(kept.map(({ id, clean_key }) => [id, clean_key.split('.').at(-1)]))).toEqual(
      Object.fromEntries(documentIds),
    );
    expect((await uploads.keys('clean/')).toSorted()).toEqual(kept.map(({ clean_key }) => clean_key).toSorted());
    expect(await uploads.keys('incoming/')).toEqual([]);
  }, 300_000);
});
