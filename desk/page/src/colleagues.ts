import { shallowReactive } from 'vue';
import { call } from './api.ts';

/** Names that somebody with the right has asked for, by id; they go with the tab. */
const names = shallowReactive(new Map<string, string>());

/** The name of a colleague, if it was asked for. */
export const knownName = (staffId: string): string | undefined => names.get(staffId);

/** Asks for the name of one colleague. @throws ApiError */
export async function askName(staffId: string): Promise<void> {
  const { staff } = await call('showColleague', { params: { staffId } });
  names.set(staffId, staff.displayName);
}
