import type { SampleSet } from '../documents/samples.ts';

/** A part of a chapter: sentences, and maybe good and bad pictures. */
export interface HelpSection {
  readonly title: string;
  readonly lines: readonly string[];
  /** Which pictures are drawn below. */
  readonly samples?: SampleSet;
}

export const part = (title: string, ...lines: readonly string[]): HelpSection => ({ title, lines });

/** A part with pictures. */
export const drawn = (samples: SampleSet, title: string, ...lines: readonly string[]): HelpSection => ({
  ...part(title, ...lines),
  samples,
});
