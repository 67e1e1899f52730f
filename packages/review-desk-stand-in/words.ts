/** A common reason for returning a field, and a suggestion. */
export interface ReturnReason {
  /** Path of the field; `*` for the number of the website. */
  readonly field: string;
  readonly reason: string;
  readonly suggestion: string;
}

/** Labels for codes and paths, which reviewers and applicants share. */
export interface FilingWords {
  /** Label of a field, e.g. `principal.mobile`; the path itself without one. */
  fieldName(path: string): string;
  /** Label of a code, by the last part of the field's path, e.g. `region` and `440000`. */
  ofCode(field: string, code: string): string | undefined;
  readonly returnReasons: readonly ReturnReason[];
}

/** Paths and codes without labels. */
export const NO_WORDS: FilingWords = { fieldName: (path) => path, ofCode: () => undefined, returnReasons: [] };

const general = (path: string): string => path.replace(/^websites\.\d+/, 'websites.*');

/** Common reasons for returning a field, or the section that it belongs to. */
export const usualReasons = ({ returnReasons }: FilingWords, path: string): readonly ReturnReason[] =>
  returnReasons.filter(({ field }) => general(path) === field || general(path).startsWith(`${field}.`));

/** The suggestion of a common reason for a field. */
export const knownSuggestion = (words: FilingWords, path: string, reason: string): string | undefined =>
  usualReasons(words, path).find((usual) => usual.reason === reason)?.suggestion;
