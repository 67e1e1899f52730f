import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { type CosUnderTest, openCos } from '../../../tests/support/database/cos-under-test.ts';
import { bucketOf, objectStoreOn } from '../../../tests/support/database/object-store.ts';
import { createUploadGrants } from '../cos/upload-grants.ts';
import { prefixedGrants, prefixedStore } from './prefixed.ts';

let cos: CosUnderTest;
beforeAll(async () => {
  cos = await openCos();
});
afterAll(() => cos.close());

const textOf = async (reading: Promise<Buffer | undefined>) => (await reading)?.toString();

describe('two stages on one bucket', () => {
  it('each have their own object under the same key, and remove only that', async () => {
    const whole = objectStoreOn(cos);
    const [first, second] = [prefixedStore(whole, ''), prefixedStore(whole, 'trial/')];
    await first.write('clean/a', Buffer.from('production'), 'text/plain');
    await second.write('clean/a', Buffer.from('trial'), 'text/plain');

    const link = await textOf(
      fetch(await second.readLink('clean/a', 60)).then(async (r) => Buffer.from(await r.text())),
    );
    const touched = await second.copy('clean/a', 'clean/a');
    await first.remove('clean/a');

    expect([link, touched]).toEqual(['trial', true]);
    expect(await textOf(second.read('clean/a', { maxBytes: 100 }))).toBe('trial');
    expect((await second.look('clean/a'))?.bytes).toBe(5);
    expect(await whole.look('clean/a')).toBeUndefined();
    expect((await whole.look('trial/clean/a'))?.bytes).toBe(5);
  });

  it('give permits for keys below their own prefix', async () => {
    const clock = testClock(new Date(Date.now() + 1_000).toISOString());
    const credentials = async () => bucketOf(cos).credentials();
    const grants = prefixedGrants(createUploadGrants({ ...bucketOf(cos), credentials, clock }), 'trial/');
    const permit = { key: 'incoming/b', contentType: 'image/jpeg', minBytes: 1, maxBytes: 9, expiresInSeconds: 60 };

    const { fields } = await grants.signPost(permit);
    const { url } = await grants.signPut(permit, 5);

    expect(fields.key).toBe('trial/incoming/b');
    expect(new URL(url).pathname).toMatch(/\/trial\/incoming\/b$/);
  });
});
