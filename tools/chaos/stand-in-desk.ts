import type { Laptop } from '../../local/laptop.ts';
import type { ChaosDesk } from './desk.ts';
import { leftAtDesk } from './left-behind.ts';

const FAULTS = { duplicates: 2, reorder: 5, lost: 0.2, forged: 0.02, failing: 0.2 };

/** The stand-in of a back office that is not ours. It runs by itself and has no functions. @param dir of the laptop */
export function standInDesk({ reviewDesk }: Pick<Laptop, 'reviewDesk'>, dir: string): ChaosDesk {
  const told = new Set<string>();
  return {
    victims: [],
    setFaulty: (isFaulty) => reviewDesk.setFaults(isFaulty ? FAULTS : {}),
    async cancel({ recordId }) {
      if (told.has(recordId)) reviewDesk.tellAgain(recordId);
      else reviewDesk.tellOfRecord(recordId, { kind: 'cancelled', reason: '管局注销' });
      told.add(recordId);
    },
    tick: async () => {},
    // What it has to send is under way without end while it is faulty.
    waiting: async () => 0,
    stuck: async () => [],
    idle: () => reviewDesk.idle(),
    filings: async () => new Map(reviewDesk.list().map((filing) => [filing.filingId, filing])),
    violations: async () => [],
    leftOf: async (forgotten) => leftAtDesk(dir, forgotten),
    counts: async () => ({}),
    stop: async () => {},
  };
}
