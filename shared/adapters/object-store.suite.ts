import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../ports/object-store.ts';

/** What every ObjectStore must do. `open` may give the same bucket each time: every test has keys of its own. */
export function describeObjectStore(name: string, open: () => ObjectStore): void {
  const photo = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x0d, 0x0a]);

  describe(name, () => {
    it('knows what it was given', async () => {
      const store = open();
      await store.write('suite/photo', photo, 'image/jpeg');

      const facts = await store.look('suite/photo');
      const body = await store.read('suite/photo', { maxBytes: 6 });

      expect(facts).toEqual({ bytes: 6, contentType: 'image/jpeg', etag: expect.stringMatching(/^".+"$/) });
      expect(body).toEqual(photo);
    });

    it('knows nothing of a key that was never written', async () => {
      const store = open();

      const facts = await store.look('suite/never');
      const body = await store.read('suite/never', { maxBytes: 6 });

      expect([facts, body]).toEqual([undefined, undefined]);
    });

    it('reads only what was looked at', async () => {
      const store = open();
      await store.write('suite/pinned', photo, 'image/jpeg');
      const etag = (await store.look('suite/pinned'))?.etag ?? '';

      const same = await store.read('suite/pinned', { etag, maxBytes: 100 });
      await store.write('suite/pinned', Buffer.from('swapped'), 'image/jpeg');
      const swapped = await store.read('suite/pinned', { etag, maxBytes: 100 });

      expect(same).toEqual(photo);
      expect(swapped).toBeUndefined();
    });

    it('reads nothing that is larger than wanted', async () => {
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

    it('removes an object, and again', async () => {
      const store = open();
      await store.write('suite/removed', photo, 'image/jpeg');

      await store.remove('suite/removed');
      await store.remove('suite/removed');

      expect(await store.look('suite/removed')).toBeUndefined();
    });

    it('gives a link that anybody can read by, and that is for this object alone', async () => {
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

      const touched = await store.touch('suite/touched');

      expect(touched).toBe(true);
      expect(await store.look('suite/touched')).toEqual(before);
      expect(await store.read('suite/touched', { maxBytes: 6 })).toEqual(photo);
    });

    it('touches nothing where nothing is', async () => {
      const store = open();

      const touched = await store.touch('suite/never-touched');

      expect(touched).toBe(false);
      expect(await store.look('suite/never-touched')).toBeUndefined();
    });

    it('gives a link that saves the object under a name', async () => {
      const store = open();
      await store.write('suite/letter', Buffer.from('letter'), 'application/pdf');

      const answer = await fetch(await store.readLink('suite/letter', 60, 'commitment letter.pdf'));

      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="commitment letter.pdf"');
    });

    it('gives no link that lasts longer than 300 seconds', async () => {
      const store = open();

      const link = store.readLink('suite/linked', 301);

      await expect(link).rejects.toThrow(RangeError);
    });
  });
}
