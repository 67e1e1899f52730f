import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import type { DocumentName, OfferedFields } from '../documents/documents.ts';
import type { createOverview } from '../filing/overview.ts';
import type { createCodeTables } from '../kit/stores.ts';
import type { FormField } from './form-fields.ts';
import type { FormPath } from './form-path.ts';
import type { SavingHost } from './form-saving.ts';

/** What a front end does for forms. */
export interface FormHost extends SavingHost {
  readonly overviews: Pick<ReturnType<typeof createOverview>, 'known'>;
  readonly documents: { of(name: DocumentName): { readonly read: OfferedFields } };
  readonly tables: ReturnType<typeof createCodeTables>;
  /** The path in the page's address. */
  readonly aimed: () => string | undefined;
  /** The mobile number that the person has signed in with; empty when it is not known. */
  readonly ownMobile: () => string;
}

/** What a page asks: one question alone, or everything. */
export interface Asks {
  isAlone(): boolean;
  /** Whether it shows a field, a document or a check. */
  asks(path: string): boolean;
}

/** Which form a page shows. */
export interface FormPlan {
  readonly path: FormPath;
  readonly fields: readonly FormField[];
  /** Whose certificates its values are read from. */
  readonly subject: DocumentSubject;
  /** Whether it says again what stands elsewhere in the filing. */
  readonly isKnown?: () => boolean;
}
