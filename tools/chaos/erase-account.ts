import { settings } from '../../shared/compose/settings.ts';
import type { Call } from './caller.ts';
import { cardOf, type Grant, grantUpload, putPicture, untilDocumentIs } from './certificate.ts';
import type { Diary } from './diary.ts';
import type { Applicant } from './seed.ts';

/** The other call was faster, and nothing is left to do for this one. */
const ERASED = ['session.invalid'];
const OPEN_AGAIN = ['account.active-filing', ...ERASED];

/** Uploads a certificate and waits until it is about to be read. @returns a permit to upload another one */
export async function putCertificateOnItsWay(call: Call, filingId: string): Promise<Grant | undefined> {
  const [late, read] = [await grantUpload(call, cardOf(filingId)), await grantUpload(call, cardOf(filingId))];
  if (read) {
    await putPicture(read);
    await untilDocumentIs(call, read, ['reading', 'ready', 'refused']);
  }
  return late;
}

/**
 * Erases the account of a person who opens another filing, gives consent and exports everything at the same time. While
 * their filing was faster the erasure is refused, and they give up the filing first.
 */
export async function eraseAccount(call: Call, applicant: Applicant, diary: Diary, late?: Grant): Promise<void> {
  const { consentTextVersion } = await settings();
  await call('GET', '/v1/me/data');
  for (let isErased = false; !isErased; ) {
    const { body } = await call('POST', '/v1/eligibility-checks', applicant.eligibility);
    const { ticket } = body as { readonly ticket?: string };
    const [erasure] = await Promise.all([
      call('DELETE', '/v1/me', undefined, OPEN_AGAIN),
      call('POST', '/v1/filings', { ticket, consentTextVersion }, ERASED),
      call('POST', '/v1/me/consents', { textVersion: consentTextVersion }, ERASED),
      call('GET', '/v1/me/data', undefined, ERASED),
    ]);
    // An instance that was killed may have ended the session and not answered.
    isErased = erasure.status === 200 || erasure.code === 'session.invalid';
    if (isErased) diary.erasedAtMs = performance.now();
    else await abandonDrafts(call);
  }
  if (late) await putPicture(late);
}

async function abandonDrafts(call: Call): Promise<void> {
  const { body } = await call('GET', '/v1/filings');
  const { filings = [] } = body as { readonly filings?: readonly { filingId: string; state: string }[] };
  for (const { filingId, state } of filings)
    if (state === 'draft') await call('POST', `/v1/submissions/${filingId}/abandonment`);
}
