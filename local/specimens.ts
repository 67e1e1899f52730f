import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ChallengeAction, drawPapers } from './walk/papers.ts';

/** Both orders of the two actions that FaceID may ask for. */
const CHALLENGES: readonly (readonly ChallengeAction[])[] = [
  ['open-mouth', 'close-eyes'],
  ['close-eyes', 'open-mouth'],
];

/** `npm run specimens -- --out DIR`: writes the fictional papers of the sample world, to try the API by hand. */
const { values } = parseArgs({ options: { out: { type: 'string', default: 'specimens' } } });
for (const kind of ['enterprise', 'individual'] as const) {
  const dir = resolve(values.out, kind);
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

function write(file: string, bytes: Buffer): void {
  writeFileSync(file, bytes);
  console.log(file);
}
