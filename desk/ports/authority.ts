import type { NoticeKind, NoticeResult } from '../../contracts/desk/authority-notices.ts';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { AnswerKind } from '../domain/authority.ts';
import type { ListedKind, ListedResult, ListName } from '../domain/authority-lists.ts';
import type { FiledData } from '../domain/authority-package.ts';
import type { UnreadAnswer } from './unread-answers.ts';

/** A paper as the authority gets it: a JPEG within its limit. */
export interface Attachment {
  readonly id: string;
  readonly kind: string;
  /** `organizer`, `principal` or `website:<id>`. */
  readonly subject: string;
  readonly bytes: Buffer;
}

/** A filing as it is handed in. */
export interface AuthoritySubmission {
  /** Counts what the desk hands in, from 1 without a gap. The same on every attempt. */
  readonly number: number;
  readonly filingType: string;
  /** Six-digit code of the province. */
  readonly province: string;
  readonly data: FiledData;
  readonly attachments: readonly Attachment[];
}

/** What the authority says of a submission. */
export interface AuthorityAnswer {
  /** Of the submission. */
  readonly number: number;
  /** Counts the answers about a submission from 1 without a gap. */
  readonly sequence: number;
  readonly kind: AnswerKind;
  readonly at: Date;
  /** Its own words, of a return. */
  readonly words?: string | undefined;
  readonly numbers?: FilingNumbers | undefined;
}

/** What the authority wants to have mended or verified of a record. */
export interface NoticeOfAuthority {
  /** The authority's own number of it. */
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly at: Date;
  /** Of the organizer, or of one of its websites. */
  readonly filingNumber: string;
  /** Numbers of the websites that are meant; without any, what `filingNumber` names. */
  readonly websites?: readonly string[] | undefined;
  readonly dueAt?: Date | undefined;
  /** Its own words. */
  readonly words: string;
}

/** What a report is about: a notice, or an entry of a list. */
export type ReportedOf =
  | { readonly noticeId: string; readonly filingNumber: string }
  | { readonly list: ListName; readonly kind: ListedKind; readonly value: string };

/** What came of a notice, or of an entry of a list. */
export interface AuthorityReport {
  /** Counts the reports of the desk, from 1 without a gap. The same on every attempt. */
  readonly number: number;
  readonly at: Date;
  readonly of: ReportedOf;
  readonly result: NoticeResult | ListedResult;
  /** Of staff. */
  readonly words: string | undefined;
}

/** An answer, or a notice in the same queue, that waits to be acknowledged. */
export type ReceivedAnswer =
  | {
      /** By which it is acknowledged. */
      readonly answerId: string;
      readonly answer: AuthorityAnswer;
    }
  | { readonly answerId: string; readonly notice: NoticeOfAuthority }
  | { readonly unread: Omit<UnreadAnswer, 'answerId'> & { readonly answerId: string | undefined } };

/** A list as the authority has it. */
export interface IssuedList {
  /** The authority's own number of it, which grows. */
  readonly issue: number;
  readonly dueAt: Date;
  readonly entries: readonly { readonly kind: ListedKind; readonly value: string }[];
}

/** `by-hand`: a person exports what is to be handed in, and types what comes back. */
export type AuthorityWay = 'http' | 'by-hand';

/** The provincial authority. What is not public about its interface stays behind this. */
export interface Authority {
  /** Hands a filing in. Sent again, it is one submission. @throws Failed('authority', …); `refused` needs a person. */
  handIn(submission: AuthoritySubmission): Promise<void>;
  /** Takes back what was, or would have been, handed in under a number, so that there is no gap. @throws Failed('authority', …) */
  takeBack(number: number): Promise<void>;
  /**
   * Answers that are not acknowledged, in any order, each perhaps once more.
   *
   * @param after passes over the answers up to this one, which stay in the queue.
   * @throws Failed('authority', …)
   */
  answers(limit: number, after?: string): Promise<readonly ReceivedAnswer[]>;
  /** Reports what came of a notice or a listed value. Sent again, it is one report. @throws Failed('authority', …) as handIn */
  report(report: AuthorityReport): Promise<void>;
  /** The authority does not send it again. @throws Failed('authority', …) */
  acknowledge(answerId: string): Promise<void>;
  /**
   * The newest of a list, when its number is greater than that of the one the desk has.
   *
   * @returns undefined when there is no newer one, or the authority gives out no lists. @throws Failed('authority', …)
   */
  listAfter(list: ListName, issue: number): Promise<IssuedList | undefined>;
}

/** Pictures as the authority takes them. */
export interface FittedPictures {
  /** A JPEG of at most so many bytes; undefined when it would not be readable any more. @throws Error for no picture. */
  fit(picture: Buffer, mostBytes: number): Promise<Buffer | undefined>;
}
