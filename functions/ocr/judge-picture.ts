import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { BudgetUsedUp, Failed } from '../../platform/ports/failed.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import type { JudgedKind, ReadFields } from '../../shared/domain/media/document.ts';
import { judgeHandheld } from '../../shared/domain/media/handheld.ts';
import { judgeLetter } from '../../shared/domain/media/letter.ts';
import { findingsOfParts, unjudgedFinding } from '../../shared/domain/media/picture-parts.ts';
import { placesOf } from '../../shared/domain/media/places.ts';
import type { DocumentChange } from '../../shared/ports/documents/documents.ts';
import type { OcrPicture, SeenLines } from '../../shared/ports/documents/ocr.ts';
import type { OcrAnswers } from '../../shared/ports/documents/ocr-calls.ts';
import { askOnce } from './ask-once.ts';
import { pictureOf, tellOperator, withConsent } from './asked-places.ts';
import { both, contentsFor, earlierOf, type LookedAt } from './change-for.ts';
import type { Ports } from './ports.ts';

const NOBODY: OcrAnswers['faces'] = { outcome: 'seen', faces: [] };

/**
 * The new state of a commitment letter or hand-held photo after machines have looked for what it must show. In a photo faces
 * are counted and compared with nobody's. Without an answer the picture is kept, and the reviewer looks alone. Where a
 * person's number stands is kept, so that the desk can cover its end.
 *
 * @throws as `changeFor`.
 */
export async function judgePicture(asked: LookedAt<JudgedKind>, ports: Ports): Promise<DocumentChange> {
  const { kind, filingId, applicantId, findings: before } = asked;
  const contents = await contentsFor(asked, ports);
  const picture = await pictureOf(asked, ports.objectStore);
  const ocr = ports.ocr.paidBy({ accountId: applicantId, filingId });
  const [seen, people] = await both(
    askOnce(asked, 'lines', () => withConsent(applicantId, ports, () => ocr.lines(picture)), ports),
    kind === 'handheld-photo' ? facesIn(asked, picture, ports) : Promise.resolve(NOBODY),
  );
  if (seen.outcome === 'unanswered') tellOperator(seen, asked);
  if (people.outcome === 'unanswered') tellOperator(people, asked, 'faces');
  if (seen.outcome === 'unanswered' || people.outcome === 'unanswered')
    return { state: 'ready', findings: [...before, unjudgedFinding(kind)] };
  // Loaded on demand: certificates need no pixels.
  const { smallCopy } = await import('./small-copy.ts');
  const { copy, ...size } = await smallCopy(await picture.load());
  const parts =
    kind === 'commitment-letter'
      ? judgeLetter(contents, seen.lines, copy)
      : judgeHandheld(contents, seen.lines, people.faces);
  const fields = numberIn(kind, contents, seen);
  const findings = [...before, ...findingsOfParts(kind, parts, size, await earlierOf(asked, ports))];
  return { state: 'ready', findings, ...(fields && { fields }) };
}

const facesIn = (asked: LookedAt, picture: OcrPicture, ports: Ports) => {
  const { applicantId, filingId } = asked;
  const faces = ports.faces.paidBy({ accountId: applicantId, filingId });
  // What failed otherwise than by a limit may have been billed: it is not repeated.
  const silent = (error: unknown): OcrAnswers['faces'] => {
    if (!(error instanceof Failed) || error instanceof BudgetUsedUp || error.kind === 'throttled') throw error;
    return { outcome: 'unanswered', because: 'no-answer', vendorCode: error.vendorCode };
  };
  const detect = () => faces.detect(picture).then((found) => ({ outcome: 'seen', faces: found }) as const, silent);
  return askOnce(asked, 'faces', () => withConsent(applicantId, ports, detect), ports);
};

/** A person holds their ID card, and their letter has their number; an enterprise's is public. */
function numberIn(
  kind: JudgedKind,
  { eligibility }: FilingContents,
  { lines, origin }: Extract<SeenLines, { readonly outcome: 'seen' }>,
): ReadFields | undefined {
  const { organizerKind, certificateType, certificateNumber } = eligibility;
  const isShown = organizerKind === 'individual' && (kind === 'commitment-letter' || certificateType === 'id-card');
  const text = certificateForm(certificateNumber);
  const places = isShown && text !== '' ? placesOf(text, lines) : [];
  return places.length > 0 ? { idNumber: { text, places, origin } } : undefined;
}
