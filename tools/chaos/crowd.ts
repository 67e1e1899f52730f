import type { FilingState } from '../../shared/domain/filing/machine.ts';
import type { ChaosPerson } from './person.ts';
import { takesLong } from './plots.ts';

/** How many people act at the same time. Whoever waits for their uploads or for the authority does so beside the others. */
const PLACES = { quick: 8, slow: 12 };

export interface Crowd {
  /** Lets people begin their next step who are not in the middle of one, as far as there are places. */
  begin(people: readonly ChaosPerson[]): Promise<void>;
  /** Waits for the steps that have begun. @throws what one of them threw */
  end(): Promise<void>;
}

/** @param readStates reads the state of every filing */
export function createCrowd(readStates: () => Promise<ReadonlyMap<string, FilingState>>): Crowd {
  const acting = new Map<ChaosPerson, Promise<void>>();
  const errors: unknown[] = [];
  const isFull = (isSlow: boolean): boolean =>
    [...acting.keys()].filter(({ plot }) => takesLong(plot) === isSlow).length >= (isSlow ? PLACES.slow : PLACES.quick);
  return {
    async begin(people) {
      // Before the states are read: what a person has just done would otherwise be missing in theirs.
      const free = people.filter((person) => !acting.has(person));
      const states = await readStates();
      for (const person of free) {
        const state = states.get(person.filingId) ?? 'draft';
        if (!person.hasToAct(state) || isFull(takesLong(person.plot))) continue;
        const step = person.act(state).catch((error) => void errors.push(error));
        acting.set(
          person,
          step.finally(() => acting.delete(person)),
        );
      }
      if (errors.length > 0) throw errors[0];
    },
    async end() {
      await Promise.all(acting.values());
      if (errors.length > 0) throw errors[0];
    },
  };
}
