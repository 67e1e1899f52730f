import { applyAnswers } from '../../../desk/functions/timer/keep-promises.ts';
import type { RecordChange } from '../../../desk/ports/record-events.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import type { TestClock } from '../clock.ts';
import type { Contents } from './desk-case.ts';
import { type DeskRoomSettings, deskRoom } from './desk-room.ts';

/** The desk's API with the people who hand in, and the timer's part with what they type. */
export async function authorityRoom(settings: DeskRoomSettings & { readonly clock: TestClock }) {
  const { clock } = settings;
  const room = await deskRoom(settings);

  return {
    ...room,
    /** One run of the timer, as far as it is about the authority. */
    tick: () => applyAnswers(room),
    /** A round that a reviewer has accepted, and whose time to be taken back is over. */
    async accepted(contents: Contents = {}, round: Parameters<typeof room.receive>[1] = {}) {
      const { caseId, filingId } = await room.receive(contents, round);
      const decidedAt = clock.now();
      await room.openCases.setLease(caseId, { holder: 'lin-yue', until: new Date(decidedAt.getTime() + 60_000) });
      const decision = { id: cryptoIds.uuid(), caseId, kind: 'accepted', flagged: [], decidedBy: 'lin-yue' } as const;
      const state = await room.decisions.decide({ ...decision, decidedAt, sendsAt: decidedAt });
      if (state === 'second-view') throw new Error('this case takes two');
      await room.release(decision.id);
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
