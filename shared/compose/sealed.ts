import { seal } from '../../platform/compose/keys.ts';
import type { Seal } from '../../platform/ports/seal.ts';
import { type StoredParts, storedParts } from './database.ts';

/** Dependencies of adapters that store sealed values. */
export type SealedParts = StoredParts & { readonly seal: Seal };

export const sealedParts = async (): Promise<SealedParts> => ({ ...(await storedParts()), seal: await seal() });

/** The port of an adapter that stores sealed values: its room gets the keys of seal and index. */
export const sealed =
  <Port>(create: (parts: SealedParts) => Port) =>
  async (): Promise<Port> =>
    create(await sealedParts());
