import { mailServer } from '../../platform/compose/mail-server.ts';
import { bucketName, storeIn } from '../../platform/compose/object-store.ts';
import { vendor } from '../../platform/compose/provider.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import { config } from '../config.ts';
import type { SealPlaces } from '../ports/audit-log.ts';

const sealStore = (): Promise<ObjectStore> =>
  vendor(sealStore, 'object-store', () => storeIn(config().DESK_SEAL_BUCKET ?? bucketName()));

/** Where the seals of the audit chains are kept. */
export async function sealPlaces(): Promise<SealPlaces> {
  const { DESK_SEAL_MAIL: address } = config();
  return { store: await sealStore(), auditor: address ? { address, mails: await mailServer() } : undefined };
}
