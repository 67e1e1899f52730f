import { stops } from '../../contracts/kit/finding.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { normalInput } from '../../shared/domain/filing/eligibility-input.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES, type FilingType } from '../../shared/domain/filing/filing-types.ts';
import { readingWith } from '../../shared/domain/media/certificate-numbers.ts';
import { MINI_PROGRAM_PAGES } from '../../shared/domain/mini-program-pages.ts';
import { canBeOnCertificate, checkEligibility as decide } from '../../shared/domain/rules/process/eligibility.ts';
import type { View } from '../../shared/ports/documents/views.ts';
import { countQuestion, mayCheckWithoutSignIn } from './limit-questions.ts';
import type { Ports } from './ports.ts';

/** Long enough to find one's phone and papers. */
const TICKET_LIFETIME_MS = 24 * 60 * 60 * 1000;

export interface CheckCommand {
  readonly applicantId: string | undefined;
  readonly body: EligibilityInput & { readonly wanted?: FilingType | undefined };
}

/** Checks whether and as which type this may be filed here, as far as whoever asks may learn it. */
export async function checkEligibility({ applicantId, body }: CheckCommand, ports: Ports) {
  const { wanted, ...typed } = body;
  if (wanted && FILING_TYPES[wanted].startsFrom === 'record') throw new Refused('filing-type.from-record');
  const input = normalInput(typed);
  return applicantId === undefined ? checkWithoutSignIn(input, ports) : checkWhole(applicantId, input, ports);
}

/**
 * What anybody may learn: what the rules say of what was typed, of the domain's registration and of the server. Neither
 * the answer nor the work behind it depends on what is filed, here or elsewhere.
 */
async function checkWithoutSignIn(input: EligibilityInput, ports: Ports) {
  if (!(await mayCheckWithoutSignIn(input, ports))) return { signIn: true as const, findings: [] };
  const { findings } = decide(await ports.filingCases.eligibilityAsTyped(input, undefined));
  return { signIn: true as const, ...(stops(findings) && { eligible: false as const }), findings };
}

/**
 * The filing type, a ticket to open one filing, and a code to scan for it; or every reason against it. Without a
 * certificate that bears the number only what the rules say of what was typed: neither the answer nor the work behind it
 * depends on what others have filed.
 */
async function checkWhole(applicantId: string, input: EligibilityInput, ports: Ports) {
  const { documents, filingCases, clock } = ports;
  // A number that no certificate can bear is not searched, and does not count.
  const isSearched = canBeOnCertificate(input, clock.now());
  const certificates = isSearched ? await documents.certificatesOf(applicantId) : [];
  if (isSearched && !(await countQuestion(applicantId, input, certificates, ports))) {
    const { findings } = decide(await filingCases.eligibilityAsTyped(input, applicantId));
    return { certificate: 'missing' as const, ...(stops(findings) && { eligible: false as const }), findings };
  }
  const { filingType, findings } = decide(
    isSearched
      ? await filingCases.eligibility(input, applicantId, readingWith(input.certificateNumber, certificates))
      : await filingCases.eligibilityAsTyped(input, applicantId),
  );
  if (filingType === undefined || stops(findings)) return { eligible: false as const, findings };
  const ticket = ports.ids.secret();
  const expiresAt = new Date(ports.clock.now().getTime() + TICKET_LIFETIME_MS);
  await ports.eligibilityChecks.save({ accountId: applicantId, ticket, input, filingType, expiresAt });
  const miniProgramCode = await codeFor(ticket, applicantId, ports);
  return { eligible: true as const, filingType, findings, ticket, expiresAt, miniProgramCode };
}

/** The code is optional: without WeChat the person continues with the ticket. */
async function codeFor(
  ticket: string,
  accountId: string | undefined,
  { weChat, views }: Ports,
): Promise<View | undefined> {
  try {
    const image = await weChat.miniProgramCode(ticket, MINI_PROGRAM_PAGES.checkedFiling);
    return await views.show(image, 'image/png', { accountId });
  } catch (error) {
    if (error instanceof Failed) return undefined;
    throw error;
  }
}
