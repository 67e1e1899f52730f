import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { BUCKET, REGION, testCos } from '../../tests/support/database/cos-under-test.ts';
import { type Instance, openInstances } from '../../tests/support/database/instance.ts';
import { objectStoreOn } from '../../tests/support/database/object-store.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { draftFiling } from '../../tests/support/filings/filings.ts';
import { takeIn } from './take-in.ts';

const photo = (background: string) =>
  sharp({ create: { width: 900, height: 720, channels: 3, background } })
    .jpeg()
    .toBuffer();

const { test, instance } = await testInstance();
/** The ports of intake, of one instance. */
const portsOf = (by: Instance) => ({ ...by, documents: by.arrivals });
const cos = await testCos();
const store = objectStoreOn(cos);
const owner = await draftFiling(instance);
const [blue, red] = [await photo('#0000ff'), await photo('#ff0000')];

/** A granted document whose file was uploaded. */
async function uploaded(bytes: Buffer, kind: DocumentKind = 'residence-proof') {
  const [id, key] = [instance.ids.uuid(), `incoming/${kind}/${instance.ids.secret()}`];
  await instance.documents.create(
    { id, ...owner, kind, subject: 'organizer', contentType: 'image/jpeg', maxBytes: 1, incomingKey: key },
    { grants: 1000, bytes: Infinity },
  );
  await store.write(key, bytes, 'image/jpeg');
  return {
    key,
    /** Uploads another file under the same grant. */
    putAgain: (other: Buffer) => store.write(key, other, 'image/jpeg'),
    find: () => instance.documents.findOwn(id, owner.applicantId),
    clean: async () => {
      const { cleanKey } = await instance.documents.findOwn(id, owner.applicantId);
      return cleanKey === undefined ? undefined : store.read(cleanKey, { maxBytes: 10_000_000 });
    },
    incoming: () => store.look(key),
  };
}

/** The number of clean copies of all documents. */
async function copies(): Promise<number> {
  const { Contents } = await cos.sdk().getBucket({ Bucket: BUCKET, Region: REGION, Prefix: 'clean/', MaxKeys: 1000 });
  return Contents.length;
}

const deliver = (key: string, messageId: string, by: Instance = instance) =>
  takeIn({ key, bytes: 0, messageId: `${messageId}:${key}` }, { ...portsOf(by), objectStore: store });

const isRed = async (bytes: Buffer | undefined) => {
  const { dominant } = await sharp(bytes).stats();
  return dominant.r > dominant.b;
};

describe('a file that arrived', () => {
  it.each<[DocumentKind, string, RegExp]>([
    ['commitment-letter', 'reading', /^clean\/certificates\/[\w-]{22}\.[0-9a-f]{32}$/],
    ['handheld-photo', 'reading', /^clean\/certificates\/[\w-]{22}\.[0-9a-f]{32}$/],
    ['id-front', 'reading', /^clean\/certificates\/[\w-]{22}\.[0-9a-f]{32}$/],
  ])('is stored as a clean copy under a secret key, and is deleted from incoming/: %s', async (kind, state, keys) => {
    const upload = await uploaded(blue, kind);

    const outcome = await deliver(upload.key, 'first');

    const { cleanKey = '', ...document } = await upload.find();
    expect(outcome).toBe('done');
    expect(document).toMatchObject({ state, findings: [] });
    expect(cleanKey).toMatch(keys);
    expect(await store.look(cleanKey)).toMatchObject({ contentType: 'image/jpeg' });
    expect(await upload.incoming()).toBeUndefined();
  });

  it('is refused with a reason when it is something else, and nothing of it remains', async () => {
    const upload = await uploaded(Buffer.from('MZ this is a program'));

    const before = await copies();

    const outcome = await deliver(upload.key, 'first');

    expect(outcome).toBe('done');
    expect(await copies()).toBe(before);
    expect(await upload.find()).toMatchObject({
      state: 'refused',
      findings: [{ ruleId: 'MT-05', severity: 'block', field: 'file' }],
    });
    expect(await upload.incoming()).toBeUndefined();
  });

  it('is refused, without being read, when it is one byte longer than its kind allows', async () => {
    const upload = await uploaded(Buffer.concat([blue, Buffer.alloc(4 * 1024 * 1024 + 1 - blue.length)]));

    await takeIn(
      { key: upload.key, bytes: 0, messageId: 'first' },
      { ...portsOf(instance), objectStore: { ...store, read: () => Promise.reject(new Error('was read')) } },
    );

    const { state, findings } = await upload.find();
    expect([state, findings[0]?.message]).toEqual(['refused', '文件不能超过 4 MB，请压缩后重新上传。']);
    expect(await upload.incoming()).toBeUndefined();
  });

  it('is deleted when no document has its key: its account was erased after the grant', async () => {
    const key = `incoming/id-front/${instance.ids.secret()}`;
    await store.write(key, blue, 'image/jpeg');

    const outcome = await deliver(key, 'foreign');

    expect(outcome).toBe('ignored');
    expect(await store.look(key)).toBeUndefined();
  });

  it.each(['clean/certificates/x', 'views/x', 'deploy/x'])(
    'is left alone anywhere else in the bucket: %s',
    async (key) => {
      await store.write(key, blue, 'image/jpeg');

      expect(await deliver(key, 'elsewhere')).toBe('ignored');
      expect(await store.look(key)).toMatchObject({ bytes: blue.length });
      await store.remove(key);
    },
  );

  it('leaves no copy when its document is erased while the copy is written', async () => {
    const before = await copies();
    const upload = await uploaded(blue);
    const erasing: ObjectStore = {
      ...store,
      write: async (...object) => {
        await test.query('delete from document where incoming_key = $1', [upload.key]);
        await store.write(...object);
      },
    };

    await takeIn({ key: upload.key, bytes: 0, messageId: 'erased' }, { ...portsOf(instance), objectStore: erasing });

    expect(await copies()).toBe(before);
    expect(await upload.incoming()).toBeUndefined();
  });
});

