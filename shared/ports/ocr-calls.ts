import type { PictureCheck, Reading } from './ocr.ts';

/** What a step of a reading answers. */
export interface OcrAnswers {
  readonly read: Reading;
  readonly check: PictureCheck;
}

export type OcrStep = keyof OcrAnswers;

/**
 * `yours`: ask the vendor, for the nth time · `answered`: the vendor was asked and this is what he said · `lost`: he was asked, perhaps
 * for money, and whoever asked has died before he could keep the answer.
 */
export type OcrTurn<Answer> =
  | { readonly is: 'yours'; readonly attempt: number }
  | { readonly is: 'answered'; readonly answer: Answer }
  | { readonly is: 'lost' };

/**
 * Remembers calls of the OCR vendor while a document is read, so that none that may have been billed is made twice, whoever dies when.
 * Answers are kept sealed.
 */
export interface OcrCalls {
  /** Notes that the vendor is asked now, unless he was before. It is committed when this returns. */
  beginCall<Step extends OcrStep>(documentId: string, step: Step): Promise<OcrTurn<OcrAnswers[Step]>>;
  /** Keeps what the vendor said. */
  keepAnswer<Step extends OcrStep>(documentId: string, step: Step, answer: OcrAnswers[Step]): Promise<void>;
  /** The call came to nothing and cost nothing: the next `beginCall` may ask again. */
  cancelCall(documentId: string, step: OcrStep): Promise<void>;
  /** Forgets a document's calls and answers; it has been read. Joins the running transaction. */
  forgetCalls(documentId: string): Promise<void>;
}
