import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSeal } from '../../../../platform/adapters/node-crypto/seal.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Instance, openInstance, openInstances, testSeal } from '../../../../tests/support/database/instance.ts';
import { lockWait } from '../../../../tests/support/database/lock-wait.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { draftFiling } from '../../../../tests/support/filings/filings.ts';
import type { MediaTrace } from '../../../ports/documents/seen-media.ts';
import { digestIndex } from './seen-media.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const digest = () => createHash('sha256').update(randomBytes(8)).digest();
const photo = (look: Buffer = randomBytes(32)): MediaTrace => ({ kind: 'photo', digest: digest(), look });
const video = (): MediaTrace => ({ kind: 'video', digest: digest() });
const frame = (look: Buffer): MediaTrace => ({ kind: 'frame', look });
const uuid = () => instance.ids.uuid();
const use = (traces: readonly MediaTrace[], { check = uuid(), filing = uuid() } = {}) =>
  instance.seenMedia.rememberUse(check, filing, traces);

/** The same perceptual hash with this many bits changed, spread over it. */
function blurred(look: Buffer, bits: number): Buffer {
  const changed = Buffer.from(look);
  for (let bit = 0; bit < bits; bit += 1) {
    const index = (bit * 101) % 256;
    changed[index >> 3] = (changed[index >> 3] as number) ^ (1 << (index & 7));
  }
  return changed;
}

