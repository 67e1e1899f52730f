import { runFfmpeg } from 'engines/ffmpeg.ts';

/** Enough for every movement, and cheap to draw. */
export const FRAMES_PER_SECOND = 15;

/**
 * Writes an MP4 (H.264, 4:2:0), as phones do.
 *
 * @param frames RGB, all of one size.
 * @param filter applied to the frames, in the syntax of FFmpeg's `-vf`.
 */
export async function encodeMp4(
  frames: readonly Uint8Array[],
  width: number,
  height: number,
  filter = 'null',
): Promise<Buffer> {
  const input = `-f rawvideo -pix_fmt rgb24 -s ${width}x${height} -r ${FRAMES_PER_SECOND} -i /in`;
  const output = '-c:v libx264 -preset ultrafast -crf 23 -pix_fmt yuv420p -movflags +faststart -f mp4 /out/video';
  const args = [...input.split(' '), '-vf', filter, ...output.split(' ')];
  const { succeeded, outputs, log } = await runFfmpeg(Buffer.concat(frames), args);
  const [video] = outputs;
  if (!succeeded || !video) throw new Error(`encoding failed: ${log.slice(-400)}`);
  return Buffer.from(video);
}
