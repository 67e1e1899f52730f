import { runFfmpeg } from '../ffmpeg.ts';
import { UnusableMedia } from './facts.ts';
import type { Picture } from './picture.ts';
import { DECODE } from './thresholds.ts';

/** A decoded video: frames at a constant rate, upright. */
export interface Clip {
  readonly width: number;
  readonly height: number;
  /** Frame i is at i / `DECODE.framesPerSecond` seconds. */
  readonly frames: readonly Picture[];
}

/** Containers of phones, browsers and the vendor's list. Playlists, text and picture formats are excluded. */
const CONTAINERS = 'mov,matroska,avi,flv';

const { videoMaxSide: side, framesPerSecond, videoMaxSeconds, videoMaxPixels } = DECODE;
/** `sar` makes non-square pixels, as from some cameras, square. */
const SHRUNK = `min(1,${side}/max(iw*sar,ih))`;
const FILTER = `fps=${framesPerSecond},scale='trunc(iw*sar*${SHRUNK})':'trunc(ih*${SHRUNK})'`;
const INPUT = `-protocol_whitelist file -format_whitelist ${CONTAINERS} -max_pixels ${videoMaxPixels} -i /in`;
const OUTPUT = `-an -sn -dn -t ${videoMaxSeconds} -vf ${FILTER} -pix_fmt rgb24 -c:v rawvideo -f image2 /out/%05d`;
const ARGS = `${INPUT} ${OUTPUT}`.split(' ');

/**
 * Decodes at most 15 s of a video to 12 frames per second, longest side at most 640 pixels, upright. Recordings of
 * phones are HEVC, with a variable rate and rotated by a flag; this normalizes all of it.
 *
 * @throws UnusableMedia `too-large` or `unreadable`.
 */
export async function decodeClip(file: Uint8Array): Promise<Clip> {
  if (file.length > DECODE.videoMaxBytes) throw new UnusableMedia('too-large');
  // One file per frame: growing a single file to 200 MB costs more than decoding.
  const { succeeded, outputs, log } = await runFfmpeg(file, ARGS);
  // The last stream is the output; the video itself may be raw too.
  const [, width, height] = ([...log.matchAll(/Video: rawvideo.*?, (\d+)x(\d+)/g)].at(-1) ?? []).map(Number);
  if (!succeeded || !width || !height || outputs.length === 0) throw new UnusableMedia('unreadable');
  const frames = outputs.map((pixels) => ({ width, height, pixels }));
  return { width, height, frames };
}
