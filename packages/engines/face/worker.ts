import { parentPort } from 'node:worker_threads';
import type { FaceAnswer, FaceJob } from './engine.ts';
import { UnusableMedia } from './facts.ts';
import { loadModels } from './models.ts';
import { photoFacts } from './photo-facts.ts';
import { videoFacts } from './video-facts.ts';

const models = await loadModels();

parentPort?.on('message', async (job: FaceJob) => {
  parentPort?.postMessage(await answer(job));
});

async function answer({ kind, file }: FaceJob): Promise<FaceAnswer> {
  try {
    return kind === 'photo'
      ? { kind, facts: await photoFacts(models, file) }
      : { kind, facts: await videoFacts(models, file) };
  } catch (error) {
    if (error instanceof UnusableMedia) return { kind: 'unusable', reason: error.reason };
    return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}