describe('[E1] a file that arrives after its owner has withdrawn their consent', () => {
  const unread = { state: 'refused', findings: [{ ruleId: 'SEC-07', field: 'file' }] };
  const consent = () => instance.consents.give(owner.applicantId, '2026-11');
  afterEach(consent);

  it.each<DocumentKind>(['residence-proof', 'id-front'])('is deleted unread: %s', async (kind) => {
    const before = await copies();
    const upload = await uploaded(blue, kind);
    await instance.consents.withdraw(owner.applicantId);

    const outcome = await takeIn(
      { key: upload.key, bytes: 0, messageId: `withdrawn:${kind}` },
      { ...portsOf(instance), objectStore: { ...store, read: () => Promise.reject(new Error('was read')) } },
    );

    expect(outcome).toBe('done');
    expect(await upload.find()).toMatchObject(unread);
    expect(await upload.incoming()).toBeUndefined();
    expect(await copies()).toBe(before);
  });

  it('is not saved when they withdraw while it is checked', async () => {
    const before = await copies();
    const upload = await uploaded(blue);
    const reading: ObjectStore = {
      ...store,
      read: async (...object) => {
        await instance.consents.withdraw(owner.applicantId);
        return store.read(...object);
      },
    };

    await takeIn({ key: upload.key, bytes: 0, messageId: 'meanwhile' }, { ...portsOf(instance), objectStore: reading });

    expect(await upload.find()).toMatchObject(unread);
    expect(await upload.incoming()).toBeUndefined();
    expect(await copies()).toBe(before);
  });
});

