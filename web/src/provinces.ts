import { computed, shallowRef } from 'vue';
import type { ProvinceChoice } from '../../client/start.ts';
import { call } from './api.ts';

const all = shallowRef<readonly ProvinceChoice[]>([]);

/** The provinces in which one can file here, and the others; empty until they are loaded. */
export const openProvinces = computed(() => all.value.filter(({ isOpen }) => isOpen));
export const closedProvinces = computed(() => all.value.filter(({ isOpen }) => !isOpen));

/** Loads them once. @throws ApiError */
export async function loadProvinces(): Promise<void> {
  if (all.value.length === 0) all.value = (await call('listProvinces', {})).provinces;
}
