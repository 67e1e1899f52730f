import type { ProvinceChoice } from '../../client/start.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

const state = show<{ all: readonly ProvinceChoice[] }>({ all: [] });

/** Every province. */
export const allProvinces = (): readonly ProvinceChoice[] => state.now.all;
/** The provinces in which one can file here; empty until they are loaded. */
export const openProvinces = (): readonly ProvinceChoice[] => state.now.all.filter(({ isOpen }) => isOpen);
/** The others. */
export const closedProvinces = (): readonly ProvinceChoice[] => state.now.all.filter(({ isOpen }) => !isOpen);

/** Loads them once. @throws ApiError */
export async function loadProvinces(): Promise<void> {
  if (state.now.all.length === 0) state.change({ all: (await call('listProvinces', {})).provinces });
}
