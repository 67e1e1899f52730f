import { ids } from '../../../platform/compose/system.ts';
import { resolvePorts } from '../../../platform/edge/ports.ts';
import type { EligibilityInput } from '../../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject, ReadFields } from '../../../shared/domain/media/document.ts';
import type { Filer } from '../../../tools/walk/filer.ts';
import { documents } from '../database/service-ports.ts';

const NO_LIMIT = { grants: 10_000, bytes: Infinity };

/**
 * Leaves a certificate with this number in an account that has no filing yet, as intake and OCR would: without a file.
 * For functions that run in the test's process. @param fields left out, they are the number, read surely
 */
export async function haveCertificate(
  applicantId: string,
  { certificateType, certificateNumber }: Pick<EligibilityInput, 'certificateType' | 'certificateNumber'>,
  fields?: ReadFields,
): Promise<string> {
  const read = { text: certificateNumber, confidence: 0.99 };
  const [place, number] =
    certificateType === 'business-licence'
      ? ([{ kind: 'business-licence', subject: 'organizer' }, { creditCode: read }] as const)
      : ([{ kind: 'id-front', subject: 'principal' }, { idNumber: read }] as const);
  return haveDocument(applicantId, place, fields ?? number);
}

/** Leaves a hand-held photo of the principal in the same way. */
export const havePhoto = (applicantId: string): Promise<string> =>
  haveDocument(applicantId, { kind: 'handheld-photo', subject: 'principal' });

async function haveDocument(
  applicantId: string,
  place: { readonly kind: DocumentKind; readonly subject: DocumentSubject },
  fields?: ReadFields,
): Promise<string> {
  const ports = await resolvePorts({ documents, ids });
  const [id, secret] = [ports.ids.uuid(), ports.ids.secret()];
  const file = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${place.kind}/${secret}` };
  await ports.documents.create({ id, applicantId, ...place, ...file }, NO_LIMIT);
  await ports.documents.change(id, 'waiting', { state: 'ready', ...(fields && { fields }) });
  return id;
}

/** The same for a person at the socket. */
export async function haveCertificateAt(filer: Filer, input: EligibilityInput): Promise<string> {
  const { accountId } = await filer.call('listCodes', {});
  return haveCertificate(accountId, input);
}

/** The same for a person of whom the test sees every reply. */
export async function haveCertificateFor(
  call: (method: 'GET', path: string) => Promise<{ readonly body: unknown }>,
  input: EligibilityInput,
): Promise<string> {
  const { accountId } = (await call('GET', '/v1/authorization-codes')).body as { readonly accountId: string };
  return haveCertificate(accountId, input);
}
