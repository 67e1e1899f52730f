import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from './answers.ts';
import { papersOf } from './papers.ts';
import { ENTERPRISE, INDIVIDUAL } from './people.ts';
import { anyTake, drawChallengeVideo, drawPhoto } from './person.ts';
import type { PuppetAction } from './puppet/timeline.ts';

/** Both orders of the two actions of a liveness check, by the name of the file. */
const VIDEOS: Readonly<Record<string, readonly PuppetAction[]>> = {
  'liveness-video.open-mouth.close-eyes.mp4': ['mouth', 'blink'],
  'liveness-video.close-eyes.open-mouth.mp4': ['blink', 'mouth'],
};

/**
 * Writes the papers, the photo and the videos of both specimens into `<dir>/enterprise` and `<dir>/individual`.
 *
 * @param onFile called with the path of each file.
 */
export async function writePapers(dir: string, signedOn: Day, onFile: (path: string) => void): Promise<void> {
  for (const specimen of [ENTERPRISE, INDIVIDUAL]) {
    const folder = join(dir, specimen.organizerKind);
    await mkdir(folder, { recursive: true });
    const write = async (name: string, content: Buffer) => {
      await writeFile(join(folder, name), content);
      onFile(join(folder, name));
    };
    for (const [name, draw] of Object.entries(papersOf(specimen, () => signedOn)))
      await write(`${name}.jpg`, await draw());
    await write('liveness-photo.jpg', await drawPhoto(anyTake()));
    for (const [name, actions] of Object.entries(VIDEOS))
      await write(name, await drawChallengeVideo(actions, anyTake()));
  }
}
