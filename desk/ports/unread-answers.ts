/** An answer of the authority that the desk can't read. Nothing that stands in it is kept. */
export interface UnreadAnswer {
  /** By which its maintainers find it. */
  readonly answerId: string;
  /** Of the submission, where that can be read. */
  readonly number: number | undefined;
  /** Names of the fields of `docs/api/authority.yaml` that are missing or wrong. */
  readonly fields: readonly string[];
}

/** Answers that stay in the authority's queue because nobody can read them, so that people see what to have mended. */
export interface UnreadAnswers {
  /** @returns whether it was not noted before. */
  note(answer: UnreadAnswer, at: Date): Promise<boolean>;
  /** Forgets those that were not noted since: the authority does not send them any more, or they are read now. */
  forgetBefore(since: Date): Promise<void>;
  /** The oldest first. */
  list(limit: number): Promise<readonly (UnreadAnswer & { readonly since: Date })[]>;
}
