import type { Filing } from '../../domain/filing/filing.ts';
import type { Document, DocumentKind, DocumentSubject } from '../../domain/media/document.ts';

/** Finds the picture for a document; undefined where there is none that shows what the filing says. */
export type FindFiledPicture = (kind: DocumentKind, subject: DocumentSubject) => Document | undefined;

/** The pictures with which a record was filed. */
export interface FiledPictures {
  /**
   * Those that a new website or access of the record may use again. Only what the same account has filed itself: of a
   * record that was claimed or has moved there is none.
   */
  of(filing: Filing): Promise<FindFiledPicture>;
}
