/** Answers of registries and cloud accounts, kept for minutes for all instances. Stored sealed, under a keyed hash. */
export interface KeptFacts {
  /** The answer that is kept for a question; undefined when there is none. As JSON gives it back. */
  find(question: readonly string[]): Promise<{ readonly answer: unknown } | undefined>;
  /** Keeps an answer, in place of an older one. */
  keep(question: readonly string[], answer: unknown, seconds: number): Promise<void>;
}
