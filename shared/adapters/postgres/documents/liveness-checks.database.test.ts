import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { draftFiling } from '../../../../tests/support/filings/filings.ts';
import type { LivenessCheck, LivenessState } from '../../../domain/liveness/liveness.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

/** A draft with a photo and a video, and a function that creates checks of them. */
async function draftWithMedia() {
  const draft = await draftFiling(instance);
  const media = async (kind: 'liveness-photo' | 'liveness-video') => {
    const document = {
      id: instance.ids.uuid(),
      filingId: draft.filingId,
      applicantId: draft.applicantId,
      kind,
      subject: `website:${draft.websiteId}` as const,
      contentType: 'image/jpeg',
      maxBytes: 1,
      incomingKey: `incoming/${kind}/${instance.ids.secret()}`,
    };
    return (await instance.documents.create(document, { grants: 100, bytes: Infinity })).id;
  };
  const [photoDocumentId, videoDocumentId] = [await media('liveness-photo'), await media('liveness-video')];
  const check = (changes: Partial<LivenessCheck> = {}): LivenessCheck => ({
    id: instance.ids.uuid(),
    filingId: draft.filingId,
    websiteId: draft.websiteId,
    person: { name: '周建明', idNumber: '440305198806159974' },
    state: 'open',
    challenge: { actions: ['close-eyes', 'open-mouth'] },
    consentTextVersion: '2026-11',
    photoAccepted: false,
    matchedCards: [],
    photoDocumentId,
    videoDocumentId,
    reasons: [],
    expiresAt: new Date(clock.now().getTime() + 600_000),
    createdAt: clock.now(),
    ...changes,
  });
  return { ...draft, check };
}

type Draft = Awaited<ReturnType<typeof draftWithMedia>>;

async function checkIn(draft: Draft, state: LivenessState) {
  const check = draft.check();
  await instance.livenessChecks.create(check, 100);
  if (state !== 'open') await instance.livenessChecks.change(check.id, 'open', { state });
  return check;
}

describe('create and find', () => {
  it('returns the challenge with its actions in this order', async () => {
    const draft = await draftWithMedia();
    const check = draft.check();
    await instance.livenessChecks.create(check, 5);

    const found = await instance.livenessChecks.findOwn(check.id, draft.applicantId);

    expect(found).toEqual({
      ...check,
      frameDocumentIds: [],
      cardSimilarities: {},
      similarity: undefined,
      assurance: undefined,
    });
  });

  it('[A1] does not distinguish another applicant’s check from a missing one', async () => {
    const check = await checkIn(await draftWithMedia(), 'open');
    const { applicantId: stranger } = await draftFiling(instance);

    const foreign = instance.livenessChecks.findOwn(check.id, stranger);
    const missing = instance.livenessChecks.findOwn(instance.ids.uuid(), stranger);

    await expect(foreign).rejects.toMatchObject({ refusal: 'liveness.unknown', facts: {} });
    await expect(missing).rejects.toMatchObject({ refusal: 'liveness.unknown', facts: {} });
  });

  it('[A3] lists the open checks of one account, which end with its consent, and nobody else’s', async () => {
    const [own, foreign] = [await draftWithMedia(), await draftWithMedia()];
    await checkIn(own, 'failed');
    const open = await checkIn(own, 'open');
    await checkIn(foreign, 'open');

    const found = await instance.livenessChecks.openOf(own.applicantId);

    expect(found.map(({ id }) => id)).toEqual([open.id]);
  });

  it('lists a filing’s checks, oldest first', async () => {
    const draft = await draftWithMedia();
    const first = await checkIn(draft, 'failed');
    clock.forward(1);
    const second = await checkIn(draft, 'open');

    const checks = await instance.livenessChecks.ofFiling(draft.filingId);

    expect(checks.map(({ id, state }) => [id, state])).toEqual([
      [first.id, 'failed'],
      [second.id, 'open'],
    ]);
  });
});

