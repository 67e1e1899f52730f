import { papersOf } from 'specimens/papers.ts';
import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { anyTake, drawChallengeVideo, drawPhoto, type PuppetAction } from 'specimens/person.ts';
import { beijingDay } from '../contracts/kit/beijing-time.ts';

/** A file of the sample world's people, for developers without certificates at hand. */
interface Sample {
  readonly contentType: 'image/jpeg' | 'video/mp4';
  readonly draw: () => Promise<Buffer>;
}

/** A picture that is always the same; drawn on first request. */
function paper(draw: () => Promise<Buffer>): Sample {
  let drawn: Promise<Buffer> | undefined;
  return {
    contentType: 'image/jpeg',
    draw: () => {
      drawn ??= draw();
      return drawn;
    },
  };
}

const samplesOf = (specimen: Specimen): Readonly<Record<string, Sample>> =>
  Object.fromEntries(
    Object.entries(papersOf(specimen, () => beijingDay(new Date()))).map(([kind, draw]) => [kind, paper(draw)]),
  );

/** Every video is a new take, as no two recordings of a person are the same. */
const videoOf = (actions: readonly PuppetAction[]): Sample => ({
  contentType: 'video/mp4',
  draw: () => drawChallengeVideo(actions, anyTake()),
});

const SAMPLES: Readonly<Record<string, Readonly<Record<string, Sample>>>> = {
  enterprise: samplesOf(ENTERPRISE),
  individual: samplesOf(INDIVIDUAL),
  person: { photo: { contentType: 'image/jpeg', draw: () => drawPhoto(anyTake()) } },
  video: { 'open-mouth,close-eyes': videoOf(['mouth', 'blink']), 'close-eyes,open-mouth': videoOf(['blink', 'mouth']) },
};

const pathOf = (folder: string, name: string) => `/laptop/samples/${folder}/${name}`;
const byPath = new Map(
  Object.entries(SAMPLES).flatMap(([folder, samples]) =>
    Object.entries(samples).map(([name, sample]) => [pathOf(folder, name), sample] as const),
  ),
);

/** Addresses relative to the page, by name. */
const addresses = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(SAMPLES[folder] ?? {}).map((name) => [name, `.${pathOf(folder, name)}`]));

/** For `config.json`: pictures by kind of organizer and document; a stand-in's photo, and videos by actions. */
export const SAMPLE_PICTURES = { enterprise: addresses('enterprise'), individual: addresses('individual') };
export const SAMPLE_PERSON = { photo: `.${pathOf('person', 'photo')}`, videos: addresses('video') };

/** The sample at a path of the page's origin; undefined when there is none. */
export async function sampleAt(path: string): Promise<{ contentType: string; body: Buffer } | undefined> {
  const sample = byPath.get(path);
  return sample && { contentType: sample.contentType, body: await sample.draw() };
}
