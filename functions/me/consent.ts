import { Refused } from '../../contracts/kit/refusal.ts';
import { recordConsentVersion } from '../../shared/domain/record-consent.ts';
import type { Ports } from './ports.ts';

interface Caller {
  readonly applicantId: string;
}

/** Agrees to the current text, for filings or for records. @throws Refused('consent.missing') with the current version for another one. */
export async function giveConsent(
  { applicantId, body }: Caller & { readonly body: { readonly textVersion: string } },
  { consents, settings }: Ports,
) {
  const textVersion = settings.consentTextVersion;
  if (![textVersion, recordConsentVersion(textVersion)].includes(body.textVersion))
    throw new Refused('consent.missing', { textVersion });
  await consents.give(applicantId, body.textVersion);
  return { consents: await consents.historyOf(applicantId) };
}

/**
 * Withdraws every consent. Earlier processing stays lawful; nothing more is processed (SEC-07): liveness checks that
 * wait for their verification end, and their photos and videos are deleted, as are certificates without a filing.
 *
 * @throws Failed('object-store', …) when a file could not be deleted; the consent is withdrawn, and a repetition
 * deletes the file.
 */
export async function withdrawConsent(
  { applicantId }: Caller,
  { consents, auditTrail, documents, forgetting, openChecks }: Ports,
) {
  if (await consents.withdraw(applicantId)) await auditTrail.write(applicantId, 'consent.withdrawn', applicantId);
  await openChecks.endAll(applicantId);
  // They serve nothing but what the person has withdrawn from.
  const unused = await documents.beforeFiling(applicantId);
  await forgetting.forgetUnused(unused.map(({ id }) => id));
  return { consents: await consents.historyOf(applicantId) };
}
