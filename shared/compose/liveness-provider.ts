import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { storeIsReachable } from '../../platform/compose/object-store.ts';
import { memo } from '../../platform/compose/provider.ts';
import { measured } from '../../platform/edge/measured.ts';
import { livenessTariff } from '../application/tariffs.ts';
import { config } from '../config.ts';
import type { Billed } from '../ports/accounts/paid-calls.ts';
import type { LivenessProvider } from '../ports/documents/liveness.ts';
import { billed } from './paid-calls.ts';

/** FaceID checks a whole video; two such calls and two checks of the photo fit into the function's 75 seconds. */
const LIVENESS_TIMEOUT_SECONDS = 25;

export async function livenessProvider(): Promise<Billed<LivenessProvider>> {
  const provider = await faceIdProvider();
  return billed(Promise.resolve(provider), livenessTariff(provider.films));
}

/** Created at once, unlike other vendors, because `films` is read without a call. */
const faceIdProvider = (): Promise<LivenessProvider> =>
  memo(faceIdProvider, async () => measured('liveness', await chosenLivenessProvider()));

async function chosenLivenessProvider(): Promise<LivenessProvider> {
  const { CLOUD_API_ENDPOINT, LIVENESS_PROVIDER, EID_MERCHANT_ID, FACEID_RULE_ID } = config();
  const faceId = {
    ...cloudApi(LIVENESS_TIMEOUT_SECONDS),
    storeIsReachable: storeIsReachable(),
    // A stand-in proves nobody's identity.
    assurance: CLOUD_API_ENDPOINT === undefined ? ('vendor' as const) : ('none' as const),
  };
  if (LIVENESS_PROVIDER === 'eid') {
    const { createEidLivenessProvider } = await import('../adapters/tencent/liveness/eid.ts');
    return createEidLivenessProvider({ ...faceId, merchantId: EID_MERCHANT_ID ?? '' });
  }
  if (LIVENESS_PROVIDER === 'hosted') {
    const { createHostedLivenessProvider } = await import('../adapters/tencent/liveness/hosted.ts');
    return createHostedLivenessProvider({ ...faceId, ruleId: FACEID_RULE_ID ?? '' });
  }
  return (await import('../adapters/tencent/liveness/video.ts')).createLivenessProvider(faceId);
}
