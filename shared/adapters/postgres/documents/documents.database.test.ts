import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { draftFiling } from '../../../../tests/support/filings/filings.ts';
import type { NewDocument } from '../../../ports/documents/documents.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const NO_LIMIT = { grants: 1000, bytes: Infinity };

const newDocument = (owner: { filingId: string; applicantId: string }, changes: Partial<NewDocument> = {}) => ({
  id: instance.ids.uuid(),
  filingId: owner.filingId,
  applicantId: owner.applicantId,
  kind: 'id-front' as const,
  subject: 'principal' as const,
  contentType: 'image/jpeg',
  maxBytes: 4_194_304,
  incomingKey: `incoming/id-front/${instance.ids.secret()}`,
  ...changes,
});

async function waitingDocument() {
  const owner = await draftFiling(instance);
  const document = newDocument(owner);
  await instance.documents.create(document, NO_LIMIT);
  return { ...document, find: () => instance.documents.findOwn(document.id, owner.applicantId) };
}

describe('create and find', () => {
  it('waits for the file, and is found by its id and by the key of its grant', async () => {
    const { find, incomingKey, id, filingId, applicantId } = await waitingDocument();

    const found = await find();

    expect(found).toEqual({
      id,
      filingId,
      applicantId,
      kind: 'id-front',
      subject: 'principal',
      state: 'waiting',
      contentType: 'image/jpeg',
      incomingKey,
      cleanKey: undefined,
      findings: [],
      fields: undefined,
      createdAt: clock.now(),
      updatedAt: clock.now(),
    });
    expect(await instance.arrivals.findByIncomingKey(incomingKey)).toEqual(found);
  });

  it('[A1] does not distinguish another applicant’s document from a missing one', async () => {
    const { id } = await waitingDocument();
    const { applicantId: stranger } = await draftFiling(instance);

    const foreign = instance.documents.findOwn(id, stranger);
    const missing = instance.documents.findOwn(instance.ids.uuid(), stranger);

    const refusal = { refusal: 'upload.unknown', facts: {} };
    await Promise.all([foreign, missing].map((answer) => expect(answer).rejects.toMatchObject(refusal)));
  });

  it('finds nothing by an unknown key', async () => {
    const { incomingKey } = await waitingDocument();

    const found = [
      await instance.arrivals.findByIncomingKey(`${incomingKey}x`),
      await instance.documents.findByCleanKey(incomingKey),
    ];

    expect(found).toEqual([undefined, undefined]);
  });

  it('lists a filing’s documents, oldest first, and none of another filing', async () => {
    const owner = await draftFiling(instance);
    await waitingDocument();
    const kinds = ['id-front', 'id-back', 'business-licence'] as const;
    for (const kind of kinds) {
      await instance.documents.create(newDocument(owner, { kind }), NO_LIMIT);
      clock.forward(1);
    }

    const documents = await instance.documents.ofFiling(owner.filingId);

    expect(documents.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('the daily limit', () => {
  it('[U9] refuses the grant after the last one, and allows it again a day later', async () => {
    const owner = await draftFiling(instance);
    const limit = () => ({ grants: 2, bytes: Infinity });
    const grant = () => outcomes([instance.documents.create(newDocument(owner), limit())]);

    const sameDay = [await grant(), await grant(), await grant()];
    clock.forward(86_400);
    const nextDay = await grant();

    expect(sameDay).toEqual([{ done: 1 }, { done: 1 }, { 'upload.too-many': 1 }]);
    expect(nextDay).toEqual({ done: 1 });
  });

  it('[U9] holds for twenty concurrent grants', async () => {
    const owner = await draftFiling(instance);
    const instances = await openInstances(10, test.url, clock);

    const result = await outcomes(
      Array.from({ length: 20 }, (_, call) =>
        instances.nth(call).documents.create(newDocument(owner), { grants: 5, bytes: Infinity }),
      ),
    );
    await instances.close();

    expect(result).toEqual({ done: 5, 'upload.too-many': 15 });
    expect(await instance.documents.ofFiling(owner.filingId)).toHaveLength(5);
  });

  it('[U9] refuses a grant whose bytes exceed it, and allows a smaller one', async () => {
    const owner = await draftFiling(instance);
    const grant = (maxBytes: number) =>
      outcomes([instance.documents.create(newDocument(owner, { maxBytes }), { grants: 9, bytes: 100 })]);

    const results = [await grant(60), await grant(41), await grant(40), await grant(1)];

    expect(results).toEqual([{ done: 1 }, { 'upload.too-many': 1 }, { done: 1 }, { 'upload.too-many': 1 }]);
  });

  it('[U9] holds in bytes for twenty concurrent grants', async () => {
    const owner = await draftFiling(instance);
    const instances = await openInstances(10, test.url, clock);

    const result = await outcomes(
      Array.from({ length: 20 }, (_, call) =>
        instances.nth(call).documents.create(newDocument(owner, { maxBytes: 30 }), { grants: 1000, bytes: 100 }),
      ),
    );
    await instances.close();

    expect(result).toEqual({ done: 3, 'upload.too-many': 17 });
  });

  it('counts each applicant separately', async () => {
    const [first, second] = [await draftFiling(instance), await draftFiling(instance)];
    const grant = (owner: typeof first) =>
      instance.documents.create(newDocument(owner), { grants: 1, bytes: Infinity });
    await grant(first);

    const result = await outcomes([grant(first), grant(second)]);

    expect(result).toEqual({ done: 1, 'upload.too-many': 1 });
  });
});

describe('change', () => {
  const FINDING = {
    ruleId: 'MT-05',
    severity: 'block',
    field: 'documents',
    message: '照片不清晰',
    params: {},
  } as const;
  const FIELDS = {
    name: { text: '周建明', confidence: 0.93 },
    idNumber: { text: '440305198806159974', confidence: 1 },
  };

  it('writes the given values and leaves the others unchanged', async () => {
    const document = await waitingDocument();
    const cleanKey = `clean/certificates/${instance.ids.secret()}`;
    await instance.documents.change(document.id, 'waiting', { state: 'reading', cleanKey });
    clock.forward(5);

    const moved = await instance.documents.change(document.id, 'reading', {
      state: 'ready',
      findings: [FINDING],
      fields: FIELDS,
    });

    expect(moved).toBe(true);
    expect(await document.find()).toMatchObject({ state: 'ready', cleanKey, findings: [FINDING], fields: FIELDS });
    expect(await instance.documents.findByCleanKey(cleanKey)).toMatchObject({ updatedAt: clock.now() });
  });

  it('writes nothing when the document is in another state', async () => {
    const document = await waitingDocument();

    const moved = await instance.documents.change(document.id, 'checking', { state: 'refused', findings: [FINDING] });

    expect(moved).toBe(false);
    expect(await document.find()).toMatchObject({ state: 'waiting', findings: [] });
  });

  it('succeeds for one of twenty concurrent calls', async () => {
    const { id } = await waitingDocument();
    const instances = await openInstances(10, test.url, clock);

    const moved = await Promise.all(
      Array.from({ length: 20 }, (_, call) =>
        instances.nth(call).documents.change(id, 'waiting', { state: 'checking' }),
      ),
    );
    await instances.close();

    expect(moved.filter(Boolean)).toHaveLength(1);
  });

  it('is rolled back with its transaction', async () => {
    const document = await waitingDocument();

    const failed = instance.transactions.inTransaction(async () => {
      await instance.documents.change(document.id, 'waiting', { state: 'checking' });
      throw new Error('later step');
    });

    await expect(failed).rejects.toThrow('later step');
    expect(await document.find()).toMatchObject({ state: 'waiting' });
  });
});

describe('claim', () => {
  const inReading = async () => {
    const document = await waitingDocument();
    await instance.documents.change(document.id, 'waiting', { state: 'reading' });
    return document.id;
  };
  const claim = (id: string) => instance.documents.claim(id, 'reading', 30);

  it('gives a document to one caller at a time, until the lease ends', async () => {
    const id = await inReading();

    const [first, second] = [await claim(id), await claim(id)];
    clock.forward(30);
    const third = await claim(id);

    expect([first, second, third]).toEqual([true, false, true]);
  });

  it('ends with a change, even with one that keeps the state', async () => {
    const id = await inReading();
    await claim(id);

    await instance.documents.change(id, 'reading', { state: 'reading' });

    expect(await claim(id)).toBe(true);
  });

  it('does not claim a document in another state', async () => {
    const { id } = await waitingDocument();

    expect(await claim(id)).toBe(false);
  });

  it('succeeds for one of twenty concurrent calls', async () => {
    const id = await inReading();
    const instances = await openInstances(10, test.url, clock);

    const claimed = await Promise.all(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).documents.claim(id, 'reading', 30)),
    );
    await instances.close();

    expect(claimed.filter(Boolean)).toHaveLength(1);
  });
});

describe('claimIdle', () => {
  const sweep = (limit = 1000) => instance.arrivals.claimIdle(60, limit);
  const idsOf = (documents: readonly { readonly id: string }[]) => documents.map(({ id }) => id);

  it('returns documents that were idle long enough, longest first, and not again for as long', async () => {
    const item = await waitingDocument();
    clock.forward(1);
    const other = await waitingDocument();
    clock.forward(59);

    const early = idsOf(await sweep());
    clock.forward(1);
    const late = idsOf(await sweep());
    clock.forward(59);
    const again = idsOf(await sweep());

    expect([early.includes(item.id), early.includes(other.id)]).toEqual([true, false]);
    expect(late).toEqual([other.id]);
    expect([again.includes(item.id), again.includes(other.id)]).toEqual([true, false]);
  });

  it('returns documents that arrived or are being checked or read, but none that are leased or settled', async () => {
    const states = ['received', 'checking', 'reading', 'ready', 'refused'] as const;
    const documents = await Promise.all(states.map(() => waitingDocument()));
    const held = await waitingDocument();
    for (const [at, state] of states.entries()) {
      await instance.documents.change(documents[at]?.id ?? '', 'waiting', { state });
    }
    clock.forward(60);
    await instance.documents.claim(held.id, 'waiting', 30);

    const claimed = idsOf(await sweep());

    expect(documents.map(({ id }) => claimed.includes(id))).toEqual([true, true, true, false, false]);
    expect(claimed).not.toContain(held.id);
  });

  it('returns an old document less often: after a quarter of its age', async () => {
    const { id } = await waitingDocument();
    clock.forward(4000);
    await sweep();

    const looks: boolean[] = [];
    for (const seconds of [999, 1]) {
      clock.forward(seconds);
      looks.push(idsOf(await sweep()).includes(id));
    }

    expect(looks).toEqual([false, true]);
  });

  it('counts anew after a change', async () => {
    const { id } = await waitingDocument();
    clock.forward(60);
    await sweep();
    await instance.documents.change(id, 'waiting', { state: 'checking' });
    clock.forward(59);

    const early = idsOf(await sweep());
    clock.forward(1);
    const late = idsOf(await sweep());

    expect([early.includes(id), late.includes(id)]).toEqual([false, true]);
  });

  it('shares the work of concurrent callers: each document goes to one of them', async () => {
    const waiting = await Promise.all(Array.from({ length: 30 }, () => waitingDocument()));
    clock.forward(60);
    const instances = await openInstances(5, test.url, clock);

    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).arrivals.claimIdle(60, 7)),
    );
    await instances.close();

    const claimed = claims.flatMap(idsOf);
    expect(claims.every((claim) => claim.length <= 7)).toBe(true);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(waiting.filter(({ id }) => !claimed.includes(id))).toEqual([]);
  });
});

