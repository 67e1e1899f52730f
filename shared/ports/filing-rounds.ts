import type { Finding } from '../../contracts/kit/finding.ts';
import type { FilingId } from '../../contracts/kit/record-id.ts';
import type { FilingContents, FilingNumbers } from '../domain/filing/filing.ts';
import type { FilingType } from '../domain/filing/filing-types.ts';
import type { MachineEvidence } from '../domain/filing/machine-evidence.ts';
import type { DocumentKind, DocumentSubject } from '../domain/media/document.ts';

/** A document of a package. Delivery adds the link to its file. */
export interface PackageDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  /** The kind in Chinese. */
  readonly label: string;
  readonly subject: DocumentSubject;
  readonly contentType: string;
  /** Of a certificate that a machine reads: whether it could. */
  readonly isRead?: boolean;
  /** What was noticed in this picture; they are among the findings of the package, too. */
  readonly findings?: readonly PackageFinding[];
}

type PackageFinding = Pick<Finding, 'ruleId' | 'severity' | 'field' | 'message'>;

/** What came of one flagged item of the round before. */
export interface PackageRepair {
  /** Its place in the verdict, from 1. */
  readonly item: number;
  /** Its path in this package. */
  readonly field: string;
  /** Whether something else stands there than in the round before; otherwise there is a word. */
  readonly changed: boolean;
  /** The applicant's word to the reviewer. */
  readonly word?: string;
}

/** What a change makes of a record. */
export interface PackageChange {
  /** 主体备案号 and 网站备案号 by website id: a change gives no others. */
  readonly numbers: FilingNumbers;
  /** The version of the record that it starts from. */
  readonly version: number;
  /** Every value that differs, by its path in this package; without `before` or `after` nothing stood or stands there. */
  readonly items: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[];
}

/** Everything that the desk receives of a round except the links: `Package.data` in `docs/api/review-desk.yaml`. */
export interface PackageData extends FilingContents {
  readonly filingType: FilingType;
  /** Of a filing that ends something: the numbers that it is about. */
  readonly numbers?: FilingNumbers;
  /** Of one that ends something: whether the desk looks at it before the authority does. */
  readonly initialReview?: boolean;
  readonly documents: readonly PackageDocument[];
  readonly findings: readonly PackageFinding[];
  /** What machines read, compared and measured. Absent in rounds before 28 November 2026, and where only codes stand. */
  readonly evidence?: MachineEvidence;
  /** Of a change. */
  readonly change?: PackageChange;
  /** Of a round after a return. */
  readonly repairs?: readonly PackageRepair[];
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
