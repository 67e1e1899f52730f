import type { FilingId } from '../../../contracts/kit/record-id.ts';
import { differingBits, SAME_LOOK_BITS } from './picture-look.ts';

/** A photo, video or key frame of a liveness check. */
interface UsedMedium {
  readonly kind: 'photo' | 'video' | 'frame';
  /** From `pictureLook`; undefined for a video. */
  readonly look?: Uint8Array | undefined;
}

/** An earlier use of a medium by another check. */
export interface EarlierUse extends Pick<UsedMedium, 'look'> {
  /** Whether the files are the same, byte for byte. */
  readonly hasSameBytes: boolean;
  /** Undefined when its filing was erased: its look is gone, too. */
  readonly filingId?: FilingId | undefined;
  /** Whether the check that used it was passed. */
  readonly hasPassed: boolean;
  /** How many pairs of the parts of both looks are the same, of eighteen. */
  readonly samePairs?: number | undefined;
}

/**
 * From how many same pairs on it is the same picture, where an erasure has left no look. Looks that differ in seven of sixteen
 * parts share four; those of two portraits hardly ever share one.
 */
const SAME_PAIRS = 2;

/**
 * Whether another check used the medium before: the same file, or one that looks almost the same. A photo may be reused
 * within its filing until a check with it has passed: if only the video failed, the photo is still good.
 */
export function isReused({ kind, look }: UsedMedium, filingId: FilingId, earlier: EarlierUse): boolean {
  if (kind === 'photo' && earlier.filingId === filingId && !earlier.hasPassed) return false;
  if (earlier.hasSameBytes) return true;
  if (earlier.filingId === undefined) return (earlier.samePairs ?? 0) >= SAME_PAIRS;
  return look !== undefined && earlier.look !== undefined && differingBits(look, earlier.look) <= SAME_LOOK_BITS;
}