describe('the number of tries', () => {
  it('[A4] refuses another one after the last failure, but not for another website', async () => {
    const draft = await draftWithMedia();
    await checkIn(draft, 'failed');
    await checkIn(draft, 'failed');

    const more = draft.check();
    const result = await outcomes([instance.livenessChecks.create(more, 2)]);
    const elsewhere = await outcomes([
      instance.livenessChecks.create(draft.check({ websiteId: instance.ids.uuid() }), 2),
    ]);

    expect(result).toEqual({ 'liveness.too-many-tries': 1 });
    expect(elsewhere).toEqual({ done: 1 });
  });

  it('[A4] counts one that is being verified, but none that passed or was never answered', async () => {
    const draft = await draftWithMedia();
    const tryAgain = (maxTries: number) => outcomes([instance.livenessChecks.create(draft.check(), maxTries)]);
    await checkIn(draft, 'passed');
    await checkIn(draft, 'open');
    await checkIn(draft, 'verifying');

    const result = [await tryAgain(1), await tryAgain(2)];

    expect(result).toEqual([{ 'liveness.too-many-tries': 1 }, { done: 1 }]);
  });

  it('[A4] does not count one whose instance died', async () => {
    const draft = await draftWithMedia();
    await checkIn(draft, 'verifying');
    clock.forward(14 * 60);
    const running = await outcomes([instance.livenessChecks.create(draft.check(), 1)]);
    clock.forward(60);

    const died = await outcomes([instance.livenessChecks.create(draft.check(), 1)]);

    expect([running, died]).toEqual([{ 'liveness.too-many-tries': 1 }, { done: 1 }]);
  });

  it('[A4] lets only the newest challenge be answered, so that none can be opened in advance', async () => {
    const draft = await draftWithMedia();
    const elsewhere = draft.check({ websiteId: instance.ids.uuid() });
    await instance.livenessChecks.create(elsewhere, 5);
    const [passed, older] = [await checkIn(draft, 'passed'), await checkIn(draft, 'open')];
    clock.forward(30);

    const newest = await checkIn(draft, 'open');

    const checks = await instance.livenessChecks.ofFiling(draft.filingId);
    const answerable = checks.filter(({ expiresAt }) => expiresAt > clock.now()).map(({ id }) => id);
    expect(answerable.sort()).toEqual([elsewhere.id, passed.id, newest.id].sort());
    expect(await instance.livenessChecks.findOwn(older.id, draft.applicantId)).toMatchObject({
      expiresAt: clock.now(),
    });
  });

  it('[A4] leaves one challenge to answer when twenty are opened concurrently', async () => {
    const draft = await draftWithMedia();
    for (let failures = 0; failures < 4; failures += 1) await checkIn(draft, 'failed');
    const instances = await openInstances(10, test.url, clock);

    await Promise.all(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).livenessChecks.create(draft.check(), 5)),
    );
    await instances.close();

    const checks = await instance.livenessChecks.ofFiling(draft.filingId);
    const answerable = checks.filter(({ state, expiresAt }) => state === 'open' && expiresAt > clock.now());
    expect(answerable).toHaveLength(1);
  });
});

describe('change', () => {
  it('stores the outcome of a try, and its expiry', async () => {
    const draft = await draftWithMedia();
    const { id } = await checkIn(draft, 'verifying');
    const expiresAt = new Date('2026-11-27T02:00:00Z');
    const frameDocumentIds = [instance.ids.uuid(), instance.ids.uuid()];

    const moved = await instance.livenessChecks.change(id, 'verifying', {
      state: 'passed',
      reasons: [{ code: 'too-dark', measured: 41, limit: 60 }, { code: 'other-person' }],
      similarity: 93.42,
      assurance: 'vendor',
      frameDocumentIds,
      expiresAt,
    });

    const after = await instance.livenessChecks.findOwn(id, draft.applicantId);
    expect(moved).toBe(true);
    expect(after).toMatchObject({
      state: 'passed',
      reasons: [{ code: 'too-dark', measured: 41, limit: 60 }, { code: 'other-person' }],
      similarity: 93.42,
      assurance: 'vendor',
      frameDocumentIds,
      expiresAt,
    });
  });

  it('notes each ID card with the same face once', async () => {
    const draft = await draftWithMedia();
    const { id } = await checkIn(draft, 'passed');
    const [one, two] = [instance.ids.uuid(), instance.ids.uuid()];

    const seen = [
      [one, 81.5],
      [two, undefined],
      [one, 60],
    ] as const;
    for (const [card, similarity] of seen) await instance.livenessChecks.addMatchedCard(id, card, similarity);

    const { matchedCards, cardSimilarities } = await instance.livenessChecks.findOwn(id, draft.applicantId);
    expect(matchedCards).toEqual([one, two]);
    expect(cardSimilarities).toEqual({ [one]: 81.5 });
  });

  it('[A4] lets one of twenty concurrent verifications of the same try call the vendor', async () => {
    const { id } = await checkIn(await draftWithMedia(), 'open');
    const instances = await openInstances(10, test.url, clock);

    const moved = await Promise.all(
      Array.from({ length: 20 }, (_, call) =>
        instances.nth(call).livenessChecks.change(id, 'open', { state: 'verifying' }),
      ),
    );
    await instances.close();

    expect(moved.filter(Boolean)).toHaveLength(1);
  });
});
