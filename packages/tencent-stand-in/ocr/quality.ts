import type { PictureFacts } from 'engines/ocr/reading.ts';

// Measured on drawn cards and licences that were blurred step by step: up to an edge of 0.07 of the line's height
// everything is read correctly, from 0.09 on characters are misread.
const SHARP_EDGE = 0.015;
const SOFT_EDGE = 0.07;
const BLURRED_EDGE = 0.09;

/** Too blurred to trust anything that was read. */
export const isBlurred = ({ edgeWidth }: PictureFacts): boolean => edgeWidth >= BLURRED_EDGE;

/** Blurred enough to be the likely reason when something could not be read. */
export const isSoft = ({ edgeWidth }: PictureFacts): boolean => edgeWidth >= SOFT_EDGE / 2;

/** 0 to 100; the vendor advises a new picture below 50. */
export const qualityOf = ({ edgeWidth }: PictureFacts): number =>
  Math.round(Math.max(0, Math.min(100, 100 - (50 * (edgeWidth - SHARP_EDGE)) / (SOFT_EDGE - SHARP_EDGE))));

/** With a corner this share of the width outside, a card is cut off; whole cards in perspective reach 0.078. */
const CUT_SHARE = 0.085;

/** 0 to 100; the vendor advises a new picture above 50. */
export const borderCodeOf = ({ cutShare }: PictureFacts): number =>
  Math.round(Math.max(0, Math.min(100, (50 * cutShare) / CUT_SHARE)));

export const isCut = (facts: PictureFacts): boolean => borderCodeOf(facts) > 50;

/** More than a speck: it may hide a character. */
const GLARE_SHARE = 0.025;
export const hasGlare = ({ glareShare }: PictureFacts): boolean => glareShare > GLARE_SHARE;

/** Colours are measured where characters are; blurred characters and those under a reflection have lost theirs. */
export const isCopied = (facts: PictureFacts): boolean => facts.isGrey && !isBlurred(facts) && !hasGlare(facts);

/** Lines across the print, as watermarks have; a single one may be a stamp. */
export const isWatermarked = ({ slantedLines }: PictureFacts): boolean => slantedLines > 1;

/** One fine wave over more of the picture than print can cause: 0.15 at most, while photos of screens have 0.43 and more. */
const SCREEN_SHARE = 0.3;
/** The print of small pictures is as fine as the dots of a screen: it reaches 0.4. */
const SCREEN_SHARE_OF_SMALL = 0.6;
const SMALL_PRINT_HEIGHT = 20;

export const isRephotographed = ({ screenShare, textHeight }: PictureFacts): boolean =>
  screenShare > (textHeight < SMALL_PRINT_HEIGHT ? SCREEN_SHARE_OF_SMALL : SCREEN_SHARE);

/** More than a speck, which real papers have. */
const COVERED_SHARE = 0.006;
/** Print of this height, in pixels, is read where it can be seen. */
const LEGIBLE_HEIGHT = 22;

/** Something lies over the print, or its values were made illegible. */
export const isCovered = (facts: PictureFacts): boolean =>
  facts.coveredShare > COVERED_SHARE ||
  (facts.valuesMissing > 0 &&
    facts.textHeight >= LEGIBLE_HEIGHT &&
    !isSoft(facts) &&
    !isCut(facts) &&
    !hasGlare(facts));

/** What a reviewer would object to in a picture. */
export const defectsOf = (facts: PictureFacts) => ({
  isBlurred: isBlurred(facts),
  isCut: isCut(facts),
  isCovered: isCovered(facts),
  hasGlare: hasGlare(facts),
  isCopied: isCopied(facts),
  isRephotographed: isRephotographed(facts),
  isWatermarked: isWatermarked(facts),
});