describe('rememberUse', () => {
  it('accepts new media', async () => {
    expect(await use([photo(), video()])).toBe('new');
  });

  it.each(['photo', 'video'] as const)('recognizes the bytes of a %s in another check', async (kind) => {
    const trace = { kind, digest: digest() };
    await use([trace]);

    expect(await use([trace])).toBe('seen');
  });

  it.each([
    [0, 'seen'],
    [10, 'seen'],
    [11, 'new'],
    [30, 'new'],
  ])('calls a picture with %d of 256 changed bits %s', async (bits, expected) => {
    const look = randomBytes(32);
    await use([photo(look)]);

    expect(await use([photo(blurred(look, bits))])).toBe(expected);
  });

  it('recognizes a perceptual hash wherever its ten changed bits are', async () => {
    const look = randomBytes(32);
    await use([frame(look)]);

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => {
        const changed = Buffer.from(look);
        for (let bit = 0; bit < 10; bit += 1) {
          const index = randomBytes(1)[0] as number;
          changed[index >> 3] = (changed[index >> 3] as number) ^ (1 << (index & 7));
        }
        return instance.seenMedia.rememberUse(uuid(), uuid(), [frame(changed)]);
      }),
    );

    expect(new Set(answers)).toEqual(new Set(['seen']));
  });

  it('does not compare a photo with a key frame', async () => {
    const look = randomBytes(32);
    await use([frame(look)]);

    expect(await use([photo(look)])).toBe('new');
  });

  it('keeps the media of the last call of a check only', async () => {
    const check = uuid();
    const [first, second] = [photo(randomBytes(32)), photo(randomBytes(32))];
    await use([first], { check });
    await use([second, video()], { check });

    const kept = await test.query<{ kind: string }>('select kind from seen_media where check_id = $1 order by kind', [
      check,
    ]);
    expect(kept).toEqual([{ kind: 'photo' }, { kind: 'video' }]);
    expect([await use([first]), await use([second])]).toEqual(['new', 'seen']);
  });

  it('lets a check use its own media again', async () => {
    const [check, filing] = [uuid(), uuid()];
    const traces = [photo(), video()];
    await use(traces, { check, filing });

    expect(await use(traces, { check, filing })).toBe('new');
  });

  it('does not store media that were refused', async () => {
    const seen = video();
    await use([seen]);
    const fresh = photo();
    await use([fresh, seen]);

    expect(await use([fresh])).toBe('new');
  });

  it('lets a filing use its photo again, but no video, until the photo has passed', async () => {
    const { filingId: filing, websiteId } = await draftFiling(instance);
    const media = async (kind: 'liveness-photo' | 'liveness-video') => {
      const { applicantId } = await instance.reviews.findFiling(filing);
      const incomingKey = `incoming/${kind}/${instance.ids.secret()}`;
      const about = { filingId: filing, applicantId, kind, subject: `website:${websiteId}` as const };
      const file = { id: uuid(), contentType: 'image/jpeg', maxBytes: 1, incomingKey };
      return (await instance.documents.create({ ...about, ...file }, { grants: 9, bytes: 9 })).id;
    };
    const check = {
      id: uuid(),
      filingId: filing,
      websiteId,
      person: { name: '周建明', idNumber: '440305198806159974' },
      state: 'open' as const,
      reasons: [],
      challenge: { actions: ['open-mouth' as const] },
      photoAccepted: false,
      matchedCards: [],
      photoDocumentId: await media('liveness-photo'),
      videoDocumentId: await media('liveness-video'),
      consentTextVersion: '2026-11',
      createdAt: clock.now(),
      expiresAt: clock.now(),
    };
    await instance.livenessChecks.create(check, 5);
    const [mine, film] = [photo(), video()];
    await use([mine, film], { check: check.id, filing });

    const photoAgain = await use([mine], { filing });
    const videoAgain = await use([film], { filing });
    await instance.livenessChecks.change(check.id, 'open', { state: 'passed' });
    const afterPass = await use([mine], { filing });

    expect({ photoAgain, videoAgain, afterPass }).toEqual({ photoAgain: 'new', videoAgain: 'seen', afterPass: 'seen' });
  });

  describe('of a filing that was erased since', () => {
    /** A filing whose check used these, erased. */
    async function erased(...traces: readonly MediaTrace[]) {
      const { filingId: filing } = await draftFiling(instance);
      const check = uuid();
      await use(traces, { check, filing });
      await instance.erasure.eraseFilings([filing]);
      return { check, filing };
    }

    it('still recognizes its photo and its film by their bytes', async () => {
      const [mine, film] = [photo(), video()];
      await erased(mine, film);

      expect([await use([film]), await use([{ ...mine, look: randomBytes(32) }])]).toEqual(['seen', 'seen']);
    });

    it.each([
      [0, 'seen'],
      [6, 'seen'],
      [30, 'new'],
    ])('calls a key frame with %d of 256 changed bits %s, without having its look', async (bits, expected) => {
      const look = randomBytes(32);
      await erased(frame(look));

      expect(await use([frame(blurred(look, bits))])).toBe(expected);
    });

    it('keeps nothing that can be opened or that leads to a person: keyed hashes, the kind and the day', async () => {
      const mine = photo();
      const { check, filing } = await erased(mine);
      const rows = await test.query(
        `select check_id, filing_id, digest_sealed, look_sealed, kind, seen_at::text from seen_media where digest_index = $1`,
        [digestIndex(mine.digest?.toString('hex') ?? '', testSeal())],
      );

      expect(rows).toEqual([
        {
          check_id: null,
          filing_id: null,
          digest_sealed: null,
          look_sealed: null,
          kind: 'photo',
          seen_at: '2026-11-24 00:00:00+00',
        },
      ]);
      expect(await instance.seenMedia.ofFiling(filing)).toEqual([]);
      expect(await test.query('select 1 from seen_media where check_id = $1', [check])).toEqual([]);
    });
  });

  it('[A4] accepts one of twenty concurrent checks with the same video', async () => {
    const trace = video();
    const instances = await openInstances(10, test.url, clock);

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).seenMedia.rememberUse(uuid(), uuid(), [trace])),
    );
    await instances.close();

    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
  });
});

