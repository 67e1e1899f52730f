import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import type { Finding } from '../../contracts/kit/finding.ts';
import { log } from '../../platform/edge/log.ts';
import { type FilingContents, NOTHING_TYPED } from '../../shared/domain/filing/filing.ts';
import { withAgreements } from '../../shared/domain/media/agreement.ts';
import type {
  Document,
  DocumentSubject,
  JudgedKind,
  ReadableKind,
  ReadFields,
} from '../../shared/domain/media/document.ts';
import type { DocumentChange } from '../../shared/ports/documents/documents.ts';
import type { CheckedPicture, PictureCheck, Reading } from '../../shared/ports/documents/ocr.ts';
import { askOnce } from './ask-once.ts';
import { pictureOf, placesIn, tellOperator, withConsent } from './asked-places.ts';
import { askedRegister } from './asked-register.ts';
import { weighedValues } from './doubt.ts';
import { missingFindings, unreadableFinding, unreadFinding, warningFindings } from './picture-findings.ts';
import type { Ports } from './ports.ts';
import { judge } from './value-findings.ts';

/** A document whose picture has arrived to be looked at, and the event that reported it. */
export interface LookedAt<Kind = ReadableKind | JudgedKind> {
  readonly id: string;
  readonly kind: Kind;
  readonly subject: DocumentSubject;
  readonly filingId: string | undefined;
  readonly applicantId: string;
  /** When its upload was permitted. */
  readonly createdAt: Date;
  /** Findings of intake; they are kept beside the new ones. */
  readonly findings: readonly Finding[];
  readonly key: string;
  readonly bytes: number;
  readonly messageId: string;
}
export type Certificate = LookedAt<ReadableKind>;

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
  if (reading.outcome === 'unreadable') {
    const finding = unreadableFinding(reading.reason, await earlierOf(certificate, ports));
    return { state: finding.severity === 'block' ? 'refused' : 'ready', findings: [...before, finding] };
  }
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
  const documents = await besides(certificate, ports);
  const checked = checkedPicture(check, certificate);
  tellNotUnderstood([...(reading.notUnderstood ?? []), ...(checked.notUnderstood ?? [])], certificate);
  const warnings = warningsIn(reading, checked);
  const today = beijingDay(ports.clock.now());
  const values = weighedValues(kind, read, { warnings, twice: Object.keys(places), today });
  const agreed = withAgreements(certificate, values, { contents, documents });
  const context = { today, region: contents.eligibility.region, agreed };
  const { fields, findings } = judge(kind, values, context);
  const earlier = documents.filter((document) => isEarlier(document, certificate));
  const ofPicture = [...warningFindings(warnings, checked.risks ?? {}, earlier), ...missingFindings(kind, fields)];
  return { state: 'ready', fields: placed(fields, places), findings: [...before, ...ofPicture, ...findings] };
}

const placed = (fields: ReadFields, places: Awaited<ReturnType<typeof placesIn>>): ReadFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, read]) => [name, places[name] ? { ...read, places: places[name] } : read]),
  );

/** The results of two calls at once, when both are over. @throws what one of them threw. */
export async function both<One, Other>(first: Promise<One>, second: Promise<Other>): Promise<readonly [One, Other]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

/** What was typed in its filing, if there is one. */
export const contentsFor = async ({ filingId }: LookedAt, { reviews }: Ports): Promise<FilingContents> =>
  filingId === undefined ? NOTHING_TYPED : (await reviews.findFiling(filingId)).contents;

/** The documents beside it: those of its filing, or those that wait for one like it. */
const besides = ({ filingId, applicantId }: LookedAt, { documents }: Ports): Promise<readonly Document[]> =>
  filingId === undefined ? documents.beforeFiling(applicantId) : documents.ofFiling(filingId);

/** The pictures of the same paper before this one, whatever became of them. */
export const earlierOf = async (picture: LookedAt, ports: Ports): Promise<readonly Document[]> =>
  (await besides(picture, ports)).filter((document) => isEarlier(document, picture));

const isEarlier = ({ id, kind, subject }: Document, picture: LookedAt): boolean =>
  kind === picture.kind && subject === picture.subject && id !== picture.id;

/** A check without an answer does not invalidate the reading. */
function checkedPicture(check: PictureCheck, certificate: Certificate): CheckedPicture {
  if (check.outcome === 'checked') return check;
  tellOperator(check, certificate);
  return { outcome: 'checked', warnings: [] };
}

/** What both actions warn of. An electronic licence exists only on a screen, whichever of them says that it is one. */
function warningsIn(reading: Extract<Reading, { readonly outcome: 'read' }>, checked: CheckedPicture) {
  const isElectronic = reading.isElectronic === true || checked.isElectronic === true;
  const all = [...new Set([...reading.warnings, ...checked.warnings])];
  return isElectronic ? all.filter((warning) => warning !== 'screen' && warning !== 'screenshot') : all;
}

/** What a reply had that nobody here can interpret, by its name and code. */
function tellNotUnderstood(codes: readonly string[], { messageId }: Certificate): void {
  for (const vendorCode of codes)
    log({ level: 'warn', function: 'ocr', requestId: messageId, port: 'ocr', failure: 'not-understood', vendorCode });
}
