import { ENTERPRISE, type Specimen } from 'specimens/people.ts';
import type { Change } from '../../../shared/domain/filing/change.ts';
import type { CloudService, EligibilityInput, Filing, FilingContents } from '../../../shared/domain/filing/filing.ts';
import type { FilingEvent, FilingState } from '../../../shared/domain/filing/machine.ts';
import type { ReadFields } from '../../../shared/domain/media/document.ts';
import type { Instance } from '../database/instance.ts';

export const CLOUD_SERVICE: CloudService = {
  kind: 'resource',
  product: 'cvm',
  resourceId: 'ins-gz000001',
  region: 'ap-guangzhou',
};

/** The six inputs of the specimen's eligibility check. */
export const eligibilityOf = (specimen: Specimen): EligibilityInput => ({
  region: specimen.region,
  organizerKind: specimen.organizerKind,
  certificateType: specimen.organizerKind === 'enterprise' ? 'business-licence' : 'id-card',
  certificateNumber:
    specimen.organizerKind === 'enterprise' ? specimen.licence.creditCode : specimen.principal.idNumber,
  domain: specimen.domain,
  cloudService: CLOUD_SERVICE,
});

/** A specimen's filing with every form filled in. */
export function contentsOf(specimen: Specimen, websiteId: string): FilingContents {
  const { organizer, principal, domain, website: details } = specimen;
  const siteOwner = specimen.organizerKind === 'enterprise' ? { siteOwner: principal } : {};
  return {
    eligibility: eligibilityOf(specimen),
    organizer,
    principal,
    websites: [{ id: websiteId, domain, cloudService: CLOUD_SERVICE, details, ...siteOwner }],
  };
}

/** A new account that has consented, with a draft filing of a fictional filer, every form filled in. */
export async function draftFiling({ accounts, consents, filings, ids }: Instance, specimen: Specimen = ENTERPRISE) {
  const { accountId: applicantId } = await accounts.signIn(ids.secret());
  await consents.give(applicantId, '2026-11');
  const [filingId, websiteId] = [ids.uuid(), ids.uuid()];
  const contents = contentsOf(specimen, websiteId);
  await filings.create({ id: filingId, applicantId, filingType: 'first', contents });
  return { applicantId, filingId, websiteId };
}

/** Starts the next round, with its message to the review desk. */
export const submission = ({ id, round }: Filing): Change => ({
  event: 'submit',
  round: round + 1,
  lastVerdict: 0,
  flagged: [],
  facts: { round: round + 1 },
  send: [
    { topic: 'review-desk.submit', key: `submit/${id}/${round + 1}`, payload: { filingId: id, round: round + 1 } },
  ],
});

/** The shortest way from a draft to every state. */
const WAYS: Readonly<Record<FilingState, readonly FilingEvent[]>> = {
  draft: [],
  submitted: ['submit'],
  returned: ['submit', 'return'],
  queued: ['submit', 'accept'],
  'sms-verification': ['submit', 'accept', 'send-sms'],
  'authority-review': ['submit', 'accept', 'send-sms', 'confirm-sms'],
  'authority-returned': ['submit', 'accept', 'send-sms', 'confirm-sms', 'authority-return'],
  approved: ['submit', 'accept', 'send-sms', 'confirm-sms', 'approve'],
  revoked: ['submit', 'accept', 'send-sms', 'confirm-sms', 'approve', 'revoke'],
  declined: ['submit', 'decline'],
  abandoned: ['abandon'],
  expired: ['expire'],
};

/** A new account with a filing that took the shortest way to `state`. */
export async function filingIn(instance: Instance, state: FilingState, specimen?: Specimen) {
  const draft = await draftFiling(instance, specimen);
  for (const event of WAYS[state]) {
    await instance.reviews.changeFiling(draft.filingId, (filing) =>
      event === 'submit' ? submission(filing) : { event },
    );
  }
  return draft;
}

/** A picture of a filing's business licence, accepted. @param fields what was read from it; left out, it was not read */
export async function licencePicture(
  { documents, ids }: Instance,
  { filingId, applicantId }: { readonly filingId: string; readonly applicantId: string },
  fields?: ReadFields,
): Promise<string> {
  const id = ids.uuid();
  const grant = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${ids.secret()}` };
  const noLimit = { grants: 10_000, bytes: Number.POSITIVE_INFINITY };
  const document = { id, filingId, applicantId, kind: 'business-licence', subject: 'organizer', ...grant } as const;
  await documents.create(document, noLimit);
  await documents.change(id, 'waiting', {
    state: 'ready',
    cleanKey: `clean/${ids.secret()}`,
    ...(fields && { fields }),
  });
  return id;
}