describe('checks at the same time', () => {
  let instances: Awaited<ReturnType<typeof openInstances>>;
  beforeAll(async () => {
    instances = await openInstances(6, test.url, clock);
  });
  afterAll(() => instances.close());

  const acceptedOf = async (traces: readonly (readonly MediaTrace[])[]) => {
    const answers = await Promise.all(
      traces.map((each, call) => instances.nth(call).seenMedia.rememberUse(uuid(), uuid(), each)),
    );
    return answers.filter((answer) => answer === 'new').length;
  };

  it('[A4] with photos that look almost the same: one is accepted, in each of ten rounds', async () => {
    const accepted: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const look = randomBytes(32);
      // Any two of them differ in ten bits at most.
      accepted.push(await acceptedOf([0, 2, 4, 6, 8, 10].map((bits) => [photo(blurred(look, bits))])));
    }

    expect(new Set(accepted)).toEqual(new Set([1]));
  });

  it('with looks of which each resembles the next are decided without waiting for each other for ever', async () => {
    const looks = Array.from({ length: 12 }, () => randomBytes(32));
    const frames = looks.map((look, index) => [frame(look), frame(looks[(index + 1) % looks.length] as Buffer)]);

    expect(await acceptedOf(frames)).toBeGreaterThanOrEqual(4);
  });

  it('with different faces do not wait: one goes on while another is not committed', async () => {
    const answer = await instance.transactions.inTransaction(async () => {
      await use([photo(), video()]);
      return instances.nth(0).seenMedia.rememberUse(uuid(), uuid(), [photo(), video()]);
    });

    expect(answer).toBe('new');
  });
});

it('notices the same film in two checks at the same time while one index key replaces the other', async () => {
  const keys = [Buffer.alloc(32, 2), Buffer.alloc(32, 9)] as const;
  const sealWith = (indexKey: Buffer, otherIndexKey: Buffer) =>
    createSeal({ keys: { test: Buffer.alloc(32, 1) }, currentKeyId: 'test', indexKey, otherIndexKey });
  const [before, after] = [sealWith(keys[0], keys[1]), sealWith(keys[1], keys[0])].map((seal) =>
    openInstance(test.url, clock, seal),
  ) as [Instance, Instance];
  const film = video();

  const answers = await before.transactions.inTransaction(async () => {
    const first = await before.seenMedia.rememberUse(uuid(), uuid(), [film]);
    const second = after.seenMedia.rememberUse(uuid(), uuid(), [film]);
    const early = await Promise.race([second, lockWait(test).then(() => 'waits')]);
    return { first, early, second };
  });
  const second = await answers.second;
  await Promise.all([before.close(), after.close()]);

  expect([answers.first, answers.early, second]).toEqual(['new', 'waits', 'seen']);
});

describe('[E3] a fingerprint of a face', () => {
  const stored = (checkId: string) =>
    test.query<{ text: string; digest_index: Buffer | null; pair_indexes: Buffer[] }>(
      'select m::text as text, digest_index, pair_indexes from seen_media m where check_id = $1',
      [checkId],
    );

  it('is stored under the configured key only: neither the bytes nor the look can be tested without it', async () => {
    const [check, trace] = [uuid(), { kind: 'photo' as const, digest: digest(), look: randomBytes(32) }];
    await use([trace], { check });

    const [row] = await stored(check);

    expect(row?.text).not.toContain(trace.digest.toString('hex'));
    expect(row?.text).not.toContain(trace.look.toString('hex'));
    expect(row?.digest_index).toHaveLength(32);
    expect(row?.pair_indexes.map((pair) => pair.length)).toEqual(Array.from({ length: 18 }, () => 8));
  });

  it('has nothing in common with that of the same face under another key', async () => {
    const otherKey = createSeal({
      keys: { test: Buffer.alloc(32, 1) },
      currentKeyId: 'test',
      indexKey: Buffer.alloc(32, 9),
    });
    const other = openInstance(test.url, clock, otherKey);
    const [own, theirs, trace] = [uuid(), uuid(), photo()];

    await use([trace], { check: own });
    await other.seenMedia.rememberUse(theirs, uuid(), [trace]);
    await other.close();

    const [[mine], [foreign]] = [await stored(own), await stored(theirs)];
    const pairs = (row: typeof mine) => row?.pair_indexes.map((pair) => pair.toString('hex')) ?? [];
    expect(mine?.digest_index).not.toEqual(foreign?.digest_index);
    expect(pairs(mine).filter((pair) => pairs(foreign).includes(pair))).toEqual([]);
  });

  it('can be exported for its filing', async () => {
    const [filing, trace, film] = [uuid(), photo(), video()];
    await use([trace, film], { filing });

    const exported = await instance.seenMedia.ofFiling(filing);

    expect(exported).toHaveLength(2);
    expect(exported).toContainEqual({
      kind: 'photo',
      fingerprint: trace.look?.toString('hex'),
      seenAt: new Date('2026-11-24T02:00:00Z'),
    });
  });
});
