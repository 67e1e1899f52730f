import { parentPort, workerData } from 'node:worker_threads';
import type { OcrAnswer, OcrJob, OcrOptions } from './engine.ts';
import { readCertificate } from './reader.ts';
import { UnusablePicture } from './reading.ts';
import { loadModels } from './text/models.ts';

const { divisions = [] } = workerData as OcrOptions;
const models = loadModels(divisions);

parentPort?.on('message', async (job: OcrJob) => {
  parentPort?.postMessage(await answer(job));
});

async function answer({ file, expected }: OcrJob): Promise<OcrAnswer> {
  try {
    return { reading: await readCertificate(await models, file, expected, new Date().toISOString().slice(0, 10)) };
  } catch (error) {
    if (error instanceof UnusablePicture) return { unusable: error.reason };
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}
