import { api, Refused } from './api.ts';
import { keep } from './files.ts';

/** The one `<camera>` that a page may have. */
export interface OpenCamera {
  readonly video: HTMLVideoElement;
  readonly frameSize: () => string;
  stream?: MediaStream;
}
let open: OpenCamera | undefined;

/** @throws Refused when there is a camera already. */
export function claimCamera(camera: OpenCamera): void {
  if (open) throw new Refused('only one camera');
  open = camera;
}

/** Turns it off. */
export function releaseCamera(camera: OpenCamera): void {
  for (const track of camera.stream?.getTracks() ?? []) track.stop();
  if (open === camera) open = undefined;
}

const FRAME_EVERY_MS = 100;
const FRAME_PIXELS: Readonly<Record<string, number>> = { small: 288, medium: 480, large: 1280 };
const PHOTO_QUALITY: Readonly<Record<string, number>> = { high: 0.95, normal: 0.8, low: 0.5 };
const RECORDING = { mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 1_500_000 };
const LONGEST_SECONDS = 300;

function running(): OpenCamera {
  if (!open?.stream) throw new Refused('camera is not ready');
  return open;
}

/** The camera's picture, at most so many pixels wide and high. */
function frame(most: number): OffscreenCanvas {
  const { video } = running();
  const scale = Math.min(1, most / Math.max(video.videoWidth, video.videoHeight));
  const canvas = new OffscreenCanvas(Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale));
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

interface Recording {
  readonly recorder: MediaRecorder;
  readonly parts: Blob[];
  readonly timer: ReturnType<typeof setTimeout>;
}
let recording: Recording | undefined;

async function stopRecord() {
  if (!recording) throw new Refused('is not recording');
  const { recorder, parts, timer } = recording;
  recording = undefined;
  clearTimeout(timer);
  await new Promise((resolve) => {
    recorder.onstop = resolve;
    recorder.stop();
  });
  const thumb = await frame(320).convertToBlob({ type: 'image/jpeg' });
  return { tempThumbPath: keep(thumb, 'jpg'), tempVideoPath: keep(new Blob(parts, { type: 'video/webm' }), 'webm') };
}

interface RecordGiven {
  readonly timeout?: number;
  readonly timeoutCallback?: (result: unknown) => void;
}
interface CameraFrame {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayBuffer;
}

/** `wx.createCameraContext`. Videos are WebM, where a phone writes MP4. */
export const createCameraContext = () => ({
  takePhoto: api<{ quality?: string }>('takePhoto', async ({ quality = 'normal' }) => {
    const canvas = frame(Number.POSITIVE_INFINITY);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: PHOTO_QUALITY[quality] ?? 0.8 });
    return { tempImagePath: keep(blob, 'jpg'), width: canvas.width, height: canvas.height };
  }),
  startRecord: api<RecordGiven>('startRecord', ({ timeout = 30, timeoutCallback }) => {
    const { stream } = running();
    if (!stream || recording) throw new Refused('is recording');
    const parts: Blob[] = [];
    const recorder = new MediaRecorder(stream, RECORDING);
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start(500);
    const end = async () => timeoutCallback?.(await stopRecord());
    recording = { recorder, parts, timer: setTimeout(end, Math.min(timeout, LONGEST_SECONDS) * 1000) };
  }),
  stopRecord: api<object>('stopRecord', stopRecord),
  onCameraFrame: (listener: (frame: CameraFrame) => void) => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const look = () => {
      if (!open?.stream || open.video.videoWidth === 0) return;
      const canvas = frame(FRAME_PIXELS[open.frameSize()] ?? 480);
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.buffer;
      if (data) listener({ width: canvas.width, height: canvas.height, data: data as ArrayBuffer });
    };
    return {
      start: api<object>('start', () => {
        timer = setInterval(look, FRAME_EVERY_MS);
      }),
      stop: api<object>('stop', () => clearInterval(timer)),
    };
  },
});
