import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { isPrefilled } from '../domain/filing/prefilled.ts';
import { filedPicture } from '../domain/media/filed-picture.ts';
import type { Documents } from '../ports/documents/documents.ts';
import type { FiledPictures } from '../ports/documents/filed-pictures.ts';
import type { Filings } from '../ports/filings/filings.ts';

interface PicturePorts {
  readonly filings: Filings;
  readonly documents: Documents;
  readonly clock: Clock;
}

/** Finds the pictures with which a record was filed. */
export const createFiledPictures = ({ filings, documents, clock }: PicturePorts): FiledPictures => ({
  async of({ applicantId, filingType, startedFrom, contents }) {
    if (!startedFrom || !isPrefilled(filingType)) return () => undefined;
    const approved = await filings.approvedOf(startedFrom.recordId, applicantId);
    const papers = await Promise.all(
      approved.map(async ({ id, ...one }) => ({ contents: one.contents, documents: await documents.ofFiling(id) })),
    );
    const today = beijingDay(clock.now());
    return (kind, subject) => filedPicture(kind, subject, contents, papers, today);
  },
});
