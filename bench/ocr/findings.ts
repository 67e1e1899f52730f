import type { PictureFacts } from 'engines/ocr/reading.ts';
import { hasGlare, isBlurred, isCopied, isCut, isRephotographed, isWatermarked } from 'tencent-stand-in/ocr/quality.ts';
import type { PictureScore } from './score.ts';
import type { TruePicture } from './truth.ts';

/** A defect for which a reviewer would return a picture, and how the vendor's stand-in derives it from the facts. */
const FINDINGS: Readonly<Record<string, (facts: PictureFacts) => boolean>> = {
  blur: isBlurred,
  cut: isCut,
  glare: hasGlare,
  copy: isCopied,
  screen: isRephotographed,
  watermark: isWatermarked,
};

export interface FindingScore {
  readonly finding: string;
  /** Pictures with the defect, and how many of them were found. */
  readonly spoilt: number;
  readonly hits: number;
  /** Certificates without it, and how many of them had the warning anyway. */
  readonly others: number;
  readonly falseAlarms: number;
}

/** How often each defect is found where it is, and where it isn't. */
export function findingScores(scores: readonly PictureScore[]): FindingScore[] {
  const certificates = scores.filter(({ picture }) => picture.kind !== 'unknown');
  return Object.entries(FINDINGS).map(([finding, isSeen]) => {
    const has = ({ picture }: PictureScore) => isSpoiltBy(picture, finding);
    const [spoilt, others] = [certificates.filter(has), certificates.filter((score) => !has(score))];
    const seen = (of: readonly PictureScore[]) => of.filter(({ facts }) => isSeen(facts)).length;
    return { finding, spoilt: spoilt.length, hits: seen(spoilt), others: others.length, falseAlarms: seen(others) };
  });
}

const isSpoiltBy = ({ spoilt, isGrey }: TruePicture, finding: string): boolean =>
  spoilt === finding || (finding === 'copy' && isGrey);
