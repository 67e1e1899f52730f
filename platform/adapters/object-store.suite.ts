import { listen } from 'loopback-server/http-server.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { describe, expect, it } from 'vitest';
import { OTHER_BUCKET, REGION } from '../../tests/support/database/cos-under-test.ts';
import { type TestBucketSettings, testBucket } from '../../tests/support/database/test-bucket.ts';
import type { FailureKind } from '../ports/failed.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** The contract of ObjectStore. `open` may return the same bucket each time: every test has its own keys. */
export function describeObjectStore(name: string, open: () => ObjectStore): void {
  const photo = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x0d, 0x0a]);

  describe(name, () => {
    it('returns the metadata of an object that was written', async () => {
      const store = open();
      await store.write('suite/photo', photo, 'image/jpeg');

      const facts = await store.look('suite/photo');
      const body = await store.read('suite/photo', { maxBytes: 6 });

      expect(facts).toEqual({ bytes: 6, contentType: 'image/jpeg', etag: expect.stringMatching(/^".+"$/) });
      expect(body).toEqual(photo);
    });

    it('returns nothing for a key that was never written', async () => {
      const store = open();

      const facts = await store.look('suite/never');
      const body = await store.read('suite/never', { maxBytes: 6 });

      expect([facts, body]).toEqual([undefined, undefined]);
    });

    it('reads only the version with the given etag', async () => {
      const store = open();
      await store.write('suite/pinned', photo, 'image/jpeg');
      const etag = (await store.look('suite/pinned'))?.etag ?? '';

      const same = await store.read('suite/pinned', { etag, maxBytes: 100 });
      await store.write('suite/pinned', Buffer.from('swapped'), 'image/jpeg');
      const swapped = await store.read('suite/pinned', { etag, maxBytes: 100 });

      expect(same).toEqual(photo);
      expect(swapped).toBeUndefined();
    });

    it('does not read an object that is larger than allowed', async () => {
      const store = open();
      await store.write('suite/large', photo, 'image/jpeg');

      const body = await store.read('suite/large', { maxBytes: 5 });

      expect(body).toBeUndefined();
    });

    it('reads an empty object', async () => {
      const store = open();
      await store.write('suite/empty', Buffer.alloc(0), 'text/plain');

      const facts = await store.look('suite/empty');
      const body = await store.read('suite/empty', { maxBytes: 10 });

      expect(facts).toMatchObject({ bytes: 0, contentType: 'text/plain' });
      expect(body).toEqual(Buffer.alloc(0));
    });

    it('deletes an object, and again', async () => {
      const store = open();
      await store.write('suite/removed', photo, 'image/jpeg');

      await store.remove('suite/removed');
      await store.remove('suite/removed');

      expect(await store.look('suite/removed')).toBeUndefined();
    });

    it('returns a link that works for anybody, for this object only', async () => {
      const store = open();
      await store.write('suite/linked', Buffer.from('linked'), 'text/plain');
      await store.write('suite/other', Buffer.from('other'), 'text/plain');

      const link = await store.readLink('suite/linked', 60);
      const answer = await fetch(link);
      const other = await fetch(link.replace('suite/linked', 'suite/other'));

      expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
        200,
        'text/plain',
        'linked',
      ]);
      expect(other.status).toBe(403);
    });

    it('touches an object without changing what is in it', async () => {
      const store = open();
      await store.write('suite/touched', photo, 'image/jpeg');
      const before = await store.look('suite/touched');

      const touched = await store.copy('suite/touched', 'suite/touched');

      expect(touched).toBe(true);
      expect(await store.look('suite/touched')).toEqual(before);
      expect(await store.read('suite/touched', { maxBytes: 6 })).toEqual(photo);
    });

    it('copies an object to another key, with its type', async () => {
      const store = open();
      await store.write('suite/copied', photo, 'image/jpeg');

      const copied = await store.copy('suite/copied', 'suite/copy');
      await store.remove('suite/copied');

      expect([copied, (await store.look('suite/copy'))?.contentType]).toEqual([true, 'image/jpeg']);
      expect(await store.read('suite/copy', { maxBytes: 6 })).toEqual(photo);
    });

    it('returns false when it touches a missing object', async () => {
      const store = open();

      const touched = await store.copy('suite/never-touched', 'suite/never-touched');

      expect(touched).toBe(false);
      expect(await store.look('suite/never-touched')).toBeUndefined();
    });

    it('returns a link that saves the object under a name', async () => {
      const store = open();
      await store.write('suite/letter', Buffer.from('letter'), 'application/pdf');

      const answer = await fetch(await store.readLink('suite/letter', 60, 'commitment letter.pdf'));

      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="commitment letter.pdf"');
    });

    it('refuses a link that lasts longer than 300 seconds', async () => {
      const store = open();

      const link = store.readLink('suite/linked', 301);

      await expect(link).rejects.toThrow(RangeError);
    });
  });
}

