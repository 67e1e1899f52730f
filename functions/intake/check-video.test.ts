import { runFfmpeg } from 'engines/ffmpeg.ts';
import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../shared/domain/media/document.ts';
import { checkVideo } from './check-video.ts';

const LIMITS = limitsOf('liveness-video');

interface Recording {
  readonly seconds: number;
  readonly size?: string;
  readonly format?: 'mp4' | 'mov' | 'webm';
}

const ENCODERS = {
  mp4: ['-c:v', 'libx264', '-preset', 'ultrafast', '-f', 'mp4'],
  mov: ['-c:v', 'libx264', '-preset', 'ultrafast', '-f', 'mov'],
  // Like a browser's recorder: no duration in the header.
  webm: ['-c:v', 'libvpx', '-deadline', 'realtime', '-f', 'webm', '-live', '1'],
};

/** A grey video with five pictures a second. */
async function recorded({ seconds, size = '320x240', format = 'mp4' }: Recording): Promise<Buffer> {
  const source = ['-f', 'lavfi', '-i', `color=gray:s=${size}:d=${seconds}:r=5`, '-pix_fmt', 'yuv420p'];
  const { outputs, log } = await runFfmpeg(Buffer.alloc(0), [...source, ...ENCODERS[format], '/out/video']);
  const [video] = outputs;
  if (!video) throw new Error(log.slice(-400));
  return Buffer.from(video);
}

/** Sound without a picture. */
async function sound(): Promise<Buffer> {
  const source = ['-f', 'lavfi', '-i', 'sine=d=3', '-c:a', 'aac', '-f', 'mp4'];
  const { outputs } = await runFfmpeg(Buffer.alloc(0), [...source, '/out/sound']);
  return Buffer.from(outputs[0] ?? []);
}

const messagesOf = async (bytes: Buffer) =>
  (await checkVideo(bytes, 'video/mp4', LIMITS)).findings.map(({ message }) => message);

describe('a video that is accepted', () => {
  it.each([
    ['video/mp4', 'mp4'],
    ['video/quicktime', 'mov'],
    ['video/webm', 'webm'],
  ] as const)('is kept as it is: %s', async (contentType, format) => {
    const bytes = await recorded({ seconds: 4, format });

    const file = await checkVideo(bytes, contentType, LIMITS);

    expect(file).toEqual({ accepted: true, bytes, contentType, findings: [] });
  });

  it.each([2, 15])('may last %i seconds', async (seconds) => {
    const messages = await messagesOf(await recorded({ seconds }));

    expect(messages).toEqual([]);
  });
});

describe('a video that is refused', () => {
  it.each<[string, Recording]>([
    ['too short for two actions', { seconds: 1 }],
    ['too long', { seconds: 16 }],
    ['too long, without saying so in its header', { seconds: 16, format: 'webm' }],
  ])('names the permitted duration: %s', async (_, recording) => {
    const messages = await messagesOf(await recorded(recording));

    expect(messages).toEqual(['视频长度应为 2 至 15 秒，请重新录制后上传。']);
  });

  it('names the smallest picture size that is allowed', async () => {
    const messages = await messagesOf(await recorded({ seconds: 3, size: '320x238' }));

    expect(messages).toEqual(['视频画面太小，短边至少需要 240 像素，请重新录制。']);
  });

  it.each([
    ['sound only', sound],
    ['the head of a video', async () => (await recorded({ seconds: 3 })).subarray(0, 60)],
    ['no video at all', async () => Buffer.from('not a video')],
    ['nothing', async () => Buffer.alloc(0)],
  ])('can not be opened: %s', async (_, make) => {
    const messages = await messagesOf(await make());

    expect(messages).toEqual(['视频无法打开，请重新录制后上传。']);
  });
});
