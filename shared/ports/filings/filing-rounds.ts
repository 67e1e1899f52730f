import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { MachineEvidence } from '../../../contracts/review-desk/evidence.ts';
import type {
  PackedChange,
  PackedDocument,
  PackedFinding,
  PackedRepair,
} from '../../../contracts/review-desk/package.ts';
import type { FilingContents } from '../../domain/filing/filing.ts';
import type { FilingType } from '../../domain/filing/filing-types.ts';
import type { Document } from '../../domain/media/document.ts';

/** A document of a package. Delivery adds the link to its file. */
export interface PackageDocument extends Omit<PackedDocument, 'kind' | 'subject'>, Pick<Document, 'kind' | 'subject'> {}

/** Everything that the desk receives of a round except the links: `Package.data` in `docs/api/review-desk.yaml`. */
export interface PackageData extends FilingContents {
  readonly filingType: FilingType;
  /** Whether the desk looks at an ending before the authority does; absent in other filings. */
  readonly initialReview?: boolean;
  readonly documents: readonly PackageDocument[];
  readonly findings: readonly PackedFinding[];
  /** What machines read, compared and measured. Absent in rounds before 28 November 2026, and where only codes stand. */
  readonly evidence?: MachineEvidence;
  /** Only in a change. */
  readonly change?: PackedChange;
  /** Only in a round after a return. */
  readonly repairs?: readonly PackedRepair[];
}

/** One submission of a filing, as it was at that time. */
export interface FilingRound {
  readonly filingId: FilingId;
  /** From 1. */
  readonly round: number;
  /** Version of the terms and the privacy statement that were accepted with it. */
  readonly termsTextVersion: string;
  /** SHA-256 of `data`, hexadecimal. */
  readonly contentHash: string;
  readonly data: PackageData;
  readonly submittedAt: Date;
}

/** What was submitted in each round. A round is written once and never changed. */
export interface FilingRounds {
  /** Stores a round; joins the running transaction, that of the submission. Fails it when the round exists. */
  freeze(round: Omit<FilingRound, 'submittedAt'>): Promise<void>;
  /** Undefined when there is no such round. */
  findRound(filingId: FilingId, round: number): Promise<FilingRound | undefined>;
  /** Every round of a filing, the first first. */
  ofFiling(filingId: FilingId): Promise<readonly FilingRound[]>;
}
