import { BufferSource, Input, MP4, QTFF, WEBM } from 'mediabunny';
import type { DocumentLimits } from '../../shared/domain/media/document.ts';
import { type CheckedFile, refuse } from './checked-file.ts';

/** A face in a narrower video can't be compared. */
const MIN_SHORT_SIDE_PIXELS = 240;
/** The two actions take at least this long. */
const MIN_SECONDS = 2;
/** The formats that a video may have. Each other one would add 20 KB of code, and HLS would follow links. */
const FORMATS = [MP4, QTFF, WEBM];

/** Reads a video's container: duration and picture size. The file stays as it is; only FaceID looks at the pictures. */
export async function checkVideo(bytes: Buffer, contentType: string, limits: DocumentLimits): Promise<CheckedFile> {
  const facts = await factsOf(bytes);
  if (!facts) return refuse('视频无法打开，请重新录制后上传。');
  const { seconds, shortSidePixels } = facts;
  const maxSeconds = limits.maxSeconds ?? Number.POSITIVE_INFINITY;
  if (seconds < MIN_SECONDS || seconds > maxSeconds) {
    return refuse(`视频长度应为 ${MIN_SECONDS} 至 ${maxSeconds} 秒，请重新录制后上传。`, {
      minSeconds: MIN_SECONDS,
      maxSeconds,
    });
  }
  if (shortSidePixels < MIN_SHORT_SIDE_PIXELS) {
    return refuse(`视频画面太小，短边至少需要 ${MIN_SHORT_SIDE_PIXELS} 像素，请重新录制。`, {
      minPixels: MIN_SHORT_SIDE_PIXELS,
    });
  }
  return { accepted: true, bytes, contentType, findings: [] };
}

async function factsOf(bytes: Buffer): Promise<{ seconds: number; shortSidePixels: number } | undefined> {
  try {
    const input = new Input({ source: new BufferSource(bytes), formats: FORMATS });
    const track = await input.getPrimaryVideoTrack();
    if (!track) return undefined;
    // Computed from the packets: a browser's recorder writes no duration into the header.
    const seconds = await track.computeDuration();
    const shortSidePixels = Math.min(await track.getDisplayWidth(), await track.getDisplayHeight());
    return { seconds, shortSidePixels };
  } catch {
    return undefined;
  }
}
