import { decodePhoto } from './picture/picture.ts';
import { detectLines } from './text/detection.ts';
import { loadModels } from './text/models.ts';
import { cropLine, recognise } from './text/recognition.ts';

/** As for a licence. */
const LONGEST_SIDE = 1280;
/** About one line of a licence's scope. */
const LINE = { widthShare: 0.8, height: 24 } as const;

/**
 * A fixed piece of the engine's own work: one detection and one recognition in a picture, by the same models. Machines of
 * one kind differ by half in speed; readings cost so many times this everywhere. It runs on the calling thread.
 *
 * @throws UnusablePicture
 */
export async function referenceWork(file: Uint8Array): Promise<() => Promise<void>> {
  const models = await loadModels([]);
  const { picture } = await decodePhoto(file);
  const { width, height } = picture;
  const line = cropLine(picture, {
    cx: width / 2,
    cy: height / 2,
    width: LINE.widthShare * width,
    height: LINE.height,
    angle: 0,
  });
  return async () => {
    await detectLines(models.detector, picture, LONGEST_SIDE);
    await recognise(models, [line]);
  };
}
