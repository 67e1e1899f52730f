import type { FilingId } from '../../../contracts/kit/record-id.ts';
/** A fingerprint of a photo, video or key frame. Only a keyed hash or a sealed value of it is stored. */
export interface MediaTrace {
  readonly kind: 'photo' | 'video' | 'frame';
  /** SHA-256 of the file; undefined for a frame, whose file differs on every extraction. */
  readonly digest?: Buffer | undefined;
  /** A perceptual hash, see `pictureLook`; undefined for a video. */
  readonly look?: Buffer | undefined;
}

/** A stored fingerprint, for the person's own export. */
export interface StoredTrace {
  readonly kind: MediaTrace['kind'];
  /** The perceptual hash, or the keyed hash of a video's bytes; hexadecimal. */
  readonly fingerprint: string;
  readonly seenAt: Date;
}

/** Photos, videos and key frames that liveness checks have used. */
export interface SeenMedia {
  /**
   * Records the media of a check and returns whether any of it was used before, by its bytes or by looking almost the
   * same. A check may reuse its own media. A photo may be reused within its filing until a check with it has passed:
   * when only the video failed, the photo is still good. One of two concurrent checks with the same file gets `seen`.
   */
  rememberUse(checkId: string, filingId: FilingId, traces: readonly MediaTrace[]): Promise<'new' | 'seen'>;
  /** The fingerprints of a filing, oldest first. */
  ofFiling(filingId: FilingId): Promise<readonly StoredTrace[]>;
}
