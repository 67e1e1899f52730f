import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET, type CosUnderTest, openCos, REGION } from '../../local/cloud/cos/cos-under-test.ts';
import { LAPTOP_CREDENTIALS } from '../../local/cloud/credentials.ts';
import { createObjectStore } from '../../shared/adapters/cos/object-store.ts';
import type { DocumentKind } from '../../shared/domain/document.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { draftFiling } from '../../tests/support/filings.ts';
import { type Instance, openInstance, openInstances } from '../../tests/support/instance.ts';
import { takeIn } from './take-in.ts';

let test: TestDatabase;
let instance: Instance;
let cos: CosUnderTest;
let store: ObjectStore;
let owner: { readonly filingId: string; readonly applicantId: string };
let blue: Buffer;
let red: Buffer;

const photo = (background: string) =>
  sharp({ create: { width: 900, height: 720, channels: 3, background } })
    .jpeg()
    .toBuffer();

beforeAll(async () => {
  test = await testDatabase();
  instance = openInstance(test.url);
  cos = await openCos();
  store = createObjectStore({
    bucket: BUCKET,
    region: REGION,
    endpoint: cos.url(),
    credentials: () => LAPTOP_CREDENTIALS,
  });
  owner = await draftFiling(instance);
  [blue, red] = [await photo('#0000ff'), await photo('#ff0000')];
});
afterAll(async () => {
  await instance.close();
  await cos.close();
  await test.close();
});

/** A document that was granted and whose file has been put. */
async function uploaded(bytes: Buffer, kind: DocumentKind = 'handheld-photo') {
  const [id, key] = [instance.ids.uuid(), `incoming/${kind}/${instance.ids.secret()}`];
  await instance.documents.create(
    { id, ...owner, kind, subject: 'organizer', contentType: 'image/jpeg', maxBytes: 1, incomingKey: key },
    { since: new Date(0), grants: 1000, bytes: Infinity },
  );
  await store.write(key, bytes, 'image/jpeg');
  return {
    key,
    /** What the client does again under the same grant. */
    putAgain: (other: Buffer) => store.write(key, other, 'image/jpeg'),
    find: () => instance.documents.find(id, owner.applicantId),
    setState: (state: 'checking') => instance.documents.change(id, 'waiting', { state }),
    clean: async () => {
      const { cleanKey } = await instance.documents.find(id, owner.applicantId);
      return cleanKey === undefined ? undefined : store.read(cleanKey, { maxBytes: 10_000_000 });
    },
    incoming: () => store.look(key),
  };
}

const deliver = (key: string, messageId: string, by: Instance = instance) =>
  takeIn({ key, bytes: 0, messageId: `${messageId}:${key}` }, { ...by, objectStore: store });

const isRed = async (bytes: Buffer | undefined) => {
  const { dominant } = await sharp(bytes).stats();
  return dominant.r > dominant.b;
};

describe('a file that arrived', () => {
  it.each<[DocumentKind, string, RegExp]>([
    ['handheld-photo', 'ready', /^clean\/materials\/[\w-]{22}\.[0-9a-f]{32}$/],
    ['id-front', 'reading', /^clean\/certificates\/[\w-]{22}\.[0-9a-f]{32}$/],
  ])(
    'is kept as a clean copy under a key that nobody saw, and is gone from incoming/: %s',
    async (kind, state, keys) => {
      const upload = await uploaded(blue, kind);

      const outcome = await deliver(upload.key, 'first');

      const { cleanKey = '', ...document } = await upload.find();
      expect(outcome).toBe('done');
      expect(document).toMatchObject({ state, findings: [] });
      expect(cleanKey).toMatch(keys);
      expect(await store.look(cleanKey)).toMatchObject({ contentType: 'image/jpeg' });
      expect(await upload.incoming()).toBeUndefined();
    },
  );

  it('is refused with a reason when it is something else, and nothing of it stays', async () => {
    const upload = await uploaded(Buffer.from('MZ this is a program'));

    const outcome = await deliver(upload.key, 'first');

    expect(outcome).toBe('done');
    expect(await upload.find()).toMatchObject({
      state: 'refused',
      cleanKey: undefined,
      findings: [{ ruleId: 'MT-05', severity: 'block', field: 'file' }],
    });
    expect(await upload.incoming()).toBeUndefined();
  });

  it('is refused when it is one byte longer than its kind allows, and is not read further', async () => {
    const upload = await uploaded(Buffer.concat([blue, Buffer.alloc(4 * 1024 * 1024 + 1 - blue.length)]));

    await deliver(upload.key, 'first');

    const { state, findings } = await upload.find();
    expect([state, findings[0]?.message]).toEqual(['refused', '文件过大或上传过程被打断，请重新上传。']);
  });

  it('is left alone when nobody was granted its key', async () => {
    const key = `incoming/id-front/${instance.ids.secret()}`;
    await store.write(key, blue, 'image/jpeg');

    const outcome = await deliver(key, 'foreign');

    expect(outcome).toBe('ignored');
    expect(await store.look(key)).toMatchObject({ bytes: blue.length });
  });
});

