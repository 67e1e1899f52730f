import { squareOfDetection } from './detect.ts';
import { loadModels } from './models.ts';
import { decodeStill } from './picture.ts';
import { Pyramid } from './pyramid.ts';

/**
 * A fixed piece of the engine's own work, to which its costs are compared: processors of one kind differ by half. Finds
 * the face of one picture, its mesh and its 512 numbers, by the models that the engine uses.
 *
 * @param picture of one face, as a file.
 */
export async function createFixedWork(picture: Uint8Array): Promise<() => Promise<void>> {
  const models = await loadModels();
  const still = await decodeStill(picture);
  return async () => {
    const pyramid = new Pyramid(still.picture);
    const [face] = models.detector.detect(pyramid);
    if (!face) throw new Error('the picture shows no face');
    await models.embedder.embed(pyramid, models.meshes.find(pyramid, squareOfDetection(face), 1).mesh);
  };
}
