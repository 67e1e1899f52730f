import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { drawPhoto } from 'specimens/person.ts';
import { expect } from 'vitest';
import type { Grant } from '../../../tools/walk/filer.ts';
import { bodyOf, done, type Visit } from '../filings/whole-filing.ts';
import { anyFrame, anyVideo, type SiteOwner, seenIn, similar } from '../pictures/liveness-tries.ts';
import { nextTake } from '../pictures/takes.ts';
import { CONSENT_TEXT_VERSION } from '../test-laptop.ts';
import { refusalOf } from './caller.ts';
import { codeAt, forgetCounts, newSecret, sha256 } from './route-secrets.ts';

// What whoever files does with the other people of a filing, and what these do without signing in.

/** Codes to the principal's phone and mailbox, typed by the filer, and by the principal themselves behind a link. */
export async function useContacts(visit: Visit, { call, filingId }: SiteOwner, mobile: string): Promise<void> {
  const { laptop } = visit;
  const contacts = `/v1/contacts/${filingId}`;
  const principal = { person: 'principal', kind: 'mobile' };
  const token = newSecret(visit, 'token of the contact link');
  await forgetCounts(laptop);
  done(
    await call('POST', `${contacts}/codes`, principal),
    await call('POST', `${contacts}/confirmations`, { ...principal, code: codeAt(laptop, mobile) }),
    await call('POST', `${contacts}/codes`, { ...principal, kind: 'email' }),
    await call('GET', contacts),
    await call('POST', `${contacts}/links`, { person: 'principal', digest: sha256(token) }),
  );
  await forgetCounts(laptop);
  done(
    await call('POST', '/v1/contact-links/openings', { token }),
    await call('POST', '/v1/contact-links/codes', { token, kind: 'mobile' }),
  );
  const typed = { token, kind: 'mobile', code: codeAt(laptop, mobile) };
  done(await call('POST', '/v1/contact-links/confirmations', typed));
  const again = await call('POST', '/v1/contact-links/confirmations', typed);
  const late = await call('POST', `${contacts}/confirmations`, { ...principal, code: '004217' });
  const nobody = await call('POST', `${contacts}/codes`, { person: `site-owner:${randomUUID()}`, kind: 'mobile' });
  expect([again, late, nobody].map(refusalOf)).toEqual([
    '409 one-time-code.over',
    '409 one-time-code.over',
    '404 contact.unknown',
  ]);
  done(await call('POST', '/v1/contact-links/refusals', { token, reason: 'unwilling' }));
}

export const HAND_OVERS = '/v1/liveness-checks/hand-overs';
const MEDIA = {
  photoContentType: 'image/jpeg',
  videoContentType: 'video/mp4',
  consentTextVersion: CONSENT_TEXT_VERSION,
};
/** Three links to the site owner's phone: they pass the check, decline it, and the third is taken back. */
export async function useHandOvers(visit: Visit, site: SiteOwner): Promise<void> {
  const { call, filingId } = site;
  const { pass: declined } = await linked(visit, site);
  done(
    await call('POST', `${HAND_OVERS}/openings`, declined),
    await call('POST', `${HAND_OVERS}/refusals`, { ...declined, reason: 'wrong-person' }),
  );
  const { handOverId } = await linked(visit, site);
  done(await call('DELETE', `${HAND_OVERS}/${handOverId}`));
  const { pass } = await linked(visit, site);
  done(await call('POST', `${HAND_OVERS}/openings`, pass));
  const checkId = await recordedOnPhone(visit, site, pass);
  site.faceIdSays(similar(93, await anyFrame()), similar(90, await anyFrame()));
  done(
    await call('POST', `${HAND_OVERS}/verifications`, { ...pass, checkId }),
    await call('POST', `${HAND_OVERS}/results`, { ...pass, checkId }),
    await call('GET', `${HAND_OVERS}?filingId=${filingId}`),
  );
}

const UPLOADS = '/v1/uploads/hand-overs';

/** Three links to a phone: it declines, the second is taken back, and by the third it sends the letter. */
export async function useDocumentHandOvers(visit: Visit, { call, filer, filingId }: SiteOwner): Promise<void> {
  const link = async () => {
    const body = { filingId, kinds: ['commitment-letter'], subject: 'organizer', isForOther: true };
    const made = await call('POST', UPLOADS, body);
    done(made);
    const { handOverId, token } = bodyOf<{ handOverId: string; token: string }>(made);
    return { handOverId, pass: { token, device: newSecret(visit, `secret of the phone with the link ${handOverId}`) } };
  };
  const declined = await link();
  done(
    await call('POST', `${UPLOADS}/openings`, declined.pass),
    await call('POST', `${UPLOADS}/refusals`, { ...declined.pass, reason: 'unwilling' }),
    await call('DELETE', `${UPLOADS}/${(await link()).handOverId}`),
  );
  const { pass } = await link();
  done(await call('POST', `${UPLOADS}/openings`, pass));
  const letter = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
  const granted = await call('POST', `${UPLOADS}/grants`, {
    ...pass,
    kind: 'commitment-letter',
    contentType: 'image/jpeg',
    bytes: letter.length,
    consent: { name: '周建明', textVersion: CONSENT_TEXT_VERSION },
  });
  done(granted);
  const grant = bodyOf<Grant>(granted);
  await filer.uploadGranted(grant, letter).catch(() => {});
  done(
    await call('POST', `${UPLOADS}/documents`, { ...pass, documentId: grant.documentId }),
    await call('GET', `${UPLOADS}?filingId=${filingId}`),
    await call('GET', `/v1/liveness-checks?filingId=${filingId}`),
  );
}

async function linked(visit: Visit, { call, filingId, websiteId }: SiteOwner) {
  const made = await call('POST', HAND_OVERS, { filingId, websiteId });
  done(made);
  const { handOverId, token } = bodyOf<{ handOverId: string; token: string }>(made);
  return { handOverId, pass: { token, device: newSecret(visit, `secret of the phone of ${handOverId}`) } };
}

/** A check on the phone of a link whose media have arrived. */
export async function recordedOnPhone(
  { laptop }: Visit,
  { call, filer }: Pick<SiteOwner, 'call' | 'filer'>,
  pass: object,
  consentTextVersion: string = CONSENT_TEXT_VERSION,
): Promise<string> {
  const opened = await call('POST', `${HAND_OVERS}/checks`, { ...pass, ...MEDIA, consentTextVersion });
  done(opened);
  const { checkId, photo, video } = bodyOf<{ checkId: string; photo: Grant; video: Grant }>(opened);
  const take = nextTake();
  await filer.uploadGranted(photo, await drawPhoto(take));
  await filer.uploadGranted(video, await anyVideo());
  laptop.cloudApi.failNext('DetectFace', { answer: { FaceInfos: [seenIn(take)] } });
  return checkId;
}
