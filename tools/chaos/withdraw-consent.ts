import { settings } from '../../shared/compose/settings.ts';
import type { Answers, Call } from './caller.ts';
import { cardOf, grantUpload, putPicture, stateOf, untilDocumentIs } from './certificate.ts';
import type { Diary } from './diary.ts';
import type { Applicant } from './seed.ts';

const LATE_UPLOAD = ['waiting', 'refused'];

/**
 * Withdraws the consent while a certificate is about to be read, another one is about to be uploaded and a liveness
 * check is open; tries what is refused without it; and gives it again.
 */
export async function withdrawConsent(
  call: Call,
  { filingId, websiteId }: Applicant,
  diary: Diary,
  answers: Answers,
): Promise<void> {
  const { consentTextVersion } = await settings();
  const object = (what: string) => answers.unexpected.push(what);
  // Not read by machine: without a look for the consent it would be ready as soon as it is taken in.
  const latePaper = { filingId, kind: 'domain-certificate', subject: `website:${websiteId}` } as const;
  const [late, read] = [await grantUpload(call, latePaper), await grantUpload(call, cardOf(filingId))];
  if (!late || !read) return;
  const media = { photoContentType: 'image/jpeg', videoContentType: 'video/mp4' };
  const check = await call('POST', '/v1/liveness-checks', { filingId, websiteId, ...media, consentTextVersion });
  const { checkId } = check.body as { readonly checkId?: string };
  await putPicture(read);
  await untilDocumentIs(call, read, ['reading', 'ready', 'refused']);

  await call('DELETE', '/v1/me/consents');
  const fromMs = performance.now();
  const wasFaster = (await stateOf(call, read)) === 'ready';
  await putPicture(late);
  const submission = await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true }, ['filing.incomplete']);
  if (submission.code !== 'filing.incomplete') object('a submission without consent');
  if (await grantUpload(call, cardOf(filingId), ['consent.missing'])) object('a permit to upload without consent');
  const state = await untilDocumentIs(call, read, ['ready', 'refused']);
  // No vendor may have got it since the reply, which `privacy-proof.ts` looks at.
  if (state !== 'refused' && !wasFaster) object(`a certificate that is ${state} without consent`);
  // Its permit may have expired before it was uploaded.
  const lateState = await untilDocumentIs(call, late, ['ready', 'refused']);
  if (!LATE_UPLOAD.includes(lateState)) object(`a late upload that is ${lateState} without consent`);
  const { body } = await call('GET', `/v1/liveness-checks/${checkId}`);
  const { state: checkState } = body as { readonly state?: string };
  if (checkState !== 'unanswered') object(`a liveness check that is ${checkState} after the consent was withdrawn`);
  diary.withoutConsent = { fromMs, toMs: performance.now() };
  await call('POST', '/v1/me/consents', { textVersion: consentTextVersion });
  if (!(await uploadAgain(call, filingId))) object('a certificate that is not ready with the new consent');
}

/** The refused certificate is the newest one, so another one has to replace it. A permit may expire on the way. */
async function uploadAgain(call: Call, filingId: string): Promise<boolean> {
  for (let tries = 0; tries < 3; tries += 1) {
    const grant = await grantUpload(call, cardOf(filingId));
    if (!grant) return false;
    await putPicture(grant);
    if ((await untilDocumentIs(call, grant, ['ready', 'refused'])) === 'ready') return true;
  }
  return false;
}
