/** What is usually wrong with a field, and what helps. */
export interface ReturnReason {
  /** Path of the field; `*` for the number of the website. */
  readonly field: string;
  readonly reason: string;
  readonly suggestion: string;
}

/** The words that reviewers and applicants share, for what comes in codes and paths. */
export interface FilingWords {
  /** What people call a field, e.g. `principal.mobile`; the path itself for one without a name. */
  fieldName(path: string): string;
  /** A code of a field in words, by the last part of the field's path, e.g. `region` and `440000`. */
  ofCode(field: string, code: string): string | undefined;
  readonly returnReasons: readonly ReturnReason[];
}

/** Paths and codes as they are. */
export const NO_WORDS: FilingWords = { fieldName: (path) => path, ofCode: () => undefined, returnReasons: [] };

const general = (path: string): string => path.replace(/^websites\.\d+/, 'websites.*');

/** Usual reasons for returning a field, or for the section that it lies in. */
export const usualReasons = ({ returnReasons }: FilingWords, path: string): readonly ReturnReason[] =>
  returnReasons.filter(({ field }) => general(path) === field || general(path).startsWith(`${field}.`));

/** What is suggested with a usual reason for a field. */
export const knownSuggestion = (words: FilingWords, path: string, reason: string): string | undefined =>
  usualReasons(words, path).find((usual) => usual.reason === reason)?.suggestion;
