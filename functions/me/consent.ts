import { Refused } from '../../shared/domain/refusal.ts';
import type { Ports } from './ports.ts';

interface Caller {
  readonly applicantId: string;
}

/** Agrees to the current text. @throws Refused('consent.missing') with the current version for another one. */
export async function giveConsent(
  { applicantId, body }: Caller & { readonly body: { readonly textVersion: string } },
  { consents, settings }: Ports,
) {
  const textVersion = settings.consentTextVersion;
  if (body.textVersion !== textVersion) throw new Refused('consent.missing', { textVersion });
  await consents.give(applicantId, textVersion);
  return { consents: await consents.historyOf(applicantId) };
}

/** Withdraws every consent. Earlier processing stays lawful; nothing more is processed (SEC-07). */
export async function withdrawConsent({ applicantId }: Caller, { consents, auditTrail }: Ports) {
  if (await consents.withdraw(applicantId)) await auditTrail.write(applicantId, 'consent.withdrawn', applicantId);
  return { consents: await consents.historyOf(applicantId) };
}
