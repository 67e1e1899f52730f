import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { memo } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import { createCourier } from '../adapters/tencent/courier.ts';
import { config } from '../config.ts';
import type { Courier } from '../ports/messages/outbox.ts';
import { type SealedParts, sealedParts } from './sealed.ts';

/** Callers wait for the courier after their commit, so a slow courier must not delay them. */
const COURIER_TIMEOUT_SECONDS = 1;

/** When no delivery function is configured, messages wait for the timer. */
const courier = (): Promise<Courier> =>
  memo(courier, async () => {
    const { DELIVERY_FUNCTION: functionName } = config();
    if (functionName === undefined) return { call: async () => {} };
    return createCourier({ ...cloudApi(COURIER_TIMEOUT_SECONDS), functionName, clock: await clock() });
  });

/** Dependencies of adapters that write messages: a room that has them may call `delivery`. */
export type MessageParts = SealedParts & { readonly courier: Courier };

export const messageParts = async (): Promise<MessageParts> => ({ ...(await sealedParts()), courier: await courier() });
