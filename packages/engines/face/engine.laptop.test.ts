import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import {
  drawGreyWallPhoto,
  drawOtherPersonPhoto,
  drawPhoto,
  drawStillVideo,
  drawSwappedVideo,
} from 'specimens/person.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeMp4 } from '../../specimens/puppet/encode.ts';
import { likenessBefore, WHITE_WALL } from '../../specimens/puppet/portrait.ts';
import { Puppet } from '../../specimens/puppet/puppet.ts';
import { createFaceEngine } from './engine.ts';
import { encodeJpeg } from './picture.ts';

const engine = createFaceEngine();
afterAll(() => engine.close());

const likeness = async (buffer: Buffer, other: Buffer): Promise<number> => {
  const [first, second] = await Promise.all([engine.photo(buffer), engine.photo(other)]);
  if (!first.embedding || !second.embedding) throw new Error('a photo shows no face');
  return engine.similarity(first.embedding, second.embedding);
};

describe('photo', () => {
  it('finds no defect in a sharp frontal face in front of a white wall', async () => {
    const facts = await engine.photo(await drawPhoto());

    expect(facts).toMatchObject({ width: 480, height: 480, findings: [], faces: [{ eyesOpen: true }] });
    expect(facts.faces[0]?.box.width).toBeGreaterThan(150);
    expect(facts.background?.whiteShare).toBeGreaterThan(0.95);
  });

  it('returns boxes in pixels of the upright original, whatever its size and EXIF rotation', async () => {
    const large = await sharp(await drawPhoto())
      .resize(1920, 1920)
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .jpeg()
      .toBuffer();

    const { width, faces } = await engine.photo(large);

    expect(width).toBe(1920);
    expect(faces[0]?.box.x).toBeGreaterThan(4 * 130);
    expect(faces[0]?.box.x).toBeLessThan(4 * 165);
  });

  it('detects a wall that is not white', async () => {
    const { findings } = await engine.photo(await drawGreyWallPhoto());

    expect(findings).toEqual(['background-not-white']);
  });

  it('detects closed eyes', async () => {
    const awake = await likenessBefore(WHITE_WALL);
    const asleep = new Puppet(awake).render({ lids: 1, mouth: 0, turn: 0, dx: 0, dy: 0 });

    const { findings, faces } = await engine.photo(await encodeJpeg({ ...awake.portrait, pixels: asleep }));

    expect(findings).toEqual(['eyes-closed']);
    expect(faces[0]?.eyesOpen).toBe(false);
  });

  it('detects that there is no face', async () => {
    const empty = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#eee' } })
      .jpeg()
      .toBuffer();

    const facts = await engine.photo(empty);

    expect(facts).toEqual({ width: 400, height: 400, faces: [], findings: ['no-face'] });
  });

  it('detects two people', async () => {
    const [one, other] = [await drawPhoto(), await drawOtherPersonPhoto()];
    const both = await sharp({ create: { width: 960, height: 480, channels: 3, background: '#fff' } })
      .composite([
        { input: one, left: 0, top: 0 },
        { input: other, left: 480, top: 0 },
      ])
      .jpeg()
      .toBuffer();

    const { faces, findings } = await engine.photo(both);

    expect(faces).toHaveLength(2);
    expect(findings).toContain('several-faces');
  });

  it('detects blur and darkness', async () => {
    const photo = await drawPhoto();

    const blurred = await engine.photo(await sharp(photo).blur(4).toBuffer());
    const dark = await engine.photo(await sharp(photo).linear(0.25).toBuffer());

    expect(blurred.findings).toContain('blurred');
    expect(dark.findings).toContain('too-dark');
  });

  it('rejects a file that is not a picture as unreadable', async () => {
    await expect(engine.photo(Buffer.from('not a picture'))).rejects.toMatchObject({ reason: 'unreadable' });
  });

  it('does not decode a picture of more than 40 million pixels', async () => {
    const wide = { width: 50_000, height: 1000, channels: 3, background: '#fff' } as const;
    const bomb = await sharp({ create: wide }).png({ compressionLevel: 1 }).toBuffer();

    await expect(engine.photo(bomb)).rejects.toMatchObject({ reason: 'unreadable' });
  });
});

describe('similarity', () => {
  it('is high for one person and low for two', async () => {
    const photo = await drawPhoto();
    const smaller = await sharp(photo).resize(300).jpeg({ quality: 60 }).toBuffer();

    expect(await likeness(photo, smaller)).toBeGreaterThan(0.8);
    expect(await likeness(photo, await drawOtherPersonPhoto())).toBeLessThan(0.35);
  });
});

describe('video', () => {
  it('detects a photo held in front of the camera', async () => {
    const { findings, events } = await engine.video(await drawStillVideo(2.5));

    expect(findings).toEqual(['frozen', 'static-face']);
    expect(events).toEqual([]);
  });

  it('detects a change of person', async () => {
    const { findings } = await engine.video(await drawSwappedVideo(3));

    expect(findings).toEqual(['face-changed']);
  });

  it.each([
    ['a white wall in a quarter of its light', 43, 'too-dark'],
    ['a wall in good light', 120, 'no-face'],
  ])('says of a film without a face before %s why there is none', async (_, luma, reason) => {
    const frames = Array.from({ length: 30 }, () => new Uint8Array(3 * 240 * 240).fill(luma));

    const { findings } = await engine.video(await encodeMp4(frames, 240, 240));

    expect(findings[0]).toBe(reason);
  });

  it('rejects a recording of one second as too short', async () => {
    const { findings, durationSeconds } = await engine.video(await drawStillVideo(1));

    expect(durationSeconds).toBeCloseTo(1, 1);
    expect(findings).toContain('too-short');
  });

  it('rejects a file that is not a video as unreadable', async () => {
    const playlist = Buffer.from('#EXTM3U\n#EXTINF:5\nfile:///in\n#EXT-X-ENDLIST\n');

    await expect(engine.video(await drawPhoto())).rejects.toMatchObject({ reason: 'unreadable' });
    await expect(engine.video(playlist)).rejects.toMatchObject({ reason: 'unreadable' });
  });
});

describe('the worker', () => {
  it('also starts in a program run by tsx, and lets it end', async () => {
    const program = `
      const { createFaceEngine } = await import('./engine.ts');
      const facts = await createFaceEngine().photo(Buffer.from(process.argv[1], 'base64'));
      console.log(facts.findings.join());`;
    const empty = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#eee' } })
      .png()
      .toBuffer();
    const args = ['--import', 'tsx', '--input-type=module', '-e', program, empty.toString('base64')];

    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    });

    expect(stdout.trim()).toBe('no-face');
  });
});
