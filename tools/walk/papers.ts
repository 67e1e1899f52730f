import { readFileSync } from 'node:fs';
import { papersOf } from 'specimens/papers.ts';
import { ENTERPRISE, INDIVIDUAL, SAMPLE_SERVER, type Specimen } from 'specimens/people.ts';
import { anyTake, drawChallengeVideo, drawPhoto } from 'specimens/person.ts';
import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import type {
  CloudService,
  Organizer,
  OrganizerKind,
  Person,
  WebsiteDetails,
} from '../../shared/domain/filing/filing.ts';

export type ChallengeAction = 'open-mouth' | 'close-eyes';

/** What a person has at hand before they file. */
export interface Papers {
  readonly kind: OrganizerKind;
  readonly region: string;
  readonly certificateNumber: string;
  readonly domain: string;
  readonly cloudService: CloudService;
  /** The fields that are typed by hand; those of a certificate are replaced by what was read. */
  readonly answers: { readonly organizer: Organizer; readonly principal: Person; readonly website: WebsiteDetails };
  readonly licence: Buffer | undefined;
  readonly idFront: Buffer;
  readonly idBack: Buffer;
  readonly letter: Buffer;
  readonly handheld: Buffer;
  /** The approval of contents that another authority must have approved. */
  readonly approval?: Buffer;
  readonly photo: Buffer;
  /** The actions in the video, when it is a given file. */
  readonly videoActions?: readonly ChallengeAction[] | undefined;
  /** A video of the person doing these actions in this order. */
  video(actions: readonly ChallengeAction[]): Promise<Buffer>;
}

const PUPPET_ACTIONS = { 'open-mouth': 'mouth', 'close-eyes': 'blink' } as const;

export const specimenOf = (kind: OrganizerKind): Specimen => (kind === 'enterprise' ? ENTERPRISE : INDIVIDUAL);

/** Pictures given by the user, by file. Missing ones are drawn from the specimen. */
export interface OwnFiles {
  readonly licence?: string | undefined;
  readonly idFront?: string | undefined;
  readonly idBack?: string | undefined;
  readonly photo?: string | undefined;
  readonly video?: string | undefined;
  readonly videoActions?: readonly ChallengeAction[] | undefined;
}

/** Draws the papers of a fictional filer, except those given as files. */
export async function drawPapers(kind: OrganizerKind, files: OwnFiles = {}): Promise<Papers> {
  const specimen = specimenOf(kind);
  const { region, organizer, principal, website, domain, idCard } = specimen;
  const draw = papersOf(specimen, () => beijingDay(new Date()));
  const own = (file: string | undefined) => (file === undefined ? undefined : readFileSync(file));
  const video = own(files.video);
  return {
    kind,
    region,
    certificateNumber: 'licence' in specimen ? specimen.licence.creditCode : idCard.idNumber,
    domain,
    cloudService: SAMPLE_SERVER,
    answers: { organizer, principal, website },
    licence: draw['business-licence'] && (own(files.licence) ?? (await draw['business-licence']())),
    idFront: own(files.idFront) ?? (await draw['id-front']()),
    idBack: own(files.idBack) ?? (await draw['id-back']()),
    letter: await draw['commitment-letter'](),
    handheld: await draw['handheld-photo'](),
    photo: own(files.photo) ?? (await drawPhoto(anyTake())),
    videoActions: video && (files.videoActions ?? ['open-mouth', 'close-eyes']),
    video: async (actions) =>
      video ??
      drawChallengeVideo(
        actions.map((action) => PUPPET_ACTIONS[action]),
        anyTake(),
      ),
  };
}
