import type { DocumentLimits } from '../../shared/domain/media/document.ts';
import { type CheckedFile, refuse } from './checked-file.ts';
import { readVideo } from './read-video.ts';

/** A face in a narrower video can't be compared. */
const MIN_SHORT_SIDE_PIXELS = 240;
/** The two actions take at least this long. */
const MIN_SECONDS = 2;

/** Reads a video's container: duration and picture size. The file stays as it is; only FaceID looks at the pictures. */
export async function checkVideo(bytes: Buffer, contentType: string, limits: DocumentLimits): Promise<CheckedFile> {
  const facts = await readVideo(bytes);
  if (facts === 'unreadable') return refuse('视频无法打开，请重新录制后上传。');
  if (facts === 'too-costly') return refuse('视频文件结构异常，无法在限定时间内读取，请用手机或浏览器重新录制后上传。');
  const { seconds, shortSidePixels } = facts;
  const maxSeconds = limits.maxSeconds ?? Number.POSITIVE_INFINITY;
  // A hostile file's numbers may be none.
  if (!(seconds >= MIN_SECONDS && seconds <= maxSeconds)) {
    return refuse(`视频长度应为 ${MIN_SECONDS} 至 ${maxSeconds} 秒，请重新录制后上传。`, {
      minSeconds: MIN_SECONDS,
      maxSeconds,
    });
  }
  if (!(shortSidePixels >= MIN_SHORT_SIDE_PIXELS)) {
    return refuse(`视频画面太小，短边至少需要 ${MIN_SHORT_SIDE_PIXELS} 像素，请重新录制。`, {
      minPixels: MIN_SHORT_SIDE_PIXELS,
    });
  }
  return { accepted: true, bytes, contentType, findings: [] };
}
