import { shallowRef } from 'vue';
import { type Right, may as rolesMay } from '../../../contracts/desk/rights.ts';
import type { Reply } from './operations.ts';

/** Who is signed in, as the desk says it. */
export type Me = Reply<'showStaff'>['staff'];

export const me = shallowRef<Me>();
/** `unknown` until the desk has been asked. */
export const state = shallowRef<'unknown' | 'in' | 'out'>('unknown');
/** Why the session ended under somebody who worked, as a sentence. */
export const endedBecause = shallowRef<string>();

export function beginSession(whom: Me): void {
  me.value = whom;
  state.value = 'in';
  endedBecause.value = undefined;
}

/** There is no session, or no more. @param because the desk's words, for whoever was at work. */
export function endSession(because?: string): void {
  if (state.value === 'in') endedBecause.value = because;
  state.value = 'out';
  me.value = undefined;
}

/** Whether the person has a right at the desk; it refuses the others itself. */
export const may = (right: Right): boolean => me.value !== undefined && rolesMay(me.value.roles, right);

/** A member of staff, as colleagues see them: oneself, or somebody. Who it was, leads and auditors ask for elsewhere. */
export function staffWords(staffId: string): string {
  if (staffId === me.value?.staffId || staffId === '') return '我';
  if (staffId === 'filing-service') return '备案系统';
  if (staffId === 'authority') return '管局';
  return staffId === 'desk' ? '工作台' : '同事';
}
