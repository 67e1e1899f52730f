import { Refused } from '../../contracts/kit/refusal.ts';
import type { EligibilityInput, Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import type { FilingType } from '../../shared/domain/filing/filing-types.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import type { FiledRecord } from '../../shared/domain/record/record.ts';
import { notInOrder } from '../../shared/domain/rules/not-in-order.ts';
import { type FromRecord, openFromRecord } from './open-from-record.ts';
import type { Ports } from './ports.ts';

type OpenPorts = Omit<Ports, 'auditTrail' | 'filingCases' | 'views'>;

export interface OpenCommand {
  readonly applicantId: string;
  readonly body: { readonly consentTextVersion: string } & (FromCheck | FromRecord);
}

interface FromCheck {
  readonly ticket: string;
  /** Certificates that were uploaded before. */
  readonly documentIds?: readonly string[] | undefined;
}

/** Opens a filing from a passed eligibility check, or from a record. @throws Refused('consent.missing') */
export async function openFiling({ applicantId, body }: OpenCommand, ports: OpenPorts) {
  if (body.consentTextVersion !== ports.settings.consentTextVersion) {
    throw new Refused('consent.missing', { textVersion: ports.settings.consentTextVersion });
  }
  await ports.consents.give(applicantId, body.consentTextVersion);
  const filing =
    'ticket' in body ? await openChecked(applicantId, body, ports) : await openFromRecord(applicantId, body, ports);
  return maskedFiling(filing);
}

/**
 * Opens a filing from a passed eligibility check. The check's domain and cloud service become the first website; who is
 * filed here already is filled in from the record. The ticket, the consent, the filing and its certificates commit
 * together: the edge runs this once per key, in one transaction.
 *
 * @throws Refused('upload.unknown') when a certificate is there no longer, or in a filing already; Refused('record.not-in-order').
 */
async function openChecked(applicantId: string, body: FromCheck, ports: OpenPorts): Promise<Filing> {
  const { input, filingType } = await ports.eligibilityChecks.useTicket(body.ticket, applicantId);
  const website = { id: ports.ids.uuid(), domain: input.domain, cloudService: input.cloudService };
  const record = await ownRecord(applicantId, input, ports);
  if (record) await checkInOrder(record, { applicantId, filingType, documentIds: body.documentIds ?? [] }, ports);
  const filing = await ports.filings.create({
    id: ports.ids.uuid(),
    applicantId,
    filingType,
    contents: { eligibility: input, ...filedSubject(record), websites: [website] },
    startedFrom: record && { recordId: record.id, version: record.version },
  });
  await ports.documents.moveInto(filing.id, body.documentIds ?? [], applicantId);
  await ports.documentHandOvers.moveInto(filing.id, body.documentIds ?? [], applicantId);
  return filing;
}

/**
 * Who is filed can't be changed in what is opened: what would stop it is mended before.
 *
 * @throws Refused('record.not-in-order') with each field, and the operation that mends it.
 */
async function checkInOrder(
  { contents }: FiledRecord,
  {
    applicantId,
    filingType,
    documentIds,
  }: { applicantId: string; filingType: FilingType; documentIds: readonly string[] },
  { documents, clock }: Pick<Ports, 'documents' | 'clock'>,
): Promise<void> {
  const shown = await Promise.all(documentIds.map((id) => documents.findOwn(id, applicantId)));
  const found = notInOrder(contents, filingType, clock.now(), shown);
  if (found.length > 0) throw new Refused('record.not-in-order', { fields: found });
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
