import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { storeIsReachable } from '../../platform/compose/object-store.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { FACES_TARIFF } from '../application/tariffs.ts';
import type { Billed } from '../ports/accounts/paid-calls.ts';
import type { Faces } from '../ports/documents/faces.ts';
import { billed } from './paid-calls.ts';

const faceService = (): Promise<Faces> =>
  vendor(faceService, 'faces', async () => {
    const { createFaces } = await import('../adapters/tencent/faces/faces.ts');
    return createFaces({ ...cloudApi(), storeIsReachable: storeIsReachable() });
  });

export const faces = (): Promise<Billed<Faces>> => billed(faceService(), FACES_TARIFF);
