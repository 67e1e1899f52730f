import type { ObjectStore } from '../../ports/object-store.ts';
import type { UploadGrants } from '../../ports/upload-grants.ts';

// Several stages may share a bucket. Each knows its own keys only; what they begin with in the bucket is added here.

/** The part of a bucket whose keys begin with the prefix, as a store of its own. Empty: the whole bucket. */
export const prefixedStore = (store: ObjectStore, prefix: string): ObjectStore => ({
  look: (key) => store.look(prefix + key),
  read: (key, options) => store.read(prefix + key, options),
  versions: async (within) =>
    (await store.versions(prefix + within)).map((version) => ({ ...version, key: version.key.slice(prefix.length) })),
  write: (key, body, contentType) => store.write(prefix + key, body, contentType),
  copy: (from, to) => store.copy(prefix + from, prefix + to),
  remove: (key) => store.remove(prefix + key),
  readLink: (key, expiresInSeconds, downloadName) => store.readLink(prefix + key, expiresInSeconds, downloadName),
});

/** Permits for that part of the bucket. */
export const prefixedGrants = (grants: UploadGrants, prefix: string): UploadGrants => ({
  prepare: () => grants.prepare(),
  signPost: (permit) => grants.signPost({ ...permit, key: prefix + permit.key }),
  signPut: (permit, bytes) => grants.signPut({ ...permit, key: prefix + permit.key }, bytes),
});
