import type { EligibilityInput, FilingContents } from '../../shared/domain/filing/filing.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import type { FiledRecord } from '../../shared/domain/record/record.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import type { Ports } from './ports.ts';

export interface OpenCommand {
  readonly applicantId: string;
  readonly body: {
    readonly ticket: string;
    readonly consentTextVersion: string;
    /** Certificates that were uploaded before. */
    readonly documentIds?: readonly string[] | undefined;
  };
}

/**
 * Opens a filing from a passed eligibility check. The check's domain and cloud service become the first website; who is
 * filed here already is filled in from the record. The ticket, the consent, the filing and its certificates commit
 * together: the edge runs this once per key, in one transaction.
 *
 * @throws Refused('upload.unknown') when a certificate is there no longer, or in a filing already.
 */
export async function openFiling(
  { applicantId, body }: OpenCommand,
  ports: Omit<Ports, 'auditTrail' | 'filingCases' | 'views'>,
) {
  if (body.consentTextVersion !== ports.settings.consentTextVersion) {
    throw new Refused('consent.missing', { textVersion: ports.settings.consentTextVersion });
  }
  await ports.consents.give(applicantId, body.consentTextVersion);
  const { input, filingType } = await ports.eligibilityChecks.useTicket(body.ticket, applicantId);
  const website = { id: ports.ids.uuid(), domain: input.domain, cloudService: input.cloudService };
  const record = await ownRecord(applicantId, input, ports);
  const filing = await ports.filings.create({
    id: ports.ids.uuid(),
    applicantId,
    filingType,
    contents: { eligibility: input, ...filedSubject(record), websites: [website] },
    startedFrom: record && { recordId: record.id, version: record.version },
  });
  await ports.documents.moveInto(filing.id, body.documentIds ?? [], applicantId);
  await ports.documentHandOvers.moveInto(filing.id, body.documentIds ?? [], applicantId);
  return maskedFiling(filing);
}

/** The account's own record of the organizer with this certificate. */
async function ownRecord(
  applicantId: string,
  { certificateNumber }: EligibilityInput,
  { records }: Pick<Ports, 'records'>,
): Promise<FiledRecord | undefined> {
  const own = await records.listOwn(applicantId);
  return own.find(({ contents }) => !contents.ended && contents.subject.certificateNumber === certificateNumber);
}

/** Organizer and principal as they are filed. */
const filedSubject = (record: FiledRecord | undefined): Pick<FilingContents, 'organizer' | 'principal'> =>
  record ? { organizer: record.contents.organizer, principal: record.contents.principal } : {};
