/**
 * What speaks for a value that was read, and against it, in points; from `SURE_FROM` on together it counts without a person's look.
 *
 * Sources of the points: a check character catches every single misread character (GB 11643, GB 32100), and so does a value
 * that another one on the same paper repeats. On the laptop's engine, whose confidence is one number for all kinds of print, 422
 * of 423 values from 0.98 on were right, and 29 of 45 between 0.95 and that (docs/ocr.md); two of three wrong addresses
 * that nobody had marked began with no place. What a vendor's own confidence is worth, only use shows: `stated` means that it
 * reaches the limit that the operator has set for that action and value (`OCR_SURE_FROM`), and it alone is never enough.
 */
export const WEIGHTS = {
  /** A number whose check character, date and division hold. */
  'check-digit': 12,
  /** The same number, and its date of birth is printed beside it. */
  'birth-date-beside': 4,
  /** A birth date or sex that such a number says too. */
  'fits-number': 14,
  /** Both ends of a term that the law knows, and they lie on the same day of the year. */
  term: 14,
  /** Digits that a second action has read too. */
  'digits-twice': 7,
  /** Other print that a second action has read too: characters that look alike deceive both. */
  'text-twice': 1,
  stated: 7,
  /** A day that exists and has come. */
  possible: 3,
  /** It begins with a province, or with a city in full. */
  place: 3,
  /** An address in the division of the number on the same paper. */
  division: 2,
  /** The vendor says that it is cut off or lies under a reflection. */
  hidden: -6,
  /** The same of its printed label. */
  'label-hidden': -3,
  /** The picture is blurred, cut off, covered, edited, or has a reflection. */
  unclear: -4,
  /** An address that begins with no place, or in a county that its city does not have. */
  'no-place': -6,
  /** A name with a sign for a character that nobody knew, or of one character. */
  'lost-character': -30,
  /** A day that does not exist. */
  impossible: -30,
  /** Another value contradicts it, or its check character. */
  refuted: -30,
} as const;
export type Evidence = keyof typeof WEIGHTS;

export const SURE_FROM = 10;

/** Whether what speaks for a value outweighs what speaks against it. */
export const outweighs = (evidence: readonly Evidence[]): boolean =>
  [...new Set(evidence)].reduce((sum, item) => sum + WEIGHTS[item], 0) >= SURE_FROM;
