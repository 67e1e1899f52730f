import { drawIdBack } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { cosFunction } from '../../platform/edge/cos-function.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { testClock } from '../../tests/support/clock.ts';
import { BUCKET, testCos } from '../../tests/support/database/cos-under-test.ts';
import { type Instance, openInstances } from '../../tests/support/database/instance.ts';
import { objectStoreOn } from '../../tests/support/database/object-store.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { draftFiling } from '../../tests/support/filings/filings.ts';
import { collectLog, scfContext } from '../../tests/support/scf.ts';
import { takeIn } from '../intake/take-in.ts';
import { findLostUploads } from './find-lost-uploads.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const log = collectLog();

const { test, instance } = await testInstance(clock);
const cos = await testCos();
const objectStore = objectStoreOn(cos);
const owner = await draftFiling(instance);
const card = await drawIdBack(ENTERPRISE.idCard);
afterAll(async () => {
  log.stop();
});

/** A grant; `put` uploads a file with it. Every event until now is lost. */
async function granted(kind: DocumentKind = 'residence-proof') {
  const [id, key] = [instance.ids.uuid(), `incoming/${kind}/${instance.ids.secret()}`];
  await instance.documents.create(
    { id, ...owner, kind, subject: 'organizer', contentType: 'image/jpeg', maxBytes: 1, incomingKey: key },
    { grants: 1000, bytes: Infinity },
  );
  return {
    id,
    key,
    put: () => objectStore.write(key, card, 'image/jpeg'),
    find: () => instance.documents.findOwn(id, owner.applicantId),
  };
}

const sweep = (by: Instance = instance) =>
  findLostUploads(
    { requestId: 'sweep', remainingMs: () => 60_000 },
    { ...by, documents: by.arrivals, clock, objectStore },
  );

/** Names and keys of the events that COS emitted during `work`. */
async function eventsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  cos.events.length = 0;
  await work();
  return cos.events.flatMap(({ Records }) =>
    Records.map(({ event, cos }) => `${event.eventName} ${decodeURIComponent(cos.cosObject.key).slice(20)}`),
  );
}

const intake = () =>
  cosFunction({
    ports: {
      consents: async () => instance.consents,
      documents: async () => instance.arrivals,
      ids: async () => instance.ids,
      inbox: async () => instance.inbox,
      objectStore: async () => objectStore,
      transactions: async () => instance.transactions,
    },
    bucket: () => BUCKET,
    useCase: takeIn,
  });

describe('an upload whose event was lost', () => {
  it('is reported again by COS after a minute, and intake takes it in once', async () => {
    const { key, put, find } = await granted();
    await put();

    const early = await eventsDuring(() => sweep());
    clock.forward(60);
    const late = await eventsDuring(() => sweep());
    const [event] = [...cos.events];
    const results = [await intake()(event, scfContext()), await intake()(event, scfContext())];

    expect([early, late]).toEqual([[], [`cos:ObjectCreated:Copy ${key}`]]);
    expect(results.map(({ done, seen }) => ({ done, seen }))).toEqual([
      { done: 1, seen: 0 },
      { done: 0, seen: 1 },
    ]);
    expect(await find()).toMatchObject({ state: 'ready', findings: [] });
    expect(await objectStore.look(key)).toBeUndefined();
  });

  it('is reported by the upload when intake died before its commit, with or without a copy', async () => {
    const { id, key, put, find } = await granted();
    await put();
    const cleanKey = `clean/materials/${id}.mark`;
    await instance.documents.change(id, 'waiting', { state: 'checking', cleanKey });
    await objectStore.write(cleanKey, card, 'image/jpeg');
    clock.forward(60);

    const events = await eventsDuring(() => sweep());

    expect(events).toEqual([`cos:ObjectCreated:Copy ${key}`]);
    expect((await find()).state).toBe('checking');
  });

  it('is shown as received from then on, even when no check follows', async () => {
    const { put, find } = await granted();
    await put();
    clock.forward(60);

    await sweep();

    expect((await find()).state).toBe('received');
  });

  it('is reported by its clean copy when the reading was lost, and by the upload without a copy', async () => {
    const read = await granted('id-back');
    const unwritten = await granted('id-back');
    await unwritten.put();
    const cleanKeys = [read, unwritten].map(({ id }) => `clean/certificates/${id}`);
    for (const [at, { id }] of [read, unwritten].entries()) {
      await instance.documents.change(id, 'waiting', { state: 'reading', cleanKey: cleanKeys[at] ?? '' });
    }
    await objectStore.write(cleanKeys[0] ?? '', card, 'image/jpeg');
    clock.forward(60);

    const events = await eventsDuring(() => sweep());

    const ours = [...cleanKeys, read.key, unwritten.key];
    expect(events.filter((line) => ours.some((key) => line.endsWith(key))).toSorted()).toEqual([
      `cos:ObjectCreated:Copy ${cleanKeys[0]}`,
      `cos:ObjectCreated:Copy ${unwritten.key}`,
    ]);
  });

  it('is reported by one of several concurrent instances', async () => {
    const uploads = await Promise.all(Array.from({ length: 25 }, () => granted()));
    await Promise.all(uploads.map(({ put }) => put()));
    clock.forward(60);
    const several = await openInstances(3, test.url, clock);

    const events = await eventsDuring(() => Promise.all([0, 1, 2].map((call) => sweep(several.nth(call)))));
    await several.close();

    const ours = events.filter((line) => uploads.some(({ key }) => line.endsWith(key)));
    expect(ours).toHaveLength(25);
    expect(new Set(ours).size).toBe(25);
  });

  it('is refused and deleted when it could not be processed for a day', async () => {
    const { key, put, find } = await granted();
    await put();
    clock.forward(24 * 60 * 60 + 1);

    await sweep();

    expect(await find()).toMatchObject({
      state: 'refused',
      findings: [{ ruleId: 'MT-05', severity: 'block', message: '文件处理没有完成，请重新上传。' }],
    });
    expect(await objectStore.look(key)).toBeUndefined();
  });
});

describe('a grant that was not used', () => {
  it('is left while a file may still arrive, and then refused with advice', async () => {
    const { find } = await granted();
    clock.forward(20 * 60);
    await sweep();
    const before = await find();
    clock.forward(5 * 60);

    const counts = await sweep();

    expect(before.state).toBe('waiting');
    expect(counts.refused).toBe(1);
    expect(await find()).toMatchObject({
      state: 'refused',
      findings: [{ ruleId: 'MT-05', severity: 'block', message: '没有收到文件，上传凭证已过期，请重新上传。' }],
    });
  });
});

describe('the time of a run', () => {
  it('ends the work in time; what is left is for the next run', async () => {
    const { put } = await granted();
    await put();
    clock.forward(60);

    const events = await eventsDuring(() =>
      findLostUploads(
        { requestId: 'sweep', remainingMs: () => 20_000 },
        { ...instance, documents: instance.arrivals, clock, objectStore },
      ),
    );

    expect(events).toEqual([]);
  });
});
