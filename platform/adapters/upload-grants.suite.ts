import { describe, expect, it } from 'vitest';
import { type TestBucketSettings, testBucket } from '../../tests/support/database/test-bucket.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { PostGrant, UploadGrants } from '../ports/upload-grants.ts';
import type { UploadBucketSettings } from './buckets/bucket-calls.ts';

/** The differences between the adapters. */
export interface GrantsUnderTest {
  readonly create: (settings: UploadBucketSettings) => UploadGrants;
  readonly openStore: (settings: TestBucketSettings) => ObjectStore;
  /** The store's clock; left out, the system's. */
  readonly now?: () => Date;
  /** Moves the time of the adapter and of the store. */
  readonly forward: (seconds: number) => void;
  /** How the query of a signed PUT begins, and its parameter with the names of the bound headers. */
  readonly query: { readonly begin: string; readonly headers: string };
}

const permit = {
  key: 'incoming/id-card/x1',
  contentType: 'image/jpeg',
  minBytes: 3,
  maxBytes: 10,
  expiresInSeconds: 900,
};

/** The contract of UploadGrants. */
export function describeUploadGrants(name: string, { create, openStore, now, forward, query }: GrantsUnderTest): void {
  const { settings, uploadRole } = testBucket(now);
  const open = (changes: Partial<TestBucketSettings> = {}) => {
    const uploads = uploadRole().credentialsAt();
    return create({ ...settings(changes), credentials: () => uploads.current() });
  };
  const grants = () => open();

  describe(`${name}: a POST grant`, () => {
    it('lets its holder write the one object, with the permitted type', async () => {
      const answer = await send(await grants().signPost(permit), 'front');

      const facts = await openStore(settings()).look('incoming/id-card/x1');
      expect([answer.status, await answer.text()]).toEqual([200, '']);
      expect(facts).toMatchObject({ bytes: 5, contentType: 'image/jpeg' });
    });

    it.each([
      ['another key', { key: 'incoming/id-card/x2' }, 'front', 'AccessDenied'],
      ['another type', { 'Content-Type': 'image/png' }, 'front', 'AccessDenied'],
      ['a type that only begins alike', { 'Content-Type': 'image/jpeg2' }, 'front', 'AccessDenied'],
      ['a file that is too long', {}, 'front and back', 'EntityTooLarge'],
      ['a file that is too short', {}, 'id', 'EntityTooSmall'],
    ])('does not permit %s', async (_case, fields, file, code) => {
      const grant = await grants().signPost(permit);

      const answer = await send({ ...grant, fields: { ...grant.fields, ...fields } }, file);

      expect(await answer.text()).toContain(`<Code>${code}</Code>`);
    });

    it('expires at its time', async () => {
      const grant = await grants().signPost(permit);

      forward(899);
      const before = await send(grant, 'front');
      forward(1);
      const after = await send(grant, 'front');

      expect([before.status, after.status]).toEqual([200, 403]);
    });
  });

  describe(`${name}: a PUT grant`, () => {
    it('[U2] lets its holder write the one object, with the headers that it names', async () => {
      const { url, headers } = await grants().signPut(permit, 5);

      const answer = await fetch(url, { method: 'PUT', headers, body: 'front' });

      expect(headers).toEqual({ 'Content-Type': 'image/jpeg' });
      expect(answer.status).toBe(200);
    });

    it.each([
      ['another type', 'image/png', 'front', ''],
      ['another length', 'image/jpeg', 'front and back', ''],
      ['another key', 'image/jpeg', 'front', '2'],
    ])('does not permit %s', async (_case, type, body, suffix) => {
      const { url } = await grants().signPut(permit, 5);

      const answer = await fetch(url.replace('/x1?', `/x1${suffix}?`), {
        method: 'PUT',
        headers: { 'content-type': type },
        body,
      });

      expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
    });

    it('expires at its time', async () => {
      const { url, headers } = await grants().signPut(permit, 5);
      const put = () => fetch(url, { method: 'PUT', headers, body: 'front' });

      forward(899);
      const before = await put();
      forward(1);
      const after = await put();

      expect([before.status, after.status]).toEqual([200, 403]);
    });

    it.each([2, 11])('is refused for %i bytes, which is outside the permit', async (bytes) => {
      const grant = grants().signPut(permit, bytes);

      await expect(grant).rejects.toThrow(RangeError);
    });
  });

  describe(name, () => {
    it('refuses permits for longer than 15 minutes', async () => {
      const long = { ...permit, expiresInSeconds: 901 };

      await expect(grants().signPost(long)).rejects.toThrow(RangeError);
      await expect(grants().signPut(long, 5)).rejects.toThrow(RangeError);
    });

    it('points to the official host when no stand-in is configured', async () => {
      const official = open({ endpoint: undefined });

      const post = await official.signPost(permit);
      const put = await official.signPut(permit, 5);

      const host = 'https://filings-1250000000.cos.ap-guangzhou.myqcloud.com';
      expect(post.url).toBe(`${host}/`);
      expect(put.url).toContain(`${host}/incoming/id-card/x1?${query.begin}`);
      expect(new URL(put.url).searchParams.get(query.headers)).toBe('content-length;content-type;host');
    });
  });
}

/** As wx.uploadFile sends it: the fields in their order, then the file, with whatever type the phone guesses. */
function send({ url, fields }: PostGrant, file: string): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file], { type: 'text/html' }), 'tmp.html');
  return fetch(url, { method: 'POST', body: form });
}