describe('a certificate that was uploaded before a filing', () => {
  const uploaded = async (applicantId: string, changes: Partial<NewDocument> = {}) => {
    const document = { ...newDocument({ filingId: '', applicantId }, changes), filingId: undefined };
    await instance.documents.create(document, NO_LIMIT);
    return document;
  };
  const move = (filingId: string, documentIds: readonly string[], applicantId: string) =>
    instance.documents.moveInto(filingId, documentIds, applicantId);

  it('belongs to its account alone, until it moves into a filing with all that was read', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    const { id } = await uploaded(applicantId);
    const fields = { idNumber: { text: '440305198806159974', confidence: 0.99 } };
    await instance.documents.change(id, 'waiting', { state: 'ready', cleanKey: instance.ids.secret(), fields });
    const waiting = await instance.documents.beforeFiling(applicantId);

    await move(filingId, [id], applicantId);

    expect(waiting).toMatchObject([{ id, filingId: undefined, fields }]);
    expect(await instance.documents.beforeFiling(applicantId)).toEqual([]);
    expect(await instance.documents.ofFiling(filingId)).toMatchObject([{ id, filingId, state: 'ready', fields }]);
  });

  it('moves once: not again, not from another account, and not beside one that can’t', async () => {
    const [own, other] = [await draftFiling(instance), await draftFiling(instance)];
    const [moved, foreign, good] = [
      await uploaded(own.applicantId),
      await uploaded(other.applicantId),
      await uploaded(own.applicantId),
    ];
    await move(own.filingId, [moved.id], own.applicantId);

    const tries = [[moved.id], [foreign.id], [good.id, foreign.id], [instance.ids.uuid()]].map((documentIds) =>
      instance.transactions.inTransaction(() => move(own.filingId, documentIds, own.applicantId)),
    );

    expect(await outcomes(tries)).toEqual({ 'upload.unknown': 4 });
    expect(await instance.documents.beforeFiling(own.applicantId)).toMatchObject([{ id: good.id }]);
    expect(await instance.documents.beforeFiling(other.applicantId)).toMatchObject([{ id: foreign.id }]);
  });

  it('is either moved or deleted when both are tried at once, never lost from a filing', async () => {
    const instances = await openInstances(4, test.url, clock);
    for (let round = 0; round < 8; round += 1) {
      const { filingId, applicantId } = await draftFiling(instance);
      const { id } = await uploaded(applicantId);

      const [moved] = await Promise.allSettled([
        instances.nth(round).documents.moveInto(filingId, [id], applicantId),
        instances.nth(round + 1).erasure.eraseUnused([id]),
      ]);

      const kept = (await instance.documents.ofFiling(filingId)).map((document) => document.id);
      expect(kept).toEqual(moved.status === 'fulfilled' ? [id] : []);
      expect(await instance.documents.beforeFiling(applicantId)).toEqual([]);
    }
    await instances.close();
  });

  it('is one of at most twelve at once, also when they are asked for at the same time; refused ones do not count', async () => {
    const { accountId } = await instance.accounts.signIn(instance.ids.secret());
    const { id } = await uploaded(accountId);
    await instance.documents.change(id, 'waiting', { state: 'refused' });

    const asked = Array.from({ length: 14 }, () => uploaded(accountId));

    expect(await outcomes(asked)).toEqual({ done: 12, 'upload.too-many-before-filing': 2 });
  });

  it('counts among the certificates of its account, without a file or values too', async () => {
    const { accountId } = await instance.accounts.signIn(instance.ids.secret());
    const [front, licence, back] = [
      await uploaded(accountId),
      await uploaded(accountId, { kind: 'business-licence', subject: 'organizer' }),
      await uploaded(accountId, { kind: 'id-back' }),
    ];
    const fields = { idNumber: { text: '44030519880615997x' } };
    await instance.documents.change(front.id, 'waiting', { state: 'ready', fields });
    await instance.documents.change(licence.id, 'waiting', { state: 'ready' });
    await instance.documents.change(back.id, 'waiting', { state: 'refused' });

    const certificates = await instance.documents.certificatesOf(accountId);

    expect(certificates.toSorted((first, second) => first.kind.localeCompare(second.kind))).toEqual([
      { kind: 'business-licence', fields: undefined },
      { kind: 'id-front', fields },
    ]);
    expect(await instance.documents.numbersRead(accountId)).toEqual(['44030519880615997X']);
  });
});
