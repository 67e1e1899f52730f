import { Refused } from '../../../contracts/kit/refusal.ts';
import { blackListFindings, listableIn } from '../../domain/authority-lists.ts';
import { beganAt, type CheckRow, checklistOf, type EarlierRound } from '../../domain/checklist.ts';
import type { ReviewPackage } from '../../domain/package.ts';
import type { RoundBefore } from '../../ports/open-cases.ts';
import type { WorkRow } from '../../ports/work-list.ts';
import type { Ports } from './ports.ts';

/** What there is to look at in a case, in clear: nothing of it may leave a function unmasked. */
export interface WholeCase {
  readonly contents: ReviewPackage;
  readonly rows: readonly CheckRow[];
  /** The newest first. */
  readonly roundsBefore: readonly RoundBefore[];
}

/** @throws Refused('case.unknown') for one whose filing was erased. */
export async function wholeCase(
  row: WorkRow,
  { authorityLists, decisions, openCases }: Pick<Ports, 'authorityLists' | 'decisions' | 'openCases'>,
): Promise<WholeCase> {
  const { caseId, filingId, round, secondView } = row;
  const packed = await openCases.contents(caseId);
  if (!packed) throw new Refused('case.unknown');
  // What is listed now counts, not what was listed when the case came.
  const listed = blackListFindings(packed, await authorityLists.blackListed(listableIn(packed)));
  const contents = { ...packed, findings: [...packed.findings, ...listed] };
  const roundsBefore = await openCases.roundsBefore(filingId, round);
  // A round that the applicant took back was judged by nobody: the new one is compared with the last that was returned.
  const returned = contents.repairs && roundsBefore.find(({ outcome }) => outcome === 'returned');
  const earlierContents = returned && (await openCases.contents(returned.caseId));
  const before: EarlierRound | undefined =
    returned && earlierContents ? { contents: earlierContents, flagged: returned.flagged } : undefined;
  const asked = secondView.includes('asked') ? (await decisions.latestOf(caseId))?.askedRow : undefined;
  return { contents, rows: beganAt(checklistOf(contents, secondView, before), asked), roundsBefore };
}
