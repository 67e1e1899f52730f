/** What a person did about their data, with times of `performance.now()`. */
export interface Diary {
  /** Without the person's consent: from the reply to the withdrawal until they sent the new one. */
  withoutConsent?: { readonly fromMs: number; readonly toMs: number };
  /** When the erasure was answered. */
  erasedAtMs?: number;
}

export const createDiary = (): Diary => ({});
