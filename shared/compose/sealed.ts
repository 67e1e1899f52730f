import { seal } from '../../platform/compose/keys.ts';
import type { Seal } from '../../platform/ports/seal.ts';
import { type StoredParts, storedParts } from './database.ts';

/** Dependencies of adapters that store sealed values: a room that has them gets the keys of seal and index. */
export type SealedParts = StoredParts & { readonly seal: Seal };

export const sealedParts = async (): Promise<SealedParts> => ({ ...(await storedParts()), seal: await seal() });
