import { beforeEach, describe, expect, it } from 'vitest';
import { BUCKET, REGION } from '../../tests/support/database/cos-under-test.ts';
import { type TestBucketSettings, testBucket } from '../../tests/support/database/test-bucket.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { PostGrant, UploadGrants } from '../ports/upload-grants.ts';
import type { UploadBucketSettings } from './buckets/bucket-calls.ts';

export interface GrantsUnderAttack {
  readonly create: (settings: UploadBucketSettings) => UploadGrants;
  readonly openStore: (settings: TestBucketSettings) => ObjectStore;
}

const permit = {
  key: 'incoming/id-card/x1',
  contentType: 'image/jpeg',
  minBytes: 3,
  maxBytes: 10,
  expiresInSeconds: 900,
};

/** Somebody else's file, and where an attacker wants it. */
const FOREIGN = 'clean/certificates/id-card';
const OWN = permit.key;

/** Headers `x-cos-*` and `x-amz-*` that say more than a grant does. Source: PUT Object of COS and of Amazon S3. */
const ADDED: readonly (readonly [string, string])[] = [
  ['x-cos-copy-source', `${BUCKET}.cos.${REGION}.myqcloud.com/${FOREIGN}`],
  ['x-amz-copy-source', `${BUCKET}/${FOREIGN}`],
  ['x-cos-copy-source-if-match', '"1"'],
  ['x-cos-metadata-directive', 'Replaced'],
  ['x-cos-acl', 'public-read'],
  ['x-amz-acl', 'public-read'],
  ['x-cos-grant-read', 'id="100000000002"'],
  ['x-amz-grant-read', 'id="100000000002"'],
  ['x-cos-grant-full-control', 'id="100000000002"'],
  ['x-cos-tagging', 'a=b'],
  ['x-amz-tagging', 'a=b'],
  ['x-cos-storage-class', 'ARCHIVE'],
  ['x-amz-storage-class', 'GLACIER'],
  ['x-cos-server-side-encryption', 'AES256'],
  ['x-cos-server-side-encryption-customer-algorithm', 'AES256'],
  ['x-amz-server-side-encryption', 'AES256'],
  ['x-cos-meta-owner', 'somebody'],
  ['x-amz-meta-owner', 'somebody'],
  ['x-cos-object-lock-mode', 'COMPLIANCE'],
  ['x-amz-object-lock-mode', 'COMPLIANCE'],
  ['x-amz-website-redirect-location', 'https://elsewhere.cn'],
  ['x-cos-callback', 'e30='],
  ['x-cos-traffic-limit', '819200'],
  ['x-cos-forbid-overwrite', 'true'],
  ['x-cos-anything-new', '1'],
  ['x-amz-anything-new', '1'],
  ['Pic-Operations', '{"rules":[]}'],
];

/** What a holder of a grant may try, and doesn't get. */
export function describeGrantAttacks(name: string, { create, openStore }: GrantsUnderAttack): void {
  const { settings, uploadRole } = testBucket();
  const grants = () => {
    const uploads = uploadRole().credentialsAt();
    return create({ ...settings(), credentials: () => uploads.current() });
  };

  describe(`[U12] ${name}: what a grant did not sign`, () => {
    const stored = async () => (await openStore(settings()).look(OWN)) !== undefined;
    beforeEach(async () => {
      const store = openStore(settings());
      await store.write(FOREIGN, Buffer.from('a card'), 'image/jpeg');
      await store.remove(OWN);
    });

    it.each(ADDED)('is refused as a header of a PUT, and nothing is stored: %s', async (header, value) => {
      const { url, headers } = await grants().signPut(permit, 5);

      const answer = await fetch(url, { method: 'PUT', headers: { ...headers, [header]: value }, body: 'front' });

      expect(await answer.text()).toContain('<Code>AccessDenied</Code>');
      expect(await stored()).toBe(false);
    });

    it.each(ADDED)('is refused as a field of a form, and nothing is stored: %s', async (field, value) => {
      const { url, fields } = await grants().signPost(permit);

      const answer = await send({ url, fields: { ...fields, [field]: value } }, 'front');

      expect(await answer.text()).toContain('<Code>AccessDenied</Code>');
      expect(await stored()).toBe(false);
    });

    it('copies nothing as a header of a form', async () => {
      const grant = await grants().signPost(permit);

      for (const [header, value] of ADDED.slice(0, 2)) await send(grant, 'front', { [header]: value });

      const body = await openStore(settings()).read(OWN, { maxBytes: 100 });
      expect(body?.toString()).toBe('front');
    });

    it.each([
      ['GET', ''],
      ['HEAD', ''],
      ['DELETE', ''],
      ['PUT', '&acl'],
      ['PUT', '&tagging'],
      ['POST', '&uploads'],
      ['PUT', '&partNumber=1&uploadId=1'],
    ])('is refused as another request: %s %s', async (method, query) => {
      const { url, headers } = await grants().signPut(permit, 5);

      const body = method === 'PUT' ? { body: 'front' } : {};
      const answer = await fetch(`${url}${query}`, { method, headers, ...body });

      expect([answer.status, await stored()]).toEqual([403, false]);
    });
  });

  describe(`[U12] ${name}: the credentials of a grant`, () => {
    it('write below incoming/ and do nothing else, even for somebody who has them whole', async () => {
      const { credentials: operator, ...place } = settings();
      const signing = await uploadRole().credentialsAt().current();
      const store = openStore({ ...place, credentials: () => signing });
      await openStore({ ...place, credentials: operator }).write(FOREIGN, Buffer.from('a card'), 'image/jpeg');
      const refused = (call: Promise<unknown>) =>
        call.then(
          () => 'done',
          ({ kind }: { kind: string }) => kind,
        );

      const outcomes = {
        write: await refused(store.write(OWN, Buffer.from('front'), 'image/jpeg')),
        'write elsewhere': await refused(store.write('clean/materials/mine', Buffer.from('front'), 'image/jpeg')),
        read: await refused(store.read(FOREIGN, { maxBytes: 100 })),
        'read an upload': await refused(store.read(OWN, { maxBytes: 100 })),
        look: await refused(store.look(FOREIGN)),
        remove: await refused(store.remove(OWN)),
        copy: await refused(store.copy(FOREIGN, FOREIGN)),
      };

      expect(outcomes).toEqual({
        write: 'done',
        'write elsewhere': 'refused',
        read: 'refused',
        'read an upload': 'refused',
        look: 'refused',
        remove: 'refused',
        copy: 'refused',
      });
    });

    it('are asked for once, also by grants that are signed at the same time', async () => {
      const asked = () => uploadRole().cloud.calls('AssumeRole');
      const before = asked();
      const grant = grants();

      await Promise.all([grant.prepare(), grant.signPost(permit), grant.signPut(permit, 5)]);
      await grant.signPost(permit);

      expect(asked() - before).toBe(1);
    });
  });
}

/** As wx.uploadFile sends it: the fields in their order, then the file, with whatever type the phone guesses. */
function send({ url, fields }: PostGrant, file: string, headers: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file], { type: 'text/html' }), 'tmp.html');
  return fetch(url, { method: 'POST', body: form, headers });
}
