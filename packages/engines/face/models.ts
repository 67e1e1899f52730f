import { FaceDetector } from './detect.ts';
import { FaceEmbedder } from './embedding.ts';
import { EyelidFinder } from './eyelids.ts';
import { MeshFinder } from './mesh.ts';
import { SpoofDetector } from './spoof.ts';

/** The five models, loaded. */
export interface FaceModels {
  readonly detector: FaceDetector;
  readonly meshes: MeshFinder;
  readonly eyelids: EyelidFinder;
  readonly embedder: FaceEmbedder;
  readonly spoof: SpoofDetector;
}

/** @throws Error when a model file is missing or differs from the measured one. */
export async function loadModels(): Promise<FaceModels> {
  const [detector, meshes, eyelids, embedder, spoof] = await Promise.all([
    FaceDetector.load(),
    MeshFinder.load(),
    EyelidFinder.load(),
    FaceEmbedder.load(),
    SpoofDetector.load(),
  ]);
  return { detector, meshes, eyelids, embedder, spoof };
}
