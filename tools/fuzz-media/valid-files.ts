import { runFfmpeg } from 'engines/ffmpeg.ts';
import sharp from 'sharp';
import { Random } from 'specimens/random.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';

/** A file that intake accepts. */
export interface ValidFile {
  readonly name: string;
  readonly kind: DocumentKind;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:d=3:r=8'];
const SOUND = ['-f', 'lavfi', '-i', 'sine=d=3', '-c:a', 'aac'];
// With pictures that are shown in another order than they are stored, as phones write them.
const H264 = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2'];
const VP8 = ['-pix_fmt', 'yuv420p', '-c:v', 'libvpx', '-deadline', 'realtime'];

const VIDEOS: readonly (readonly [string, string, readonly string[]])[] = [
  ['MP4', 'video/mp4', [...PICTURE, ...SOUND, ...H264, '-f', 'mp4']],
  ['MP4 in fragments', 'video/mp4', [...PICTURE, ...H264, '-movflags', 'frag_keyframe+empty_moov', '-f', 'mp4']],
  ['QuickTime', 'video/quicktime', [...PICTURE, ...SOUND, ...H264, '-f', 'mov']],
  ['WebM', 'video/webm', [...PICTURE, ...VP8, '-f', 'webm']],
  ['WebM of a recorder', 'video/webm', [...PICTURE, ...VP8, '-f', 'webm', '-live', '1']],
];

/** One small valid file of each form that a phone or a browser uploads. */
export async function validFiles(): Promise<readonly ValidFile[]> {
  const videos: ValidFile[] = [];
  for (const [name, contentType, args] of VIDEOS) {
    const { outputs, log } = await runFfmpeg(Buffer.alloc(0), [...args, '/out/video']);
    const [bytes] = outputs;
    if (!bytes) throw new Error(log.slice(-400));
    videos.push({ name, kind: 'liveness-video', contentType, bytes: Buffer.from(bytes) });
  }
  return [...videos, ...(await photos())];
}

async function photos(): Promise<readonly ValidFile[]> {
  const random = new Random(1);
  // Sharp's own noise is another one in each run.
  const noise = Buffer.from(Array.from({ length: 640 * 480 * 3 }, () => random.int(0, 255)));
  const { data, info } = await sharp(noise, { raw: { width: 640, height: 480, channels: 3 } })
    .blur(2)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const photo = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const exif = { IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 32/1 11/1' } };
  const forms = {
    JPEG: photo().withExif(exif).jpeg({ quality: 60 }),
    'progressive JPEG': photo().jpeg({ quality: 60, progressive: true }),
    PNG: photo().withExif(exif).png({ palette: true, colours: 16 }),
    'interlaced PNG': photo().png({ palette: true, colours: 16, progressive: true }),
  };
  return Promise.all(
    Object.entries(forms).map(async ([name, form]) => ({
      name,
      kind: 'id-front' as const,
      contentType: name.includes('JPEG') ? 'image/jpeg' : 'image/png',
      bytes: await form.toBuffer(),
    })),
  );
}
