import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod/mini';
import { type GraphName, readGraphFiles } from './model-files.ts';

/** Beside the package's main file; the runtime requires the directory with its separator. */
const WASM = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;

let started: Promise<void> | undefined;

async function startRuntime(): Promise<void> {
  setWasmPaths(WASM);
  setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();
}

/** An output of a graph; its values are a copy. */
export interface Output {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const graphFile = z.object({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z.array(z.object({ weights: z.array(z.custom<tf.io.WeightsManifestEntry>()) })),
  format: z.optional(z.string()),
  signature: z.optional(z.record(z.string(), z.unknown())),
});

/** A TensorFlow.js graph on the WebAssembly backend. It disposes of all its tensors. */
export class Graph {
  private constructor(private readonly model: GraphModel) {}

  static async load(name: GraphName): Promise<Graph> {
    started ??= startRuntime();
    await started;
    const { topology, weights } = await readGraphFiles(name);
    const { weightsManifest, ...file } = graphFile.parse(JSON.parse(topology.toString('utf8')));
    const artifacts = {
      modelTopology: file.modelTopology,
      weightSpecs: weightsManifest.flatMap((group) => group.weights),
      weightData: new Uint8Array(weights).buffer,
      ...(file.format ? { format: file.format } : {}),
      ...(file.signature ? { signature: file.signature } : {}),
    };
    return new Graph(await loadGraphModel({ load: async () => artifacts }));
  }

  /**
   * @param values pixels in the model's format, `batch` × `side` × `side` × 3.
   * @param node the only output that is needed: nothing else is computed.
   */
  run(values: Float32Array, batch: number, side: number, node?: string): Output[] {
    const outputs = tf.tidy(() => {
      const result = this.model.execute(tf.tensor4d(values, [batch, side, side, 3]), node);
      return Array.isArray(result) ? result : [result];
    });
    const copies = outputs.map((tensor) => ({ shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) }));
    tf.dispose(outputs);
    return copies;
  }
}

/** The values of the output whose last dimensions are `shape`. */
export function outputOf(outputs: readonly Output[], ...shape: number[]): Float32Array {
  const found = outputs.find((output) =>
    shape.every((size, i) => output.shape[output.shape.length - shape.length + i] === size),
  );
  if (!found) throw new Error(`the model has no output of shape ${shape.join(' × ')}`);
  return found.values;
}
