import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { AnswerKind } from '../domain/authority/authority.ts';
import type { FiledData } from '../domain/authority/authority-package.ts';

/** A paper as the authority gets it: a JPEG within its limit. */
export interface Attachment {
  readonly id: string;
  readonly kind: string;
  /** `organizer`, `principal` or `website:<id>`. */
  readonly subject: string;
  readonly bytes: Buffer;
}

/** A filing as staff hand it in. */
export interface AuthoritySubmission {
  /** Counts what the desk hands in, from 1 without a gap. The same at every export. */
  readonly number: number;
  readonly filingType: string;
  /** Six-digit code of the province. */
  readonly province: string;
  readonly data: FiledData;
  readonly attachments: readonly Attachment[];
}

/** What the authority says of a submission, as staff type it. */
export interface AuthorityAnswer {
  /** The submission's number. */
  readonly number: number;
  /** Counts the answers about a submission from 1 without a gap. */
  readonly sequence: number;
  readonly kind: AnswerKind;
  readonly at: Date;
  /** Its own words, of a return. */
  readonly words?: string | undefined;
  readonly numbers?: FilingNumbers | undefined;
}

/** Pictures as the authority takes them. */
export interface FittedPictures {
  /** A JPEG of at most so many bytes; undefined when it would not be readable any more. @throws Refused('paper.broken') */
  fit(picture: Buffer, mostBytes: number): Promise<Buffer | undefined>;
}
