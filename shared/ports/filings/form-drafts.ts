import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { DraftForm, FormDraft } from '../../domain/filing/form-draft.ts';

/** The draft of one form, with what keeps it from being submitted. */
export interface StoredDraft {
  readonly form: DraftForm;
  readonly draft: FormDraft;
  /** Fields that are blank or unreadable, by their keys; empty for a complete form. */
  readonly gaps: readonly string[];
  /** Fields with several values, by their keys. */
  readonly conflicts: readonly string[];
}

/** The forms of filings while they are filled in. The caller checks whose filing it is. */
export interface FormDrafts {
  /** Holds the filing until the end of the running transaction, so that saves of its forms come one after another. */
  lock(filingId: FilingId, applicantId: string): Promise<void>;
  /** Undefined before the first save. */
  find(filingId: FilingId, form: DraftForm): Promise<FormDraft | undefined>;
  /** Stores the next version of a form. */
  write(filingId: FilingId, stored: StoredDraft): Promise<void>;
  /** Every draft of a filing. */
  ofFiling(filingId: FilingId): Promise<readonly StoredDraft[]>;
  /** Deletes the drafts of a website that was removed. */
  removeWebsite(filingId: FilingId, websiteId: string): Promise<void>;
}
