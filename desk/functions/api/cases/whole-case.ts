import { Refused } from '../../../../contracts/kit/refusal.ts';
import { blackListFindings, listableIn } from '../../../domain/authority/authority-lists.ts';
import { beganAt, type CheckRow, checklistOf, type EarlierRound } from '../../../domain/cases/checklist.ts';
import type { ReviewPackage } from '../../../domain/cases/package.ts';
import { settledBefore, sightOf } from '../../../domain/cases/sight.ts';
import type { RoundBefore } from '../../../ports/open-cases.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import type { Ports } from '../ports.ts';

/** What there is to look at in a case, in clear: nothing of it may leave a function unmasked. */
export interface WholeCase {
  readonly contents: ReviewPackage;
  readonly rows: readonly CheckRow[];
  /** What there is to see of each row, by its path (`sightOf`). */
  readonly sights: ReadonlyMap<string, string>;
  /** The newest first. */
  readonly roundsBefore: readonly RoundBefore[];
}

/** @throws Refused('case.unknown') for one whose filing was erased. */
export async function wholeCase(
  row: WorkRow,
  ports: Pick<Ports, 'authorityLists' | 'decisions' | 'judgements' | 'openCases'>,
): Promise<WholeCase> {
  const { authorityLists, decisions, judgements, openCases } = ports;
  const { caseId, filingId, round, secondView } = row;
  const packed = await openCases.contents(caseId);
  if (!packed) throw new Refused('case.unknown');
  // What is listed now counts, not what was listed when the case came.
  const listed = blackListFindings(packed, await authorityLists.blackListed(listableIn(packed)));
  const contents = { ...packed, findings: [...packed.findings, ...listed] };
  const roundsBefore = await openCases.roundsBefore(filingId, round);
  // A round that the applicant took back was flagged by nobody: the new one is compared with the last that was returned.
  const returned = contents.repairs && roundsBefore.find(({ outcome }) => outcome === 'returned');
  const earlierContents = returned && (await openCases.contents(returned.caseId));
  const before: EarlierRound | undefined =
    returned && earlierContents ? { contents: earlierContents, flagged: returned.flagged } : undefined;
  const checked = checklistOf(contents, secondView, before);
  const digests = await openCases.digestsOf(caseId);
  const sights = new Map(
    checked.flatMap((checkRow) => {
      const sight = sightOf(checkRow, contents, digests);
      return sight === undefined ? [] : [[checkRow.path, sight] as const];
    }),
  );
  const fitting = await judgements.fittingBefore(filingId, round, [...sights.values()]);
  const left = settledBefore(checked, ({ path }) => fitting.has(sights.get(path) ?? ''));
  const asked = secondView.includes('asked') ? (await decisions.latestOf(caseId))?.askedRow : undefined;
  return { contents, rows: beganAt(left, asked), sights, roundsBefore };
}