describe('an event that comes more than once', () => {
  it('has one effect, one after the other', async () => {
    const upload = await uploaded(blue);
    await deliver(upload.key, 'same');
    const before = await upload.find();

    const again = await deliver(upload.key, 'same');

    expect(again).toBe('seen');
    expect(await upload.find()).toEqual(before);
  });

  it('has one effect, all at once, and the copy is there', async () => {
    const several = await openInstances(4, test.url);
    for (let time = 1; time <= 5; time += 1) {
      const upload = await uploaded(blue);

      const outcomes = await Promise.all([0, 1, 2, 3].map((call) => deliver(upload.key, 'same', several.nth(call))));

      expect(outcomes.toSorted()).toEqual(['done', 'seen', 'seen', 'seen']);
      expect((await upload.find()).state).toBe('ready');
      expect(await upload.clean()).toBeDefined();
    }
    await several.close();
  });

  it('takes the file that lies there when events come in another order', async () => {
    const upload = await uploaded(blue);
    await upload.putAgain(red);

    const outcomes = [await deliver(upload.key, 'second'), await deliver(upload.key, 'first')];

    expect(outcomes).toEqual(['done', 'seen']);
    expect(await isRed(await upload.clean())).toBe(true);
  });
});

describe('a second upload under the same grant', () => {
  it('replaces nothing and is deleted', async () => {
    const upload = await uploaded(blue);
    await deliver(upload.key, 'first');
    await upload.putAgain(red);

    const outcome = await deliver(upload.key, 'second');

    expect(outcome).toBe('seen');
    expect(await isRed(await upload.clean())).toBe(false);
    expect(await upload.incoming()).toBeUndefined();
  });

  it('does not rescue a file that was refused', async () => {
    const upload = await uploaded(Buffer.from('no picture'));
    await deliver(upload.key, 'first');
    await upload.putAgain(red);

    await deliver(upload.key, 'second');

    expect(await upload.find()).toMatchObject({ state: 'refused', cleanKey: undefined });
  });
});

describe('an instance that died', () => {
  /** As if it had died after the commit: the copy was not written and the upload is still there. */
  async function diedAfterCommit() {
    const upload = await uploaded(blue);
    await deliver(upload.key, 'first');
    const { cleanKey = '' } = await upload.find();
    await store.remove(cleanKey);
    return { ...upload, cleanKey };
  }

  it('before the commit is made good by the next delivery', async () => {
    const upload = await uploaded(blue);
    await upload.setState('checking');

    const outcome = await deliver(upload.key, 'first');

    expect(outcome).toBe('done');
    expect((await upload.find()).state).toBe('ready');
  });

  it('between commit and copy is made good by the next delivery, under the same key', async () => {
    const { key, putAgain, cleanKey, clean, find, incoming } = await diedAfterCommit();
    await putAgain(blue);

    const outcome = await deliver(key, 'first');

    expect(outcome).toBe('seen');
    expect((await find()).cleanKey).toBe(cleanKey);
    expect(await isRed(await clean())).toBe(false);
    expect(await incoming()).toBeUndefined();
  });

  it('does not let another file in as the copy', async () => {
    const { key, putAgain, clean } = await diedAfterCommit();
    await putAgain(red);

    await deliver(key, 'second');

    expect(await clean()).toBeUndefined();
  });
});