describe('an event that is delivered more than once', () => {
  it('has one effect when the deliveries are sequential', async () => {
    const upload = await uploaded(blue);
    await deliver(upload.key, 'same');
    const before = await upload.find();

    const again = await deliver(upload.key, 'same');

    expect(again).toBe('seen');
    expect(await upload.find()).toEqual(before);
  });

  it('has one effect when they are concurrent, and the copy is there', async () => {
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

  it('takes the file that is there when events arrive in another order', async () => {
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

  it('does not replace a file that was refused', async () => {
    const upload = await uploaded(Buffer.from('no picture'));
    await deliver(upload.key, 'first');
    await upload.putAgain(red);

    await deliver(upload.key, 'second');

    expect((await upload.find()).state).toBe('refused');
    expect(await upload.clean()).toBeUndefined();
    expect(await upload.incoming()).toBeUndefined();
  });
});

describe('two concurrent uploads under one grant', () => {
  it('end as one of them, complete, or as a refusal that leaves nothing', async () => {
    const several = await openInstances(2, test.url);
    for (let time = 1; time <= 6; time += 1) {
      const kind = time % 2 ? 'residence-proof' : 'id-front';
      const before = await copies();
      const upload = await uploaded(blue, kind);

      const first = deliver(upload.key, 'first', several.nth(0));
      await upload.putAgain(red);
      await Promise.all([first, deliver(upload.key, 'second', several.nth(1))]);

      const { state } = await upload.find();
      expect(['ready', 'reading', 'refused']).toContain(state);
      expect((await upload.clean()) === undefined).toBe(state === 'refused');
      expect((await copies()) - before).toBe(state === 'refused' ? 0 : 1);
      expect(await upload.incoming()).toBeUndefined();
    }
    await several.close();
  });
});

describe('the state of a document', () => {
  it('is received while the store is slow, and checking from then on', async () => {
    const upload = await uploaded(blue);
    const states: string[] = [];
    const watching: ObjectStore = {
      ...store,
      read: async (...args) => {
        states.push((await upload.find()).state);
        return store.read(...args);
      },
      write: async (...args) => {
        states.push((await upload.find()).state);
        return store.write(...args);
      },
    };

    states.push((await upload.find()).state);
    await takeIn({ key: upload.key, bytes: 0, messageId: upload.key }, { ...portsOf(instance), objectStore: watching });
    states.push((await upload.find()).state);

    expect(states).toEqual(['waiting', 'received', 'checking', 'ready']);
  });

  it('stays where it was when the store fails, until the next delivery', async () => {
    const upload = await uploaded(blue);
    const failing = { ...store, read: () => Promise.reject(new Error('out of order')) };

    const failed = takeIn(
      { key: upload.key, bytes: 0, messageId: 'x' },
      { ...portsOf(instance), objectStore: failing },
    );
    await expect(failed).rejects.toThrow('out of order');
    const between = (await upload.find()).state;
    await deliver(upload.key, 'first');

    expect([between, (await upload.find()).state]).toEqual(['received', 'ready']);
  });
});

describe('an instance that died', () => {
  type Ports = Parameters<typeof takeIn>[1];

  /** Ports of an instance that dies before its call number `calls`; later calls have no effect either. */
  function mortal(calls: number): { readonly ports: Ports; readonly died: () => boolean } {
    let made = 0;
    const guarded = <T extends object>(port: T): T =>
      new Proxy(port, {
        get: (target, name) => {
          const method = Reflect.get(target, name) as unknown;
          if (typeof method !== 'function') return method;
          return (...args: readonly unknown[]) => {
            made += 1;
            if (made >= calls) return Promise.reject(new Error('died'));
            return Reflect.apply(method, target, args) as unknown;
          };
        },
      });
    const { consents, arrivals: documents, ids, inbox, transactions } = instance;
    return {
      ports: {
        consents: guarded(consents),
        documents: guarded(documents),
        inbox: guarded(inbox),
        objectStore: guarded(store),
        transactions: guarded(transactions),
        ids,
      },
      died: () => made >= calls,
    };
  }

  /** Lets an instance die before each of its calls in turn, delivers once more, and returns the outcomes. */
  async function afterEachDeath(bytes: Buffer, kind: DocumentKind): Promise<readonly string[]> {
    const found: string[] = [];
    for (let calls = 1; ; calls += 1) {
      const before = await copies();
      const upload = await uploaded(bytes, kind);
      const { ports, died } = mortal(calls);
      await takeIn({ key: upload.key, bytes: 0, messageId: `first:${upload.key}` }, ports).catch(() => {});
      if (!died()) return found;

      await deliver(upload.key, 'first');

      const { state } = await upload.find();
      const kept = (await upload.clean()) ? 'copy' : 'no copy';
      const left = (await upload.incoming()) ? 'upload left' : 'clear';
      found.push(`${state}, ${kept}, ${(await copies()) - before} more, ${left}`);
    }
  }

  it.each<[string, DocumentKind, () => Buffer, string]>([
    ['a material', 'residence-proof', () => blue, 'ready, copy, 1 more, clear'],
    ['a certificate', 'id-front', () => blue, 'reading, copy, 1 more, clear'],
    ['no picture', 'residence-proof', () => Buffer.from('MZ'), 'refused, no copy, 0 more, clear'],
  ])('between any two calls is recovered by the next delivery: %s', async (_, kind, bytes, outcome) => {
    const found = await afterEachDeath(bytes(), kind);

    expect(found.length).toBeGreaterThan(10);
    expect([...new Set(found)]).toEqual([outcome]);
  });

  it('in five checks of one file leaves it to the sixth delivery, which refuses it without looking at it', async () => {
    const upload = await uploaded(blue);
    const { arrivals: documents } = instance;
    const dying = {
      ...documents,
      countCheck: async (id: string) => {
        await documents.countCheck(id);
        throw new Error('died');
      },
    };
    const states: string[] = [];
    for (let death = 1; death <= 5; death += 1) {
      const ports = { ...portsOf(instance), objectStore: store, documents: dying };
      await takeIn({ key: upload.key, bytes: 0, messageId: `${death}:${upload.key}` }, ports).catch(() => {});
      states.push((await upload.find()).state);
    }

    await deliver(upload.key, 'sixth');

    expect(states).toEqual(['checking', 'checking', 'checking', 'checking', 'checking']);
    expect(await upload.find()).toMatchObject({
      state: 'refused',
      findings: [{ message: '文件检查多次未能完成，请用手机相机重新拍摄或录制后上传。' }],
    });
    expect(await upload.clean()).toBeUndefined();
    expect(await upload.incoming()).toBeUndefined();
  });

  it('in four checks does not keep the fifth from taking the file in', async () => {
    const upload = await uploaded(blue);
    const { id } = await upload.find();
    for (let death = 1; death <= 4; death += 1) await instance.arrivals.countCheck(id);

    await deliver(upload.key, 'fifth');

    expect((await upload.find()).state).toBe('ready');
  });

  it('after the commit of a certificate does not let another file in as the copy', async () => {
    const upload = await uploaded(blue, 'id-front');
    await deliver(upload.key, 'first');
    const { cleanKey = '' } = await upload.find();
    await store.remove(cleanKey);
    await upload.putAgain(red);

    await deliver(upload.key, 'second');

    expect(await upload.find()).toMatchObject({
      state: 'refused',
      findings: [{ message: '文件在检查时被替换，请重新上传。' }],
    });
    expect(await upload.clean()).toBeUndefined();
    expect(await upload.incoming()).toBeUndefined();
  });
});
