import { Refused } from '../../contracts/kit/refusal.ts';
import {
  type HandOver,
  type HandOverState,
  type HandOverTries,
  isGoingOn,
  standingOfHandOver,
} from '../domain/liveness/hand-over.ts';

/** What the room of a hand-over knows of it. `Pass`: what its phone shows. */
interface Way<Of extends HandOver, Pass, Seen> {
  readonly clock: { now(): Date };
  /** Finds and locks it for the device that opened it. @throws Refused('hand-over.unknown') */
  readonly lock: (pass: Pass) => Promise<Of>;
  /** Looks at what was begun on the other phone. */
  readonly look: (found: Of, now: Date) => Promise<Seen & { readonly tries: HandOverTries }>;
  /** Whether one more may be begun, of one that goes on. */
  readonly mayBegin: (found: Of, now: Date) => boolean;
}

/** Whether the phone of a hand-over may go on. */
export function handedOver<Of extends HandOver, Pass, Seen>({ clock, lock, look, mayBegin }: Way<Of, Pass, Seen>) {
  async function standing(
    found: Of,
  ): Promise<Seen & { tries: HandOverTries; state: HandOverState; triesLeft: number }> {
    const now = clock.now();
    const seen = await look(found, now);
    return { ...seen, ...standingOfHandOver(found, seen.tries, now) };
  }

  /** @throws Refused('hand-over.over') when it has an outcome. */
  async function goingOn(pass: Pass): Promise<Of> {
    const found = await lock(pass);
    if (!isGoingOn((await standing(found)).state)) throw new Refused('hand-over.over');
    return found;
  }

  return {
    standing,
    goingOn,
    /** @throws Refused('hand-over.over') when nothing can be begun by it any more. */
    async beginning(pass: Pass): Promise<Of> {
      const found = await goingOn(pass);
      if (!mayBegin(found, clock.now())) throw new Refused('hand-over.over');
      return found;
    },
  };
}
