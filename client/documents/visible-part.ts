import type { Raster } from '../../shared/domain/liveness/portrait-measures.ts';
import type { Size } from './card-outline.ts';

/**
 * What a stage shows of a camera's frame that fills it: the middle, cut to the stage's proportions.
 *
 * @param most pixels across: a larger part is made smaller by leaving pixels out; a smaller one stays as it is.
 */
export function visiblePart(frame: Raster, stage: Size, most: number): Raster {
  const shown = Math.min(frame.width / stage.width, frame.height / stage.height);
  const part = { width: shown * stage.width, height: shown * stage.height };
  const step = Math.max(1, part.width / most);
  const [width, height] = [Math.floor(part.width / step), Math.floor(part.height / step)];
  const [left, top] = [(frame.width - part.width) / 2, (frame.height - part.height) / 2];
  const { channels } = frame;
  const pixels = new Uint8Array(width * height * channels);
  for (let y = 0, place = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = (Math.floor(top + y * step) * frame.width + Math.floor(left + x * step)) * channels;
      for (let channel = 0; channel < channels; channel += 1, place += 1)
        pixels[place] = frame.pixels[from + channel] as number;
    }
  return { width, height, channels, pixels };
}
