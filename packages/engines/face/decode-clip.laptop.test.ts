import { describe, expect, it } from 'vitest';
import { runFfmpeg } from '../ffmpeg.ts';
import { decodeClip } from './decode-clip.ts';

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

async function written(input: Uint8Array, ...args: readonly string[]): Promise<Buffer> {
  const { outputs, log } = await runFfmpeg(input, [...args, '/out/video']);
  const [video] = outputs;
  if (!video) throw new Error(log.slice(-400));
  return Buffer.from(video);
}

/** One second, red above and blue below, 25 pictures per second. */
const film = (size: string, ...args: readonly string[]): Promise<Buffer> => {
  const [width, height] = size.split('x');
  const half = `color=red:s=${size}:d=1,drawbox=y=ih/2:w=${width}:h=${height}:color=blue:t=fill`;
  return written(Buffer.alloc(0), '-f', 'lavfi', '-i', half, ...args);
};

/** Size, number of frames, and the colours of the first and the last pixel of the first frame. */
async function seen(video: Buffer) {
  const { width, height, frames } = await decodeClip(video);
  const pixels = frames[0]?.pixels ?? new Uint8Array();
  const nameOf = (offset: number) => ((pixels[offset] ?? 0) > (pixels[offset + 2] ?? 0) ? 'red' : 'blue');
  return {
    size: `${width}x${height}`,
    frames: frames.length,
    colours: [nameOf(0), nameOf(pixels.length - 3)],
  };
}

const UPRIGHT = { frames: 10, colours: ['red', 'blue'] };

describe('decodeClip', () => {
  it.each([
    ['MP4', [...H264, '-f', 'mp4']],
    ['MP4 in fragments, as browsers record it', [...H264, '-movflags', 'frag_keyframe+empty_moov', '-f', 'mp4']],
    ['MOV', [...H264, '-f', 'mov']],
    ['WebM without a length', ['-c:v', 'libvpx', '-deadline', 'realtime', '-f', 'webm', '-live', '1']],
    ['AVI', ['-c:v', 'mpeg4', '-f', 'avi']],
    ['FLV', [...H264, '-f', 'flv']],
  ])('gives ten frames of a second: %s', async (_container, args) => {
    expect(await seen(await film('240x320', ...args))).toEqual({ size: '240x320', ...UPRIGHT });
  });

  it('takes ten frames of each second, whatever their intervals', async () => {
    const uneven = await film('240x320', '-vf', "select='lt(mod(n,10),4)'", '-vsync', 'vfr', ...H264, '-f', 'mp4');

    expect((await seen(uneven)).frames).toBeGreaterThanOrEqual(8);
  });

  it.each([
    [90, 'transpose=clock'],
    [180, 'hflip,vflip'],
    [270, 'transpose=cclock'],
  ])('turns upright what the phone has turned by a flag of %d degrees', async (degrees, turned) => {
    const lying = await film('240x320', '-vf', turned, ...H264, '-f', 'mp4');
    const flag = ['-c', 'copy', '-metadata:s:v:0', `rotate=${degrees}`, '-f', 'mov'];

    expect(await seen(await written(lying, '-i', '/in', ...flag))).toEqual({ size: '240x320', ...UPRIGHT });
  });

  it('shrinks to 640 pixels, and makes pixels square', async () => {
    const large = await film('720x1280', ...H264, '-f', 'mp4');
    const narrow = await film('120x320', '-vf', 'setsar=2', ...H264, '-f', 'mp4');

    expect(await seen(large)).toMatchObject({ size: '360x640' });
    expect(await seen(narrow)).toMatchObject({ size: '240x320' });
  });

  it('reads a video with sound', async () => {
    const sound = ['-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac'];

    expect(await seen(await film('240x320', ...sound, ...H264, '-f', 'mp4'))).toMatchObject({ frames: 10 });
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['sound without a picture', () => written(Buffer.alloc(0), '-f', 'lavfi', '-i', 'sine=d=1', '-f', 'mp4')],
    ['an MP4 whose end was cut off', async () => (await film('240x320', ...H264, '-f', 'mp4')).subarray(0, -300)],
    ['an animation', () => film('240x320', '-f', 'gif')],
    ['nothing', async () => Buffer.alloc(0)],
  ])('finds %s unreadable', async (_what, make) => {
    await expect(decodeClip(await make())).rejects.toMatchObject({ reason: 'unreadable' });
  });
});
