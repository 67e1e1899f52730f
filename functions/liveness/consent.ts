import { Refused } from '../../contracts/kit/refusal.ts';
import type { LivenessCheck } from '../../shared/domain/liveness/liveness.ts';
import { recordConsentVersion } from '../../shared/domain/record-consent.ts';
import type { Ports } from './ports.ts';

/** The text that whoever is checked agrees to: a check for a transfer is about a record. */
export const consentTextFor = (
  { transferId }: Pick<LivenessCheck, 'transferId'>,
  { settings: { consentTextVersion } }: Pick<Ports, 'settings'>,
): string => (transferId === undefined ? consentTextVersion : recordConsentVersion(consentTextVersion));

/** Works on a check's data unless its applicant has withdrawn their consent. @throws Refused('consent.missing') */
export async function withConsent<T>(
  { filingId }: Pick<LivenessCheck, 'filingId'>,
  { consents }: Pick<Ports, 'consents'>,
  work: () => Promise<T>,
): Promise<T> {
  if (!(await consents.isInForceFor(filingId))) throw new Refused('consent.missing');
  return work();
}

export const isConsentMissing = (error: unknown): boolean =>
  error instanceof Refused && error.refusal === 'consent.missing';
