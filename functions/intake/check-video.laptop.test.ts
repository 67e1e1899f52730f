import { runFfmpeg } from 'engines/ffmpeg.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { limitsOf } from '../../shared/domain/media/document.ts';
import { checkVideo } from './check-video.ts';
import { claimsMoreThanItHolds } from './sample-counts.ts';

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

describe('a hostile video', () => {
  const TOO_COSTLY = '视频文件结构异常，无法在限定时间内读取，请用手机或浏览器重新录制后上传。';
  let video: Buffer;
  beforeAll(async () => {
    video = await recorded({ seconds: 4 });
  });

  /** The video with other numbers in one of its tables; `first` is the first byte after the table's name. */
  function withNumbers(table: string, numbers: readonly number[], first = 4): Buffer {
    const copy = Buffer.from(video);
    const start = copy.indexOf(table, 0, 'latin1') + 4 + first;
    for (const [place, number] of numbers.entries()) copy.writeUInt32BE(number, start + place * 4);
    return copy;
  }

  it.each([
    ['a billion samples in each chunk', () => withNumbers('stsc', [1, 1, 1_000_000_000])],
    ['four billion samples of the same duration', () => withNumbers('stts', [1, 0xffff_ffff])],
    ['more entries than its table has bytes', () => withNumbers('stsc', [2_000_000])],
  ])('is refused before it is read when it claims %s', async (_, hostile) => {
    expect(claimsMoreThanItHolds(hostile())).toBe(true);
    expect(await messagesOf(hostile())).toEqual([TOO_COSTLY]);
  });

  it('is given up when reading it takes too much memory', async () => {
    // Each of five million samples becomes an object, as long as its entry in a table is below the file's length.
    const [samples, padding] = [5_000_000, Buffer.alloc(6_000_000)];
    padding.writeUInt32BE(padding.length);
    padding.write('free', 4);
    const hostile = Buffer.concat([withComposition(withNumbers('stts', [1, samples])), padding]);

    const messages = await messagesOf(hostile);

    expect(messages).toEqual([TOO_COSTLY]);
  });

  it('is given up when it is small and reading it never ends', async () => {
    const endless = await recorded({ seconds: 4, format: 'webm' });
    // A cluster whose size has no valid length: the parser looks for the next element, and finds this one again.
    endless[endless.indexOf('1f43b675', 0, 'hex') + 4] = 0;

    const messages = await messagesOf(endless);

    expect(messages).toEqual([TOO_COSTLY]);
  });

  it('may have boxes in one another without end', async () => {
    const nested = Buffer.alloc(6 * 1024 * 1024);
    for (let index = 0; index < nested.length; index += 8) {
      nested.writeUInt32BE(nested.length - index, index);
      nested.write('moov', index + 4);
    }
    nested.copy(nested, 24);
    video.copy(nested, 0, 0, 24);

    const messages = await messagesOf(nested);

    expect(messages).toEqual(['视频无法打开，请重新录制后上传。']);
  });

  /** The sample sizes' place taken by a table that makes the reader sort all samples. */
  function withComposition(bytes: Buffer): Buffer {
    const index = bytes.indexOf('stsz', 0, 'latin1');
    bytes.write('ctts', index, 'latin1');
    bytes.writeUInt32BE(1, index + 8);
    return bytes;
  }
});
