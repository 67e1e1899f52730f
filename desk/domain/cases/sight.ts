import type { PackedDocument } from '../../../contracts/review-desk/package.ts';
import { type CheckRow, isUnsettled, placeIn } from './checklist.ts';
import { pathOfPaper, type ReviewPackage } from './package.ts';

/** What somebody who judges a row has before their eyes. */
type SeenRow = Pick<CheckRow, 'path' | 'value' | 'documents' | 'findings' | 'read' | 'register' | 'record'>;

/**
 * All that there is to see of a row, as a text: its place, its value, its pictures, what a machine left to people, and what the
 * other sources say. Rounds that have the same text showed the same. It is in clear: only a keyed hash of it may be kept.
 *
 * @param digests of the pictures, by id.
 * @returns undefined when the bytes of one of its pictures are not known.
 */
export function sightOf(
  row: SeenRow,
  reviewPackage: ReviewPackage,
  digests: ReadonlyMap<string, string>,
): string | undefined {
  const pictures = row.documents.map((id) => digests.get(id));
  if (pictures.includes(undefined)) return undefined;
  const rules = row.findings.filter(isUnsettled).map(({ ruleId }) => ruleId);
  const said = [row.read, row.register, row.record].map(
    (sourceSaid) => sourceSaid && [sourceSaid.agreement, sourceSaid.value],
  );
  return JSON.stringify([placeIn(row.path, reviewPackage), row.value, pictures.toSorted(), rules.toSorted(), said]);
}

/** The rows, of which those that somebody has judged before, with the same before their eyes, need no judgement again. */
export const settledBefore = (rows: readonly CheckRow[], isJudged: (row: CheckRow) => boolean): readonly CheckRow[] =>
  rows.map((row) => {
    const isNew = row.isChanged || row.asked !== undefined || row.causesSecondView;
    return isNew || !isJudged(row) ? row : { ...row, needsJudgement: false, wasJudged: true };
  });

/**
 * Ids of the pictures without which nobody can say that a row fits: of a value the one that it was read from, else the first that
 * proves it; of a paper all of its pages. A film is among them where no key frames of it came.
 */
export function picturesToSee({ path, read, documents }: SeenRow, reviewPackage: ReviewPackage): readonly string[] {
  const own = reviewPackage.documents.filter(({ id }) => documents.includes(id));
  if (!own.some((document) => pathOfPaper(document, reviewPackage) === path))
    return [own.find(({ id }) => id === read?.documentId) ?? own[0]].flatMap(idOf);
  const hasFrames = own.some(({ kind }) => kind === 'liveness-frame');
  return own.filter(({ kind }) => kind !== 'liveness-video' || !hasFrames).flatMap(idOf);
}

const idOf = (document: PackedDocument | undefined): readonly string[] => (document ? [document.id] : []);
