import { beijingDay } from '../shared/domain/beijing-time.ts';
import type { DocumentKind } from '../shared/domain/document.ts';
import type { OrganizerKind } from '../shared/domain/filing.ts';
import { drawIdBack, drawIdFront, drawLicence } from './specimens/cards.ts';
import { drawHandheld, drawSignedLetter } from './specimens/letters.ts';
import { ENTERPRISE, INDIVIDUAL, type Specimen } from './specimens/people.ts';
import { anyTake, drawChallengeVideo, drawPhoto, portrait } from './specimens/person.ts';

/** Pictures of the sample world's people for whoever has no certificate at hand: address of each by kind of organizer and document. */
export type SamplePictures = Readonly<Record<OrganizerKind, Partial<Readonly<Record<DocumentKind, string>>>>>;

/** One who takes the person's place before the camera. */
export interface SamplePerson {
  readonly photo: string;
  /** Videos by the actions that they show, joined by commas. */
  readonly videos: Readonly<Record<string, string>>;
}

interface Sample {
  readonly contentType: 'image/jpeg' | 'video/mp4';
  readonly draw: () => Promise<Buffer>;
}

const ROOM = '/laptop/samples';
const jpeg = (draw: () => Promise<Buffer>): Sample => ({ contentType: 'image/jpeg', draw });
const mp4 = (draw: () => Promise<Buffer>): Sample => ({ contentType: 'video/mp4', draw });

async function drawPersonWithCard(specimen: Specimen): Promise<Buffer> {
  const face = await portrait();
  const card = await drawIdFront(specimen.idCard, { portrait: face, onDesk: false });
  return drawHandheld(face, 'licence' in specimen ? await drawLicence(specimen.licence, { onDesk: false }) : card);
}

const papersOf = (specimen: Specimen) => ({
  ...('licence' in specimen && { 'business-licence': jpeg(() => drawLicence(specimen.licence, { tilt: 1.5 })) }),
  'id-front': jpeg(async () => drawIdFront(specimen.idCard, { portrait: await portrait(), tilt: 2 })),
  'id-back': jpeg(() => drawIdBack(specimen.idCard, { tilt: -2 })),
  'commitment-letter': jpeg(() => drawSignedLetter(specimen, beijingDay(new Date()))),
  'handheld-photo': jpeg(() => drawPersonWithCard(specimen)),
});

const PAPERS = { enterprise: papersOf(ENTERPRISE), individual: papersOf(INDIVIDUAL) };
const PERSON = {
  photo: jpeg(() => drawPhoto(anyTake())),
  'open-mouth,close-eyes': mp4(() => drawChallengeVideo(['mouth', 'blink'], anyTake())),
  'close-eyes,open-mouth': mp4(() => drawChallengeVideo(['blink', 'mouth'], anyTake())),
};

const addresses = (folder: string, names: object): Record<string, string> =>
  Object.fromEntries(Object.keys(names).map((name) => [name, `.${ROOM}/${folder}/${name}`]));

/** Addresses relative to the page, for its `config.json`. */
export const SAMPLE_PICTURES: SamplePictures = {
  enterprise: addresses('enterprise', PAPERS.enterprise),
  individual: addresses('individual', PAPERS.individual),
};

const { photo = '', ...videos } = addresses('person', PERSON);
export const SAMPLE_PERSON: SamplePerson = { photo, videos };

const ROOMS: Readonly<Record<string, Readonly<Record<string, Sample>>>> = { ...PAPERS, person: PERSON };
const drawn = new Map<string, Promise<Buffer>>();

/**
 * The sample at a path of the page's origin; undefined when there is none. Papers are drawn once; the person stands before the camera anew
 * each time, since photos and videos of another liveness check are refused.
 */
export async function sampleAt(path: string): Promise<{ contentType: string; body: Buffer } | undefined> {
  const [, folder = '', name = ''] = /^\/laptop\/samples\/(\w+)\/([\w,-]+)$/.exec(path) ?? [];
  const sample = ROOMS[folder]?.[name];
  if (!sample) return undefined;
  const body = folder === 'person' ? sample.draw() : (drawn.get(path) ?? sample.draw());
  drawn.set(path, body);
  return { contentType: sample.contentType, body: await body };
}
