import sharp, { type Sharp } from 'sharp';
import { type Drawing, drawing, picture, rasterize, text } from './svg.ts';

/** What happens to a picture on its way: JPEG in, JPEG out. */
export type CameraFault = (jpeg: Buffer) => Promise<Buffer>;

const QUALITY = 85;
const fault =
  (change: (picture: Sharp) => Sharp): CameraFault =>
  (jpeg) =>
    change(sharp(jpeg)).jpeg({ quality: QUALITY, mozjpeg: true }).toBuffer();

/** The phone moved while it took the picture: each point becomes a line of `pixels`, at 30° to the print. */
export const motionBlur = (pixels: number): CameraFault => {
  const side = 2 * Math.ceil(pixels / 2) + 1;
  const kernel = new Array<number>(side * side).fill(0);
  for (let step = 0; step <= 8 * pixels; step++) {
    const along = step / 8 - pixels / 2;
    const x = Math.round(side / 2 - 0.5 + along * Math.cos(Math.PI / 6));
    const y = Math.round(side / 2 - 0.5 + along * Math.sin(Math.PI / 6));
    kernel[y * side + x] = (kernel[y * side + x] ?? 0) + 1;
  }
  return fault((picture) => picture.convolve({ width: side, height: side, kernel }));
};

/** Out of focus: the standard deviation in pixels. */
export const focusBlur = (pixels: number): CameraFault => fault((picture) => picture.blur(pixels));

/** The light times this; what is brighter than white is lost. */
export const brightness = (times: number): CameraFault => fault((picture) => picture.linear(times, 0));

/** In black and white, as from a copier. */
export const copied: CameraFault = fault((picture) => picture.greyscale().toColourspace('srgb'));

/** A copy in black and white under a lamp of warm light. */
export const copiedUnderLamp: CameraFault = async (jpeg) =>
  fault((picture) => picture.linear([1, 0.9, 0.74], [0, 0, 0]))(await copied(jpeg));

export const mirrored: CameraFault = fault((picture) => picture.flop());

/** Degrees by which each orientation of EXIF turns a picture when it is shown. */
const EXIF_TURNS = { 3: 180, 6: 90, 8: 270 } as const;

/** Stored turned, with the EXIF orientation that turns it upright again. */
export const turnedByExif =
  (orientation: keyof typeof EXIF_TURNS): CameraFault =>
  (jpeg) =>
    sharp(jpeg)
      .rotate(360 - EXIF_TURNS[orientation])
      .withMetadata({ orientation })
      .jpeg({ quality: QUALITY })
      .toBuffer();

/** A share of the picture is missing on one side. */
export const cutOff =
  (side: 'left' | 'right' | 'top' | 'bottom', share: number): CameraFault =>
  async (jpeg) => {
    const { width, height } = await sharp(jpeg).metadata();
    const [across, down] = [Math.round(share * width), Math.round(share * height)];
    const [left, top] = [side === 'left' ? across : 0, side === 'top' ? down : 0];
    const isAcross = side === 'left' || side === 'right';
    const [wide, high] = [isAcross ? width - across : width, isAcross ? height : height - down];
    return fault((one) => one.extract({ left, top, width: wide, height: high }))(jpeg);
  };

/** A photo of a screen: its dots make waves of `pixels` with those of the camera, and its light is bluish. */
export const fromScreen =
  (pixels: number): CameraFault =>
  async (jpeg) => {
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
    for (let y = 0; y < info.height; y++) {
      for (let x = 0; x < info.width; x++) {
        for (let channel = 0; channel < 3; channel++) {
          const at = 3 * (y * info.width + x) + channel;
          const across = Math.cos((2 * Math.PI * (x + 0.06 * y)) / pixels - channel);
          const down = Math.cos((2 * Math.PI * (y - 0.06 * x)) / (1.3 * pixels));
          const light = (channel === 2 ? 1.04 : 1) * (0.9 + 0.07 * across + 0.03 * down);
          data[at] = Math.max(0, Math.min(255, Math.round((data[at] as number) * light)));
        }
      }
    }
    return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  };

/** A reflection of a lamp: so much brighter than white that its middle hides everything. */
const LAMP = 420;

/** A reflection around a point; all are shares of the picture's width and height, the radius of its width. */
export const reflection =
  (centre: { readonly x: number; readonly y: number }, radius: number): CameraFault =>
  async (jpeg) => {
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
    const [cx, cy, reach] = [centre.x * info.width, centre.y * info.height, radius * info.width];
    for (let y = 0; y < info.height; y++) {
      for (let x = 0; x < info.width; x++) {
        const distance = Math.hypot((x - cx) / 1.4, y - cy) / reach;
        const light = LAMP * Math.exp(-distance * distance);
        for (let at = 3 * (y * info.width + x), end = at + 3; at < end; at++) {
          data[at] = Math.min(255, Math.round((data[at] as number) + light));
        }
      }
    }
    return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  };

const PHONE = { width: 1080, height: 2340 } as const;

/** A phone's screen that shows the picture between its bars. */
export const screenshotOf: CameraFault = async (jpeg) => {
  const { width, height } = await sharp(jpeg).metadata();
  const high = (PHONE.width * height) / width;
  const screen: Drawing = drawing(PHONE, [
    `<rect width="${PHONE.width}" height="${PHONE.height}" fill="#000"/>`,
    text(60, 70, '9:41', { size: 40, fill: '#fff', bold: true }),
    text(PHONE.width / 2, 180, '2 / 7', { size: 44, fill: '#fff', anchor: 'middle' }),
    picture(0, (PHONE.height - high) / 2, PHONE.width, high, jpeg),
    text(PHONE.width / 2, 2240, '分享  收藏  删除', { size: 44, fill: '#fff', anchor: 'middle' }),
  ]);
  const { pixels, ...size } = rasterize(screen);
  return sharp(pixels, { raw: { ...size, channels: 4 } })
    .flatten()
    .jpeg({ quality: QUALITY })
    .toBuffer();
};

/** As an app shrinks it: the longer side has so many pixels. */
export const shrunkTo = (pixels: number): CameraFault =>
  fault((picture) => picture.resize({ width: pixels, height: pixels, fit: 'inside' }));
