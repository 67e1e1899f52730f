import { createHash, randomBytes } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import { drawPhoto } from 'specimens/person.ts';
import type { Reply } from '../../../client/calls/messages.ts';
import { database } from '../../../shared/compose/database.ts';
import type { Grant } from '../../../tools/walk/filer.ts';
import { reviews } from '../database/service-ports.ts';
import { anyFrame, anyVideo, seenIn, similar } from '../pictures/liveness-tries.ts';
import { nextTake } from '../pictures/takes.ts';
import { type Call, callerAt, type SeenReply } from '../routes/caller.ts';
import { CONSENT_TEXT_VERSION, type TestLaptop } from '../test-laptop.ts';
import { approveFiling } from './approve-filing.ts';
import { filledDraft } from './ready-filing.ts';

export const TRANSFERS = '/v1/records/transfers';
const LINKS = '/v1/liveness-checks/hand-overs';

/** What a phone asks for with the token of a link and its secret. */
export const PHONE_MEDIA = {
  photoContentType: 'image/jpeg',
  videoContentType: 'video/mp4',
  consentTextVersion: `${CONSENT_TEXT_VERSION}-record`,
};

/** What was recorded on a phone. */
export interface Recording {
  readonly photo: Buffer;
  readonly video: Buffer;
  readonly take: ReturnType<typeof nextTake>;
}

/** A recording that nobody has seen. */
export async function newRecording(): Promise<Recording> {
  const take = nextTake();
  return { take, photo: await drawPhoto(take), video: await anyVideo() };
}

type Filer = Awaited<ReturnType<TestLaptop['signedIn']>>;
/** Transfers on a laptop whose FaceID gives prepared replies, and phones on which nobody is signed in. */
export function transferRoom(laptop: TestLaptop, number: string) {
  let people = 0;

  const codeSent = () => {
    const sent = laptop.sms.messages().filter(({ phone }) => phone === `+86${ENTERPRISE.principal.mobile}`);
    return sent.flatMap(({ text }) => /】你的验证码为(\d{6})，用于把网站备案转到/.exec(text)?.[1] ?? []).at(-1) ?? '';
  };

  const phone = async (path: string, body: object): Promise<SeenReply> => {
    const response = await fetch(`${laptop.addresses.gateway}${LINKS}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) };
  };

  /** A record, and the transfer of it that another account, which has consented, has opened. */
  async function opened() {
    const { sql } = await database();
    await sql.deleteFrom('record').execute();
    await sql.deleteFrom('caller_limit').execute();
    const name = `holds a record ${++people}`;
    const filer = await laptop.signedIn(name);
    const { filingId, websiteId } = await filledDraft(filer);
    await approveFiling(await reviews(), { filingId, websiteId, organizer: number });
    const from = await callerAt(laptop, name);
    return { filingId, websiteId, from, filer, ...(await openedAgain(from, filingId)) };
  }

  async function openedAgain(from: Call, recordId: string) {
    await (await database()).sql.deleteFrom('caller_limit').execute();
    const { transferId } = (await from('POST', `/v1/records/${recordId}/transfers`)).body as Reply<'startTransfer'>;
    const token = randomBytes(32).toString('base64url');
    const digest = createHash('sha256').update(token).digest('base64url');
    await from('POST', `${TRANSFERS}/${transferId}/offers`, { code: codeSent(), digest });
    const to = await callerAt(laptop, `takes a record over ${++people}`);
    await to('POST', `${TRANSFERS}/openings`, { token });
    await to('POST', '/v1/me/consents', { textVersion: CONSENT_TEXT_VERSION });
    return { transferId, to };
  }

  /** The link that the target makes, on the phone that opens it. */
  async function link(to: Call, transferId: string) {
    const made = await to('POST', `${TRANSFERS}/${transferId}/liveness-checks`);
    const { token } = made.body as Reply<'handOverTransferCheck'>;
    const pass = { token, device: randomBytes(32).toString('base64url') };
    return { made, pass, first: made.status === 201 ? await phone('/openings', pass) : made };
  }

  /** A check on that phone whose media have arrived. */
  async function recorded(pass: object, filer: Filer, recording?: Recording) {
    const { photo, video, take } = recording ?? (await newRecording());
    const begun = (await phone('/checks', { ...pass, ...PHONE_MEDIA })).body as Reply<'openOwnCheck'>;
    await filer.uploadGranted(begun.photo as Grant, photo);
    await filer.uploadGranted(begun.video as Grant, video);
    laptop.cloudApi.failNext('DetectFace', { answer: { FaceInfos: [seenIn(take)] } });
    return begun.checkId;
  }

  /** FaceID's replies: the comparison with the photo, and that with the picture of this name and number. */
  async function faceIdSays(withPhoto: number, withRecord: number): Promise<void> {
    laptop.cloudApi.failNext('LivenessCompare', similar(withPhoto, await anyFrame()));
    laptop.cloudApi.failNext('LivenessRecognition', similar(withRecord, await anyFrame()));
  }

  return {
    opened,
    openedAgain,
    link,
    phone,
    recorded,
    faceIdSays,

    /** A whole try on the phone of a link. */
    async tried(pass: object, filer: Filer, passes: boolean, recording?: Recording) {
      const checkId = await recorded(pass, filer, recording);
      await faceIdSays(passes ? 93 : 20, passes ? 91 : 20);
      const verified = await phone('/verifications', { ...pass, checkId });
      return { checkId, verified };
    },

    accept: (to: Call, transferId: string) => to('POST', `${TRANSFERS}/${transferId}/liveness-checks/acceptances`),
    look: async (to: Call, transferId: string) =>
      (await to('GET', `${TRANSFERS}/${transferId}/liveness-checks`)).body as Reply<'showTransferCheck'>,
  };
}
