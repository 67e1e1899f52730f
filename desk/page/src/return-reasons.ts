import { shallowRef } from 'vue';
import { call } from './api.ts';
import type { Reason } from './operations.ts';

/** The reasons of the catalogue for a return; none until they are loaded. */
export const returnReasons = shallowRef<readonly Reason[]>([]);

/** Asks for them anew: a lead may have changed the catalogue. @throws ApiError */
export async function loadReturnReasons(): Promise<void> {
  returnReasons.value = (await call('listReasons', {})).reasons.filter(({ kind }) => kind === 'return');
}
