import sharp from 'sharp';
import type { PortraitMeasures, SeenFace } from '../../shared/domain/liveness/photo.ts';
import {
  type FaceBox,
  faceLightOf,
  SHARPNESS_SIDE,
  sharpnessOf,
  wallOf,
} from '../../shared/domain/liveness/portrait-measures.ts';
import { LOOK_SIDE, pictureLook } from '../../shared/domain/media/picture-look.ts';

/** Large enough to measure the wall's colour, small enough to take milliseconds. */
const COPY_PIXELS = 640;

export interface MeasuredPortrait {
  readonly width: number;
  readonly height: number;
  readonly measures: PortraitMeasures;
}

/** Measures light, sharpness and wall around a face. @param photo a JPEG written by intake. */
export async function measurePortrait(photo: Buffer, { box }: SeenFace): Promise<MeasuredPortrait> {
  const { width, height } = await sharp(photo).metadata();
  const { data, info } = await sharp(photo)
    .resize({ width: COPY_PIXELS, height: COPY_PIXELS, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const copy = { width: info.width, height: info.height, channels: 3 as const, pixels: data };
  const face = scaled(box, info.width / width);
  const light = faceLightOf(copy, face);
  const sharpness = sharpnessOf(await greyFace(photo, box, width, height));
  return { width, height, measures: { light, wall: wallOf(copy, face, light), sharpness } };
}

const scaled = ({ x, y, width, height }: FaceBox, by: number): FaceBox => ({
  x: x * by,
  y: y * by,
  width: width * by,
  height: height * by,
});

/** The part of the face inside the picture. */
function greyFace(photo: Buffer, box: FaceBox, width: number, height: number): Promise<Buffer> {
  const left = Math.round(Math.min(Math.max(box.x, 0), width - 1));
  const top = Math.round(Math.min(Math.max(box.y, 0), height - 1));
  const part = {
    left,
    top,
    width: Math.max(1, Math.min(Math.round(box.width), width - left)),
    height: Math.max(1, Math.min(Math.round(box.height), height - top)),
  };
  return sharp(photo)
    .extract(part)
    .resize(SHARPNESS_SIDE, SHARPNESS_SIDE, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer();
}

/** More than any frame of a vendor's film. */
const MAX_FRAME_PIXELS = 10_000_000;

/** Larger than any frame that a vendor is known to return. */
const FRAME_SIDE = 1280;

/** A frame that a vendor returned as a JPEG of its pixels alone; undefined when it can't be decoded, or is too large. */
export async function asPicture(frame: Buffer): Promise<Buffer | undefined> {
  try {
    return await sharp(frame, { limitInputPixels: MAX_FRAME_PIXELS })
      .rotate()
      .resize({ width: FRAME_SIDE, height: FRAME_SIDE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 88 })
      .toBuffer();
  } catch {
    return undefined;
  }
}

/** The perceptual hash of a frame that a vendor returned; undefined when it can't be decoded, or is too large. */
export async function lookOf(picture: Buffer): Promise<Buffer | undefined> {
  try {
    const frame = sharp(picture, { limitInputPixels: MAX_FRAME_PIXELS });
    const grey = await frame.resize(LOOK_SIDE, LOOK_SIDE, { fit: 'fill' }).greyscale().raw().toBuffer();
    return Buffer.from(pictureLook(grey));
  } catch {
    return undefined;
  }
}
