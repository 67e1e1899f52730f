import { shallowReactive } from 'vue';
import type { Shown } from '../../client/kit/shown.ts';

/** A state whose parts are reactive. */
export function shown<State extends object>(initial: State): Shown<State> {
  const now = shallowReactive({ ...initial }) as State;
  return { now, change: (part) => void Object.assign(now, part) };
}
