import type { SeenFace } from '../../domain/liveness/photo.ts';
import type { Located, PictureCheck, Reading, SeenLines, Unanswered } from './ocr.ts';

/** The answer of each step of a reading. */
export interface OcrAnswers {
  readonly read: Reading;
  readonly check: PictureCheck;
  readonly locate: Located;
  readonly lines: SeenLines;
  readonly faces: { readonly outcome: 'seen'; readonly faces: readonly SeenFace[] } | Unanswered;
}

/** The billed steps: of a reading `read`, then `check` and `locate`; of a look `lines`, and `faces` of a hand-held photo. */
export type OcrStep = keyof OcrAnswers;

/**
 * Who calls the vendor. `yours`: the caller does, in attempt `attempt` · `answered`: the vendor was called before, with
 * this answer ·
 * `lost`: the vendor was called and may have billed it, but the caller died before it stored the answer; or the document
 * was erased.
 */
export type OcrTurn<Answer> =
  | { readonly is: 'yours'; readonly attempt: number }
  | { readonly is: 'answered'; readonly answer: Answer }
  | { readonly is: 'lost' };

/**
 * Remembers calls to the OCR vendor while a document is read, so that no call that may have been billed is repeated
 * after a crash. Answers are stored sealed.
 */
export interface OcrCalls {
  /** Records that the caller calls the vendor now, unless one was recorded before. Committed when this returns. */
  beginCall<Step extends OcrStep>(documentId: string, step: Step): Promise<OcrTurn<OcrAnswers[Step]>>;
  /** Stores the vendor's answer. */
  keepAnswer<Step extends OcrStep>(documentId: string, step: Step, answer: OcrAnswers[Step]): Promise<void>;
  /** Records that a call failed without being billed: the next `beginCall` may call again. */
  cancelCall(documentId: string, step: OcrStep): Promise<void>;
  /** Deletes a document's calls and answers once it has been read. Joins the running transaction. */
  forgetCalls(documentId: string): Promise<void>;
}