/** The differences between the adapters of buckets. */
export interface BucketStore {
  readonly create: (settings: TestBucketSettings) => ObjectStore;
  /** Header of a reply that names the encryption at rest. */
  readonly encryptionHeader: string;
  /** The failure of a call with an expired token. */
  readonly outlived: { readonly kind: FailureKind; readonly vendorCode: string };
}

/** The contract of an ObjectStore with a bucket. Returns the bucket, for the tests of one adapter. */
export function describeBucketStore(name: string, { create, encryptionHeader, outlived }: BucketStore) {
  const { settings, events, sdk } = testBucket();
  describeObjectStore(name, () => create(settings()));

  describe(`${name}, its bucket`, () => {
    it('encrypts objects at rest', async () => {
      const store = create(settings());
      await store.write('encrypted', Buffer.from('x'), 'text/plain');

      const answer = await fetch(await store.readLink('encrypted', 60));

      expect(answer.headers.get(encryptionHeader)).toBe('AES256');
    });

    describe('that keeps versions', () => {
      const place = { Bucket: OTHER_BUCKET, Region: REGION };
      const store = () => create(settings({ bucket: OTHER_BUCKET }));
      const keep = (Status: 'Enabled' | 'Suspended') =>
        sdk().putBucketVersioning({ ...place, VersioningConfiguration: { Status } });
      /** All versions and delete markers below a prefix, as `key` or `key (deleted)`. */
      const versions = async (Prefix: string) => {
        const { Versions, DeleteMarkers } = await sdk().listObjectVersions({ ...place, Prefix });
        return [...Versions.map(({ Key }) => Key), ...DeleteMarkers.map(({ Key }) => `${Key} (deleted)`)].toSorted();
      };

      it('[E2] has none of a deleted object left: neither an old version nor a delete marker', async () => {
        await store().write('erased/before', Buffer.from('from before'), 'text/plain');
        await keep('Enabled');
        for (const text of ['first', 'second']) await store().write('erased/own', Buffer.from(text), 'text/plain');
        await sdk().deleteObject({ ...place, Key: 'erased/own' });
        await store().write('erased/own', Buffer.from('third'), 'text/plain');
        await store().write('erased/own-neighbour', Buffer.from('stays'), 'text/plain');
        const kept = await versions('erased/');

        for (const key of ['erased/own', 'erased/before', 'erased/never']) await store().remove(key);

        expect(kept).toEqual([
          'erased/before',
          'erased/own',
          'erased/own',
          'erased/own',
          'erased/own (deleted)',
          'erased/own-neighbour',
        ]);
        expect(await versions('erased/')).toEqual(['erased/own-neighbour']);
        expect(await store().look('erased/own')).toBeUndefined();
        expect(await store().look('erased/own-neighbour')).toMatchObject({ bytes: 5 });
      });

      it('lists what is below a prefix, the newest version of an object first, and reads each', async () => {
        await keep('Enabled');
        for (const text of ['first', 'second']) await store().write('listed/own', Buffer.from(text), 'text/plain');
        await sdk().deleteObject({ ...place, Key: 'listed/own' });
        await store().write('listed/other', Buffer.from('other'), 'text/plain');

        const listed = await store().versions('listed/');
        const texts = await Promise.all(
          listed.map(({ key, versionId }) => store().read(key, { versionId, maxBytes: 100 })),
        );

        expect(listed.map(({ key, isDeleted }, index) => [key, isDeleted, texts[index]?.toString()])).toEqual([
          ['listed/other', false, 'other'],
          ['listed/own', false, 'second'],
          ['listed/own', false, 'first'],
          ['listed/own', true, undefined],
        ]);
      });

      it('[E2] has none left when its versions were suspended', async () => {
        await keep('Enabled');
        await store().write('suspended/own', Buffer.from('first'), 'text/plain');
        await keep('Suspended');
        await store().write('suspended/own', Buffer.from('second'), 'text/plain');

        await store().remove('suspended/own');

        expect(await versions('suspended/')).toEqual([]);
      });
    });

    it('emits the event again when an object is touched, and keeps it encrypted', async () => {
      const store = create(settings());
      await store.write('told-again', Buffer.from('x'), 'text/plain');

      await store.copy('told-again', 'told-again');

      const arrivals = events().flatMap(({ Records }) => Records);
      const told = arrivals.filter(({ cos }) => cos.cosObject.key.endsWith('told-again'));
      const answer = await fetch(await store.readLink('told-again', 60));
      expect(told.map(({ event }) => event.eventName)).toEqual(['cos:ObjectCreated:Put', 'cos:ObjectCreated:Copy']);
      expect(answer.headers.get(encryptionHeader)).toBe('AES256');
    });

    it('uses the current credentials for each call, because the platform renews them', async () => {
      let current = { ...LAPTOP_CREDENTIALS, token: 'outlived' };
      const store = create(settings({ credentials: () => current }));

      const before = store.write('renewed', Buffer.from('x'), 'text/plain');
      await expect(before).rejects.toMatchObject(outlived);
      current = LAPTOP_CREDENTIALS;
      await store.write('renewed', Buffer.from('x'), 'text/plain');

      expect(await store.look('renewed')).toMatchObject({ bytes: 1 });
    });

    it.each<[string, RequestInit, string]>([
      ['another method', { method: 'DELETE' }, ''],
      ['a body', { method: 'PUT', body: 'x' }, ''],
      ['a type that was added', {}, '&response-content-type=text%2Fhtml'],
      ['a name that was added', {}, '&response-content-disposition=inline'],
      ['an ACL', {}, '&acl'],
      ['a copy', { headers: { 'x-cos-copy-source': 'a', 'x-amz-copy-source': 'a' } }, ''],
    ])('[U8] signs links that open one object for reading only, not with %s', async (_, init, added) => {
      const store = create(settings());
      await store.write('bound', Buffer.from('x'), 'text/plain');

      const answer = await fetch(`${await store.readLink('bound', 60)}${added}`, init);

      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await store.look('bound')).toMatchObject({ bytes: 1 });
    });

    it('signs links for the official host when no other is configured', async () => {
      const store = create(settings({ endpoint: undefined }));

      const link = new URL(await store.readLink('views/abc', 300));

      expect(link.origin + link.pathname).toBe('https://filings-1250000000.cos.ap-guangzhou.myqcloud.com/views/abc');
    });

    it('fails every call when it does not exist, instead of reporting a missing object', async () => {
      const store = create(settings({ bucket: 'nobody-1250000000' }));

      const reading = store.read('x', { maxBytes: 1 });

      await expect(reading).rejects.toMatchObject({ name: 'Failed', kind: 'broken', vendorCode: 'NoSuchBucket' });
    });
  });

  describe(`${name}, when the store fails`, () => {
    it.each([
      [503, 'SlowDown', 'throttled'],
      [429, 'RequestLimitExceeded', 'throttled'],
      [403, 'AccessDenied', 'refused'],
      [500, 'InternalError', 'broken'],
      [404, 'NoSuchBucket', 'broken'],
    ])('fails with the kind of status %i %s: %s', async (status, code, kind) => {
      const server = await listen(0, async (_request, response) => {
        response.writeHead(status, { 'content-type': 'application/xml' });
        response.end(`<Error><Code>${code}</Code><Message>text of the vendor</Message></Error>`);
      });
      const store = create(settings({ endpoint: server.url }));

      const outcome = store.write('x', Buffer.from('x'), 'text/plain').finally(() => server.stop());

      await expect(outcome).rejects.toMatchObject({
        message: `object-store: ${kind} (${code})`,
        port: 'object-store',
        kind,
        vendorCode: code,
      });
    });

    it('fails when nothing listens at the address', async () => {
      const gone = await listen(0, async () => {});
      await gone.stop();
      const store = create(settings({ endpoint: gone.url }));

      const outcome = store.look('x');

      await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode: 'ECONNREFUSED' });
    });

    it.each([
      ['without an answer', false],
      ['in the middle of an object', true],
    ])('fails after 5 seconds %s', async (_when, begins) => {
      const silent = await listen(0, async (_request, response) => {
        if (begins) response.writeHead(200, { 'content-length': 100 }).write('begun');
      });
      const store = create(settings({ endpoint: silent.url }));

      const outcome = store.read('x', { maxBytes: 100 }).finally(() => silent.stop());

      await expect(outcome).rejects.toMatchObject({ kind: 'timeout' });
    });
  });

  return { settings };
}
