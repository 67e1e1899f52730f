import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import type { Finding } from '../../contracts/kit/finding.ts';
import { type FilingContents, NOTHING_TYPED } from '../../shared/domain/filing/filing.ts';
import { withAgreements } from '../../shared/domain/media/agreement.ts';
import type { Document, DocumentSubject, ReadableKind, ReadFields } from '../../shared/domain/media/document.ts';
import type { DocumentChange } from '../../shared/ports/documents.ts';
import type { PictureCheck } from '../../shared/ports/ocr.ts';
import { askOnce } from './ask-once.ts';
import { pictureOf, placesIn, tellOperator, withConsent } from './asked-places.ts';
import { askedRegister } from './asked-register.ts';
import { lessCertain } from './doubt.ts';
import { missingFindings, unreadableFinding, unreadFinding, warningFinding } from './picture-findings.ts';
import type { Ports } from './ports.ts';
import { judge } from './value-findings.ts';

/** A certificate whose picture has arrived, and the event that reported it. */
export interface Certificate {
  readonly id: string;
  readonly kind: ReadableKind;
  readonly subject: DocumentSubject;
  readonly filingId: string | undefined;
  readonly applicantId: string;
  /** Of the permit to upload it. */
  readonly createdAt: Date;
  /** Findings of intake; they are kept beside the new ones. */
  readonly findings: readonly Finding[];
  readonly key: string;
  readonly bytes: number;
  readonly messageId: string;
}

/**
 * The new state of a document after the vendor has read its picture. Without an answer the document is kept, because a
 * reviewer can read it, and the person types its values.
 *
 * @throws Failed when nothing was billed and a retry makes sense; Refused('consent.missing') instead of a call of the
 * vendor when the person's consent is not in force.
 */
export async function changeFor(certificate: Certificate, ports: Ports): Promise<DocumentChange> {
  const { kind, filingId, applicantId, findings: before } = certificate;
  const contents = await contentsFor(certificate, ports);
  const payer = { accountId: applicantId, filingId };
  const ocr = ports.ocr.paidBy(payer);
  const picture = await pictureOf(certificate, ports.objectStore);
  const reading = await askOnce(
    certificate,
    'read',
    () => withConsent(applicantId, ports, () => ocr.read(kind, picture)),
    ports,
  );
  if (reading.outcome === 'unreadable')
    return { state: 'refused', findings: [...before, unreadableFinding(reading.reason)] };
  if (reading.outcome === 'unanswered') {
    tellOperator(reading, certificate);
    return { state: 'ready', findings: [...before, unreadFinding(reading.because)] };
  }
  const [check, places] = await both(
    askOnce(certificate, 'check', () => withConsent(applicantId, ports, () => ocr.check(kind, picture)), ports),
    placesIn(
      certificate,
      () => withConsent(applicantId, ports, () => ocr.locate(kind, picture, reading.fields)),
      ports,
    ),
  );
  const read = await withConsent(applicantId, ports, () =>
    askedRegister(certificate, reading.fields, contents, payer, ports),
  );
  const warnings = [...new Set([...reading.warnings, ...warningsOf(check, certificate)])];
  const values = lessCertain(read, warnings);
  const documents = await besides(certificate, ports);
  const agreed = withAgreements(certificate, values, { contents, documents });
  const context = { today: beijingDay(ports.clock.now()), region: contents.eligibility.region, agreed };
  const { fields, findings } = judge(kind, values, context);
  const ofPicture = [...warnings.map(warningFinding), ...missingFindings(kind, fields)];
  return { state: 'ready', fields: placed(fields, places), findings: [...before, ...ofPicture, ...findings] };
}

const placed = (fields: ReadFields, places: Awaited<ReturnType<typeof placesIn>>): ReadFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, read]) => [name, places[name] ? { ...read, places: places[name] } : read]),
  );

/** The results of two calls at once, when both are over. @throws what one of them threw. */
async function both<One, Other>(first: Promise<One>, second: Promise<Other>): Promise<readonly [One, Other]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

/** What was typed in its filing, if there is one. */
const contentsFor = async ({ filingId }: Certificate, { reviews }: Ports): Promise<FilingContents> =>
  filingId === undefined ? NOTHING_TYPED : (await reviews.findFiling(filingId)).contents;

/** The documents beside it: those of its filing, or those that wait for one like it. */
const besides = ({ filingId, applicantId }: Certificate, { documents }: Ports): Promise<readonly Document[]> =>
  filingId === undefined ? documents.beforeFiling(applicantId) : documents.ofFiling(filingId);

/** A check without an answer does not invalidate the reading. */
function warningsOf(check: PictureCheck, certificate: Certificate) {
  if (check.outcome === 'checked') return check.warnings;
  tellOperator(check, certificate);
  return [];
}
