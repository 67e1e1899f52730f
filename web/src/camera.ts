/** Size of FaceID's own recordings; larger ones take longer to upload and are judged no better. */
const SIZE = { width: { ideal: 640 }, height: { ideal: 480 } };
const BITS_PER_SECOND = 1_500_000;

/** Recording formats, best first. A bare `video/mp4` is left out: some browsers write VP9 into it. */
const RECORDINGS = ['video/mp4;codecs=avc1.42E01E', 'video/webm;codecs=vp8', 'video/webm'] as const;

/** Opens the front camera. @throws DOMException */
export const openCamera = (): Promise<MediaStream> => {
  // The interface is missing where the page comes over plain http from another machine.
  if (!navigator.mediaDevices) throw new DOMException('no camera over plain http', 'NotSupportedError');
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user', ...SIZE }, audio: false });
};

export const closeCamera = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

const TROUBLE: Readonly<Record<string, string>> = {
  NotAllowedError: '没有使用摄像头的权限，请在浏览器的地址栏中允许，或用手机自带的相机拍好后选择文件。',
  NotFoundError: '没有找到摄像头，请用手机打开本页，或选择已经拍好的文件。',
  NotReadableError: '摄像头正被其他程序占用，请关闭后重试，或选择已经拍好的文件。',
};

/** Why the camera is not available, and what to do. */
export const cameraTrouble = (error: unknown): string =>
  TROUBLE[(error as DOMException)?.name] ?? '无法打开摄像头，请用手机自带的相机拍好后选择文件。';

/** The recording type of this browser: the full one for the recorder, and the one without codecs for the grant. */
export function recordingType(): { readonly recorder: string; readonly content: 'video/mp4' | 'video/webm' } {
  const recorder = RECORDINGS.find((type) => MediaRecorder.isTypeSupported(type)) ?? '';
  return { recorder, content: recorder.startsWith('video/mp4') ? 'video/mp4' : 'video/webm' };
}

/** The type of videos from a phone's own camera. */
export const phoneVideoType = (): 'video/mp4' | 'video/quicktime' =>
  /iPhone|iPad|Macintosh/.test(navigator.userAgent) ? 'video/quicktime' : 'video/mp4';

/** The current picture of the camera as a JPEG. */
export function takePhoto(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture of the camera'))), 'image/jpeg', 0.92);
  });
}

/** Records the camera while `act` runs. */
export async function record(stream: MediaStream, act: () => Promise<void>): Promise<Blob> {
  const { recorder: mimeType, content } = recordingType();
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start(500);
  await act();
  recorder.stop();
  await ended;
  return new Blob(parts, { type: content });
}
