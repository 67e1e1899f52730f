import { afterAll } from 'vitest';
import { takeIn } from '../../../functions/intake/take-in.ts';
import { grantUpload } from '../../../functions/upload/grant-upload.ts';
import { createUploadGrants } from '../../../platform/adapters/cos/upload-grants.ts';
import { systemClock } from '../../../platform/adapters/system/clock.ts';
import { cosFunction } from '../../../platform/edge/cos-function.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { ObjectStore } from '../../../platform/ports/object-store.ts';
import type { PostGrant } from '../../../platform/ports/upload-grants.ts';
import { createUploadPermits } from '../../../shared/application/upload-permits.ts';
import type { DocumentKind } from '../../../shared/domain/media/document.ts';
import { BUCKET, REGION, testCos } from '../database/cos-under-test.ts';
import type { Instance } from '../database/instance.ts';
import { bucketOf, objectStoreOn } from '../database/object-store.ts';
import { testInstance } from '../database/test-instance.ts';
import { draftFiling } from '../filings/filings.ts';
import { collectLog, scfContext } from '../scf.ts';
import { openUploadRole } from '../upload-role.ts';

/**
 * The path of a file from grant to clean storage, on a real database and a real HTTP COS; the test forwards events. Call
 * it at the top of a test file; it closes when the file's tests are over.
 */
export async function testUploads() {
  const log = collectLog();
  afterAll(() => log.stop());
  const { test: database, instance } = await testInstance(systemClock);
  const role = await openUploadRole();
  afterAll(() => role.close());
  const cos = await testCos(undefined, role.issued);
  const uploadCredentials = role.credentialsAt();
  const settings = bucketOf(cos);
  const objectStore = objectStoreOn(cos);

  return {
    log,
    database,
    cos,
    instance,
    objectStore,

    /** A person who may upload requests a grant for a file of this length. `clock` is the time of the request. */
    async uploader() {
      const { applicantId, filingId, websiteId } = await draftFiling(instance);
      await instance.consents.give(applicantId, '2026-11');
      const find = (id: string) => instance.documents.findOwn(id, applicantId);
      return async (kind: DocumentKind, bytes: number, contentType = 'image/jpeg', clock: Clock = systemClock) => {
        const credentials = () => uploadCredentials.current();
        const uploadGrants = createUploadGrants({ ...settings, credentials, clock });
        const subject = `website:${websiteId}` as const;
        const command = { applicantId, body: { filingId, kind, subject, contentType, bytes } };
        const uploadPermits = createUploadPermits(instance);
        const ports = { ...instance, clock, uploadPermits, uploadGrants };
        await grantUpload.prepare(command, ports);
        const grant = await grantUpload.commit(command, undefined, ports);
        return { ...grant, find: () => find(grant.documentId) };
      };
    },

    /** Intake as deployed, on its own instance. `store` may replace the real one. */
    intake(by: Instance = instance, store: ObjectStore = objectStore) {
      const handle = cosFunction({
        ports: {
          consents: async () => by.consents,
          documents: async () => by.arrivals,
          ids: async () => by.ids,
          inbox: async () => by.inbox,
          objectStore: async () => store,
          transactions: async () => by.transactions,
        },
        bucket: () => BUCKET,
        useCase: takeIn,
      });
      return (event: unknown) => handle(event, scfContext({ function_name: 'intake' }));
    },

    /** Keys below a prefix, at most 1000. */
    async keys(prefix: string): Promise<readonly string[]> {
      const { Contents } = await cos.sdk().getBucket({ Bucket: BUCKET, Region: REGION, Prefix: prefix, MaxKeys: 1000 });
      return Contents.map(({ Key }) => Key);
    },
  };
}

/** Sends a file as `wx.uploadFile` does; `changes` are fields to tamper with. */
export function sendForm(
  { url, fields }: PostGrant,
  bytes: Buffer,
  changes: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes })) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.jpg');
  return fetch(url, { method: 'POST', body: form });
}
