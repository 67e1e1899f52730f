import { Refused } from '../../contracts/kit/refusal.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import { CHECKS_WITHOUT_SIGN_IN, certificatePrefix, mostNumbers } from '../../shared/domain/filing/questions.ts';
import { proofOf } from '../../shared/domain/media/certificate-numbers.ts';
import type { ReadCertificate } from '../../shared/ports/documents/documents.ts';
import type { Ports } from './ports.ts';

type Typed = Pick<EligibilityInput, 'certificateNumber' | 'domain'>;

/** Counts a check without sign-in per domain and per certificate prefix. False when one of them is used up. */
export async function mayCheckWithoutSignIn(
  { certificateNumber, domain }: Typed,
  { callerLimits }: Pick<Ports, 'callerLimits'>,
): Promise<boolean> {
  const counted = { domain, 'certificate prefix': certificatePrefix(certificateNumber) };
  const waits = Object.entries(counted)
    .filter(([, subject]) => subject.trim() !== '')
    .map(([what, subject]) =>
      callerLimits.countCall({
        name: `check without sign-in, ${what}`,
        subjects: [subject],
        ...CHECKS_WITHOUT_SIGN_IN,
      }),
    );
  return (await Promise.all(waits)).every((seconds) => seconds === 0);
}

/**
 * Counts a question of an account about the records of a certificate number. Free are numbers under which the account
 * has filed; of all others it must have the certificate: whoever has it may know what is filed with it.
 *
 * @param certificates of the account.
 * @returns false, uncounted, when no certificate in the account bears the number.
 * @throws Refused('eligibility.too-many-numbers'); Refused('request.too-many') when many accounts ask about one domain or
 * prefix, unless this one has filed with it.
 */
export async function countQuestion(
  accountId: string,
  { certificateNumber, certificateType, domain }: Typed & Pick<EligibilityInput, 'certificateType'>,
  certificates: readonly ReadCertificate[],
  { askedNumbers, filings, records }: Pick<Ports, 'askedNumbers' | 'filings' | 'records'>,
): Promise<boolean> {
  const [filed, held] = await Promise.all([filings.listFiled(accountId), records.listOwn(accountId)]);
  const own = [
    ...filed.map(({ eligibility }) => eligibility.certificateNumber),
    // A record may have come from another account.
    ...held.map(({ contents }) => contents.subject.certificateNumber),
  ];
  if (own.includes(certificateNumber)) return true;
  const proof = proofOf(certificateNumber, certificateType, certificates);
  if (proof === 'none') return false;
  const prefix = certificatePrefix(certificateNumber);
  const question = { accountId, certificateNumber, domain, prefix };
  const most = mostNumbers(proof);
  const usedUp = await askedNumbers.countCertificate(question, most);
  if (usedUp === undefined) return true;
  if (usedUp === 'numbersOfAccount') throw new Refused('eligibility.too-many-numbers', { most: most.numbersOfAccount });
  const isKnown =
    own.some((number) => certificatePrefix(number) === prefix) ||
    filed.some(({ websites }) => websites.some((website) => website.domain === domain));
  if (!isKnown) throw new Refused('request.too-many', { retryAfterSeconds: 24 * 60 * 60 });
  return true;
}
