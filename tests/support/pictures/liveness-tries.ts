import { randomBytes } from 'node:crypto';
import { drawPhoto, drawStillVideo } from 'specimens/person.ts';
import type { CloudApiFault } from 'tencent-stand-in/api.ts';
import type { OrganizerKind } from '../../../shared/domain/filing/filing.ts';
import { CONSENT_TEXT_VERSION, type Grant } from '../../../tools/walk/filer.ts';
import { filledDraft } from '../filings/ready-filing.ts';
import { type Call, callerAt, type SeenReply } from '../routes/caller.ts';
import type { TestLaptop } from '../test-laptop.ts';
import { nextTake } from './takes.ts';

/** A check as the API shows it. */
export interface CheckView {
  readonly checkId: string;
  readonly state: string;
  readonly reasons: readonly {
    readonly code: string;
    readonly advice: string;
    readonly measured?: number;
    readonly limit?: number;
  }[];
  readonly similarity?: number;
  readonly assurance?: string;
  readonly notices: readonly string[];
  readonly triesLeft: number;
  readonly expiresAt: string;
}

interface Opened {
  readonly checkId: string;
  readonly challenge: readonly { readonly action: string }[];
  readonly photo: Grant;
  readonly video: Grant;
}

type Take = ReturnType<typeof nextTake>;

/** Where a detector finds the face in the cropped portrait. */
const POSED = { x: 146, y: 183, side: 184 };

/** DetectFace's reply for a photo that was drawn with a take. */
export function seenIn({ scale, left, top }: Take, attributes: Readonly<Record<string, unknown>> = {}) {
  const side = Math.round(POSED.side * scale);
  return {
    X: Math.round(left + POSED.x * scale),
    Y: Math.round(top + POSED.y * scale),
    Width: side,
    Height: side,
    FaceAttributesInfo: { Pitch: 0, Yaw: 0, Roll: 0, EyeOpen: true, Hat: false, Mask: false, ...attributes },
  };
}

let film: Promise<Buffer> | undefined;

/** A video with other bytes each time; its content does not matter where FaceID's replies are given. */
export async function anyVideo(): Promise<Buffer> {
  film ??= drawStillVideo(2.5);
  return withOtherBytes(await film);
}

/** The same video in another file: with an empty box (ISO 14496-12, `free`) at its end. */
export const withOtherBytes = (mp4: Buffer): Buffer =>
  Buffer.concat([mp4, Buffer.from([0, 0, 0, 24]), Buffer.from('free'), randomBytes(16)]);

/** A key frame as FaceID sends it, of a unique recording. */
export const anyFrame = async (): Promise<string> => (await drawPhoto(nextTake())).toString('base64');

/** FaceID's result of a comparison. */
export const similar = (Sim: number, BestFrameBase64: string) => ({
  answer: { Result: 'Success', Description: '成功', Sim, BestFrameBase64 },
});

/** A site owner whose filing has all its forms filled in, on a laptop whose FaceID gives prepared replies. */
export async function siteOwnerAt(laptop: TestLaptop, name: string, kind: OrganizerKind = 'enterprise') {
  const filer = await laptop.signedIn(name);
  const { filingId, websiteId } = await filledDraft(filer, kind);
  const call: Call = await callerAt(laptop, name);
  const { failNext, calls } = laptop.cloudApi;

  const open = () =>
    call('POST', '/v1/liveness-checks', {
      filingId,
      websiteId,
      photoContentType: 'image/jpeg',
      videoContentType: 'video/mp4',
      consentTextVersion: CONSENT_TEXT_VERSION,
    });

  return {
    filer,
    filingId,
    websiteId,
    call,
    open,

    /** A check whose media have arrived. By default DetectFace will find one good face in the photo. */
    async recorded({ take = nextTake(), photo, video, faces }: Recording = {}): Promise<string> {
      const { status, body } = await open();
      if (status >= 400) throw new Error(`no check is opened: ${JSON.stringify(body)}`);
      const opened = body as Opened;
      await filer.uploadGranted(opened.photo, photo ?? (await drawPhoto(take)));
      await filer.uploadGranted(opened.video, video ?? (await anyVideo()));
      failNext('DetectFace', { answer: { FaceInfos: faces ?? [seenIn(take)] } });
      return opened.checkId;
    },

    verification: (checkId: string): Promise<SeenReply> => call('POST', `/v1/liveness-checks/${checkId}/verification`),

    /** FaceID's replies to the comparison with the photo, and then to that with the record. */
    faceIdSays(withPhoto: CloudApiFault, withRecord?: CloudApiFault): void {
      failNext('LivenessCompare', withPhoto);
      if (withRecord) failNext('LivenessRecognition', withRecord);
    },

    show: async (checkId: string) => (await call('GET', `/v1/liveness-checks/${checkId}`)).body as CheckView,

    /** How often each billed action has run. */
    billed: () => ({ compared: calls('LivenessCompare'), recognized: calls('LivenessRecognition') }),
  };
}

interface Recording {
  readonly take?: Take;
  readonly photo?: Buffer;
  readonly video?: Buffer;
  readonly faces?: readonly ReturnType<typeof seenIn>[];
}

export type SiteOwner = Awaited<ReturnType<typeof siteOwnerAt>>;
