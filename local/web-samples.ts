import { beijingDay } from '../shared/domain/beijing-time.ts';
import { drawIdBack, drawIdFront, drawLicence } from './specimens/cards.ts';
import { drawHandheld, drawSignedLetter } from './specimens/letters.ts';
import { ENTERPRISE, INDIVIDUAL, type Specimen } from './specimens/people.ts';
import { anyTake, drawChallengeVideo, drawPhoto, portrait } from './specimens/person.ts';
import type { PuppetAction } from './specimens/puppet/timeline.ts';

/** A file of the sample world's people, for whoever has no certificate at hand. */
interface Sample {
  readonly contentType: 'image/jpeg' | 'video/mp4';
  readonly draw: () => Promise<Buffer>;
}

/** A photo of something that always looks the same: drawn when it is first asked for. */
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

async function drawPersonWithCard(specimen: Specimen): Promise<Buffer> {
  const face = await portrait();
  const card = await drawIdFront(specimen.idCard, { portrait: face, onDesk: false });
  return drawHandheld(face, 'licence' in specimen ? await drawLicence(specimen.licence, { onDesk: false }) : card);
}

const papersOf = (specimen: Specimen) => ({
  ...('licence' in specimen && { 'business-licence': paper(() => drawLicence(specimen.licence, { tilt: 1.5 })) }),
  'id-front': paper(async () => drawIdFront(specimen.idCard, { portrait: await portrait(), tilt: 2 })),
  'id-back': paper(() => drawIdBack(specimen.idCard, { tilt: -2 })),
  'commitment-letter': paper(() => drawSignedLetter(specimen, beijingDay(new Date()))),
  'handheld-photo': paper(() => drawPersonWithCard(specimen)),
});

/** Nobody stands before the camera twice in the same way. */
const videoOf = (actions: readonly PuppetAction[]): Sample => ({
  contentType: 'video/mp4',
  draw: () => drawChallengeVideo(actions, anyTake()),
});

const SAMPLES: Readonly<Record<string, Readonly<Record<string, Sample>>>> = {
  enterprise: papersOf(ENTERPRISE),
  individual: papersOf(INDIVIDUAL),
  person: { photo: { contentType: 'image/jpeg', draw: () => drawPhoto(anyTake()) } },
  video: {
    'open-mouth,close-eyes': videoOf(['mouth', 'blink']),
    'close-eyes,open-mouth': videoOf(['blink', 'mouth']),
  },
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

/** For the page's `config.json`: pictures by kind of organizer and document; one who stands in before the camera, videos by actions. */
export const SAMPLE_PICTURES = { enterprise: addresses('enterprise'), individual: addresses('individual') };
export const SAMPLE_PERSON = { photo: `.${pathOf('person', 'photo')}`, videos: addresses('video') };

/** The sample at a path of the page's origin; undefined when there is none. */
export async function sampleAt(path: string): Promise<{ contentType: string; body: Buffer } | undefined> {
  const sample = byPath.get(path);
  return sample && { contentType: sample.contentType, body: await sample.draw() };
}
