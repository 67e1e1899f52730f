import { handedInByHand } from '../../desk/adapters/by-hand/authority.ts';
import { sharpFittedPictures } from '../../desk/adapters/sharp/fitted-pictures.ts';
import { handInWaiting, takeAnswers } from '../../desk/functions/timer/ask-authority.ts';
import type { Ports as TimerPorts } from '../../desk/functions/timer/ports.ts';
import { reportResults } from '../../desk/functions/timer/report-results.ts';
import { takeLists } from '../../desk/functions/timer/take-lists.ts';
import type { Authority } from '../../desk/ports/authority.ts';
import type { RecordChange } from '../../desk/ports/record-events.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { TestClock } from './clock.ts';
import type { Contents } from './desk-case.ts';
import { deskRoom } from './desk-room.ts';

export interface AuthorityRoomSettings {
  readonly clock: TestClock;
  readonly objectStore?: ObjectStore;
  /** By HTTP; without one, staff hand in by hand. */
  readonly authority?: Authority;
}

/** The desk's API with the people who hand in, and the timer's part with the authority. */
export async function authorityRoom({ clock, objectStore, authority }: AuthorityRoomSettings) {
  const room = await deskRoom({
    clock,
    ...(objectStore && { objectStore }),
    authorityWay: authority ? 'http' : 'by-hand',
  });
  const ports = {
    ...room,
    clock,
    objectStore,
    authority: authority ?? handedInByHand,
    authorityWay: authority ? 'http' : 'by-hand',
    fittedPictures: sharpFittedPictures,
  } as unknown as TimerPorts;
  const remainingMs = () => 60_000;

  return {
    ...room,
    /** One run of the timer, as far as it is about the authority. */
    async tick() {
      return { handedIn: await handInWaiting(ports, remainingMs), ...(await takeAnswers(ports, remainingMs)) };
    },
    /** Reports to the authority what staff have noted. @returns how much left. */
    reportResults: () => reportResults(ports, remainingMs),
    /** Asks the authority for its lists. @returns how many came. */
    takeLists: () => takeLists(ports, remainingMs),
    /** A round that a reviewer has accepted, and whose time to be taken back is over. */
    async accepted(contents: Contents = {}, of: Parameters<typeof room.receive>[1] = {}) {
      const { caseId, filingId } = await room.receive(contents, of);
      const decidedAt = clock.now();
      await room.openCases.setLease(caseId, { holder: 'lin-yue', until: new Date(decidedAt.getTime() + 60_000) });
      const decision = { id: cryptoIds.uuid(), caseId, kind: 'accepted', flagged: [], decidedBy: 'lin-yue' } as const;
      const state = await room.decisions.decide({ ...decision, decidedAt, sendsAt: decidedAt });
      if (state === 'second-view') throw new Error('this case takes two');
      await room.decisions.release(decision.id);
      // What is queued at another instant has an order.
      clock.forward(1);
      return { caseId, filingId };
    },
    /** The filing service's feed says so of a record. */
    readRecord: (recordId: string, number: string, version: number, notices: readonly object[] = []) =>
      room.knownRecords.keep({
        changes: [
          {
            recordId,
            number,
            version,
            state: 'live',
            websites: [
              { number: `${number}-1`, domains: ['yunfan.example'], state: 'live' },
              { number: `${number}-2`, domains: ['haitang.example'], state: 'live' },
            ],
            notices,
          } as RecordChange,
        ],
        next: version,
        more: false,
      }),
    /** Kinds of the verdicts of a round, in their order. */
    async verdictsOf(filingId: string, round = 1) {
      return room.verdicts.after([{ filingId, round, after: 0 }]);
    },
  };
}

export type AuthorityRoom = Awaited<ReturnType<typeof authorityRoom>>;
