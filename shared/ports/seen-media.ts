/** What a photo, video or key frame looked like. Nothing of the person can be made out of it. */
export interface MediaTrace {
  readonly kind: 'photo' | 'video' | 'frame';
  /** SHA-256 of the file; none of a frame, which is written anew each time that it is looked at. */
  readonly digest?: Buffer | undefined;
  /** As `pictureLook` gives it; none of a video. */
  readonly look?: Buffer | undefined;
}

/** Photos, videos and key frames that liveness checks have used. */
export interface SeenMedia {
  /**
   * Remembers what a check uses, and tells whether any of it was used before: by its bytes, or by looking almost the same. One check may use
   * its own media again. A photo may also be used again within its filing, until a check with it has passed: when only the video failed, the
   * photo is still good. Of two checks that come with the same file at once, one is told so.
   */
  rememberUse(checkId: string, filingId: string, traces: readonly MediaTrace[]): Promise<'new' | 'seen'>;
}
