import type * as z from 'zod/mini';
import type { SeenLiveness } from '../../../../contracts/review-desk/evidence.ts';
import { isOfLiveness, type ReviewPackage } from '../../../domain/package.ts';
import type { face } from './case-schemas.ts';

type Face = z.input<typeof face>;

const PORTRAITS = ['id-front', 'passport', 'card-front'];

/**
 * Each face that was filmed, with the certificate that it is compared with, the site owner's or the principal's, and the
 * scores of its check.
 */
export function facesOf({ documents, evidence }: ReviewPackage): Face[] {
  const filmed = [...new Set(documents.filter(isOfLiveness).map(({ subject }) => subject))];
  return filmed.map((subject) => {
    const of = (subjects: readonly string[], kinds: readonly string[]) =>
      documents.find((document) => subjects.includes(document.subject) && kinds.includes(document.kind))?.id;
    const check = evidence?.liveness.find((item) => item.subject === subject);
    const portrait = check?.portrait ?? of([subject], PORTRAITS) ?? of(['principal'], PORTRAITS);
    const [photo, video] = [of([subject], ['liveness-photo']), of([subject], ['liveness-video'])];
    const frames = (check?.frames ?? []).filter((frame) => documents.some(({ id }) => id === frame));
    return {
      subject,
      ...(portrait && { portrait }),
      ...(photo && { photo }),
      ...(video && { video }),
      frames,
      ...scoresOf(check),
    };
  });
}

/** Without a score nothing is said of a limit. */
function scoresOf(check: SeenLiveness | undefined): Omit<Face, 'subject' | 'frames'> {
  if (!check) return { reasons: [] };
  const { state, similarity, threshold, portraitSimilarity, portraitThreshold, assurance, reasons } = check;
  return {
    isPassed: state === 'passed',
    ...(similarity !== undefined && { similarity, threshold }),
    ...(portraitSimilarity !== undefined && { portraitSimilarity, portraitThreshold }),
    ...(assurance === 'none' && { isDemonstration: true }),
    reasons: [...reasons],
  };
}
