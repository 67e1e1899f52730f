import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VerdictKind } from '../../domain/filing/verdict.ts';
import type { FilingPackage, ReviewDesk } from '../../ports/review-desk.ts';

/** A desk under test, and the hand of its reviewer. */
export interface OpenedReviewDesk {
  readonly desk: ReviewDesk;
  /** A package of this filing and round that the desk can take. */
  packageOf(filingId: string, round: number): FilingPackage;
  decide(filingId: string, kind: VerdictKind): void;
  /** Rounds of the filings that lie before the reviewer now. */
  onTheDesk(): readonly { readonly filingId: string; readonly round: number }[];
  close(): Promise<void>;
}

const FIRST = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01';
const SECOND = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a02';

/** What every ReviewDesk must do. */
export function describeReviewDesk(name: string, open: () => Promise<OpenedReviewDesk>): void {
  describe(name, () => {
    let opened: OpenedReviewDesk;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('hands a filing in once, however often the message is sent', async () => {
      const { desk, packageOf, onTheDesk } = opened;

      await desk.submit('submit-1', packageOf(FIRST, 1));
      await desk.submit('submit-1', packageOf(FIRST, 1));

      expect(onTheDesk()).toEqual([{ filingId: FIRST, round: 1 }]);
    });

    it('replaces a round by the next, and not the other way round', async () => {
      const { desk, packageOf, onTheDesk } = opened;

      await desk.submit('submit-2', packageOf(FIRST, 2));
      await desk.submit('submit-1', packageOf(FIRST, 1));

      expect(onTheDesk()).toEqual([{ filingId: FIRST, round: 2 }]);
    });

    it('takes a filing back', async () => {
      const { desk, packageOf, onTheDesk } = opened;
      await desk.submit('submit-1', packageOf(FIRST, 1));

      await desk.withdraw('withdraw-1', FIRST, 1);

      expect(onTheDesk()).toEqual([]);
    });

    it('does not take a round that was withdrawn before it arrived', async () => {
      const { desk, packageOf, onTheDesk } = opened;
      await desk.withdraw('withdraw-1', FIRST, 1);

      await desk.submit('submit-1', packageOf(FIRST, 1));

      expect(onTheDesk()).toEqual([]);
    });

    it('tells the verdicts of several filings after a sequence number', async () => {
      const { desk, packageOf, decide } = opened;
      await desk.submit('submit-1', packageOf(FIRST, 1));
      await desk.submit('submit-2', packageOf(SECOND, 1));
      decide(FIRST, 'accepted');
      decide(FIRST, 'sms-waiting');
      decide(SECOND, 'returned');

      const verdicts = await desk.verdicts([
        { filingId: FIRST, round: 1, after: 1 },
        { filingId: SECOND, round: 1, after: 0 },
      ]);

      expect(verdicts.map(({ filingId, round, sequence, kind }) => [filingId, round, sequence, kind])).toEqual([
        [FIRST, 1, 2, 'sms-waiting'],
        [SECOND, 1, 1, 'returned'],
      ]);
      expect(verdicts[0]?.at).toBeInstanceOf(Date);
    });

    it('tells nothing about another round, an unknown filing, or no filing', async () => {
      const { desk, packageOf, decide } = opened;
      await desk.submit('submit-1', packageOf(FIRST, 1));
      decide(FIRST, 'accepted');

      const verdicts = await desk.verdicts([
        { filingId: FIRST, round: 2, after: 0 },
        { filingId: SECOND, round: 1, after: 0 },
      ]);

      expect(verdicts).toEqual([]);
      expect(await desk.verdicts([])).toEqual([]);
    });
  });
}
