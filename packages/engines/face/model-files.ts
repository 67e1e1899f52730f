import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** MediaPipe's BlazeFace (back camera), FaceMesh and Iris as TensorFlow.js graphs: `@vladmandic/human` 3.3.6. */
const HUMAN = join(dirname(resolve('@vladmandic/human')), '../models');
/** Face match (512 numbers) and anti-spoof: `faceplugin-face-recognition-js` 0.0.1. */
const FACEPLUGIN = join(dirname(resolve('faceplugin-face-recognition-js/package.json')), 'model');

/** SHA-256 of each file for which the thresholds were measured. */
const SHA256 = {
  'blazeface.json': 'cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f',
  'blazeface.bin': 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72',
  'facemesh.json': 'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7',
  'facemesh.bin': '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b',
  'iris.json': '49038ac9dcc09aa05474d91d98e9db5b47af4830929bcf102ed5a56bfbabb465',
  'iris.bin': 'd7f296d184274213d4642681ae186112cbbec77fd2ab066257d3c56a1940bc71',
  'fr_feature.onnx': '87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581',
  'fr_liveness.onnx': 'afa783b7e902fdfcf323a7240cac2a1c580c25314ea4161129dc1b0d100dc32d',
} as const;

export type GraphName = 'blazeface' | 'facemesh' | 'iris';
export type OnnxName = 'fr_feature' | 'fr_liveness';

/** @throws Error when a file differs from the measured one. */
export async function readGraphFiles(name: GraphName): Promise<{ topology: Buffer; weights: Buffer }> {
  const [topology, weights] = await Promise.all([
    readChecked(HUMAN, `${name}.json`),
    readChecked(HUMAN, `${name}.bin`),
  ]);
  return { topology, weights };
}

/** @throws Error when the file differs from the measured one. */
export const readOnnxFile = (name: OnnxName): Promise<Buffer> => readChecked(FACEPLUGIN, `${name}.onnx`);

const readChecked = async (folder: string, name: keyof typeof SHA256): Promise<Buffer> =>
  checked(name, await readFile(join(folder, name)));

/** Returns the bytes. @throws Error when they differ from the measured file. */
export function checked(name: keyof typeof SHA256, bytes: Buffer): Buffer {
  if (createHash('sha256').update(bytes).digest('hex') !== SHA256[name]) {
    throw new Error(`model file ${name} is not the one the thresholds were measured with`);
  }
  return bytes;
}
