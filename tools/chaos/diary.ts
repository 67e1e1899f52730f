/** What a person did about their data and their record, with times of `performance.now()`. */
export interface Diary {
  /** Without the person's consent: from the reply to the withdrawal until they sent the new one. */
  withoutConsent?: { readonly fromMs: number; readonly toMs: number };
  /** When the erasure was answered. */
  erasedAtMs?: number;
  /** The filings about the record that the first one began. */
  readonly laterFilings: string[];
  /** Who has the record in the end, when it moved; they erase their account, too. */
  newHolder?: { readonly accountId: string; readonly openid: string };
  /** What they, or the desk, do with the record is done. */
  isDone?: boolean;
}

export const createDiary = (): Diary => ({ laterFilings: [] });
