import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VerdictKind } from '../../../contracts/review-desk/kinds.ts';
import type { FilingPackage, ReviewDesk } from '../../ports/filings/review-desk.ts';

/** A desk under test, with access to its reviewer's side. */
export interface OpenedReviewDesk {
  readonly desk: ReviewDesk;
  /** A package of this filing and round that the desk accepts. */
  packageOf(filingId: string, round: number): FilingPackage;
  decide(filingId: string, kind: VerdictKind): void;
  /** The filings and rounds that wait for the reviewer. */
  onTheDesk(): readonly { readonly filingId: string; readonly round: number }[];
  close(): Promise<void>;
}

const FIRST = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01';
const SECOND = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a02';

/** The contract of ReviewDesk. */
export function describeReviewDesk(name: string, open: () => Promise<OpenedReviewDesk>): void {
  describe(name, () => {
    let opened: OpenedReviewDesk;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('submits a filing once, however often its round is sent', async () => {
      const { desk, packageOf, onTheDesk } = opened;

      await desk.submit(packageOf(FIRST, 1));
      await desk.submit(packageOf(FIRST, 1));

      expect(onTheDesk()).toEqual([{ filingId: FIRST, round: 1 }]);
    });

    it('replaces a round by the next, but not by an earlier one', async () => {
      const { desk, packageOf, onTheDesk } = opened;

      await desk.submit(packageOf(FIRST, 2));
      await desk.submit(packageOf(FIRST, 1));

      expect(onTheDesk()).toEqual([{ filingId: FIRST, round: 2 }]);
    });

    it('withdraws a filing', async () => {
      const { desk, packageOf, onTheDesk } = opened;
      await desk.submit(packageOf(FIRST, 1));

      await desk.withdraw('withdraw-1', FIRST, 1);

      expect(onTheDesk()).toEqual([]);
    });

    it('does not accept a round that was withdrawn before it arrived', async () => {
      const { desk, packageOf, onTheDesk } = opened;
      await desk.withdraw('withdraw-1', FIRST, 1);

      await desk.submit(packageOf(FIRST, 1));

      expect(onTheDesk()).toEqual([]);
    });

    it('forgets a filing that is erased: it leaves the desk, its verdicts end, and it never comes back', async () => {
      const { desk, packageOf, decide, onTheDesk } = opened;
      await desk.submit(packageOf(FIRST, 1));
      await desk.submit(packageOf(SECOND, 1));
      decide(FIRST, 'returned');

      await desk.erase('erase-1', FIRST);
      await desk.erase('erase-1', FIRST);
      await desk.submit(packageOf(FIRST, 2));
      await desk.withdraw('withdraw-1', FIRST, 2);

      expect(onTheDesk()).toEqual([{ filingId: SECOND, round: 1 }]);
      expect(await desk.verdicts([{ filingId: FIRST, round: 1, after: 0 }])).toEqual({ verdicts: [], unreadable: [] });
    });

    it('does not accept a filing that was erased before it arrived', async () => {
      const { desk, packageOf, onTheDesk } = opened;
      await desk.erase('erase-1', FIRST);

      await desk.submit(packageOf(FIRST, 1));

      expect(onTheDesk()).toEqual([]);
    });

    it('returns the verdicts of several filings after a sequence number', async () => {
      const { desk, packageOf, decide } = opened;
      await desk.submit(packageOf(FIRST, 1));
      await desk.submit(packageOf(SECOND, 1));
      decide(FIRST, 'accepted');
      decide(FIRST, 'sms-waiting');
      decide(SECOND, 'returned');

      const { verdicts } = await desk.verdicts([
        { filingId: FIRST, round: 1, after: 1 },
        { filingId: SECOND, round: 1, after: 0 },
      ]);

      expect(verdicts.map(({ filingId, round, sequence, kind }) => [filingId, round, sequence, kind])).toEqual([
        [FIRST, 1, 2, 'sms-waiting'],
        [SECOND, 1, 1, 'returned'],
      ]);
      expect(verdicts[0]?.at).toBeInstanceOf(Date);
    });

    it('returns nothing for another round, an unknown filing, or no filing', async () => {
      const { desk, packageOf, decide } = opened;
      await desk.submit(packageOf(FIRST, 1));
      decide(FIRST, 'accepted');

      const { verdicts } = await desk.verdicts([
        { filingId: FIRST, round: 2, after: 0 },
        { filingId: SECOND, round: 1, after: 0 },
      ]);

      expect(verdicts).toEqual([]);
      expect(await desk.verdicts([])).toEqual({ verdicts: [], unreadable: [] });
    });
  });
}
