import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { planCorpus } from './specimens/corpus.ts';
import { type ChallengeAction, drawPapers } from './walk/papers.ts';

/** Both orders of the two actions that FaceID may ask for. */
const CHALLENGES: readonly (readonly ChallengeAction[])[] = [
  ['open-mouth', 'close-eyes'],
  ['close-eyes', 'open-mouth'],
];

/**
 * `npm run specimens -- --out DIR`: writes the fictional papers of the sample world, to try the API by hand. With `--corpus COUNT`, and
 * `--seed N` for others, invented certificates instead, with a `truth.jsonl` that `npm run bench -- ocr --dir DIR` scores.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'specimens' },
    corpus: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.corpus) await writeCorpus(resolve(values.out), Number(values.seed), Number(values.corpus));
else await writePapers(resolve(values.out));

async function writeCorpus(dir: string, seed: number, count: number): Promise<void> {
  const pictures = planCorpus(seed, count);
  mkdirSync(dir, { recursive: true });
  for (const { truth, draw } of pictures) write(join(dir, truth.file), await draw());
  const lines = pictures.map(({ truth }) => `${JSON.stringify(truth)}\n`);
  write(join(dir, 'truth.jsonl'), Buffer.from(lines.join('')));
}

async function writePapers(out: string): Promise<void> {
  for (const kind of ['enterprise', 'individual'] as const) {
    const dir = join(out, kind);
    mkdirSync(dir, { recursive: true });
    const papers = await drawPapers(kind);
    const { licence, idFront, idBack, letter, handheld, photo } = papers;
    const files = {
      'business-licence': licence,
      'id-front': idFront,
      'id-back': idBack,
      'commitment-letter': letter,
      'handheld-photo': handheld,
      'liveness-photo': photo,
    };
    for (const [name, bytes] of Object.entries(files)) if (bytes) write(join(dir, `${name}.jpg`), bytes);
    for (const actions of CHALLENGES)
      write(join(dir, `liveness-video.${actions.join('.')}.mp4`), await papers.video(actions));
  }
}

function write(file: string, bytes: Buffer): void {
  writeFileSync(file, bytes);
  console.log(file);
}
