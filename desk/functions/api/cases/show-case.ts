import type * as z from 'zod/mini';
import { may } from '../../../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { PackedDocument, PackedEnding, PackedFinding } from '../../../../contracts/review-desk/package.ts';
import { isAmendable } from '../../../domain/amendment.ts';
import type { AuditEntry } from '../../../domain/audit-chain.ts';
import type { CheckRow } from '../../../domain/checklist.ts';
import { coverOf } from '../../../domain/covered-papers.ts';
import { masked } from '../../../domain/masked.ts';
import type { ReviewPackage } from '../../../domain/package.ts';
import { picturesToSee } from '../../../domain/sight.ts';
import type { SourceSaid } from '../../../domain/sources.ts';
import { hasConcludedFirst, type Judgement, missingToAccept } from '../../../domain/work-rules.ts';
import { dayStart } from '../../../domain/working-time.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import { callViewOf } from './call-view.ts';
import type { paper as paperSchema, source } from './case-schemas.ts';
import { decisionViewOf } from './decision-view.ts';
import { facesOf } from './faces.ts';
import { wholeCase } from './whole-case.ts';
import { organizerView, rowView } from './work-row.ts';

const MOST_RELATED = 50;

/** Everything of a case, masked, as far as the caller may see it yet. @throws Refused('case.unknown') */
export async function showCase(
  { staff, caseId }: Input<typeof contract.showCase>,
  ports: Ports,
): Promise<Output<typeof contract.showCase>> {
  const { auditReader, calls, clearViews, clock, decisions, judgements, notes, openCases, workTimes } = ports;
  const [{ staffId }, now] = [staff, clock.now()];
  const row = await openCases.find(caseId);
  if (!row) throw new Refused('case.unknown');
  const { hours } = await workTimes.current();
  const { contents, rows, roundsBefore } = await wholeCase(row, ports);
  const all = await judgements.ofCase(caseId);
  const decision = await decisions.latestOf(caseId);
  const own = all.filter((judgement) => judgement.staffId === staffId);
  const second = secondViewer(row.queue === 'second-view' && decision?.decidedBy !== staffId, rows, own);
  const isHidden = second === 'conclude-first';
  const first =
    isHidden || decision?.decidedBy === staffId
      ? []
      : all.filter((judgement) => judgement.staffId === decision?.decidedBy);
  const seen = await clearViews.papersSeen(caseId, staffId);
  const related = await openCases.related(caseId, MOST_RELATED);
  const entries = await auditReader.entriesOf(caseId);
  return {
    ...rowView(row, { staffId, now, hours }),
    papers: contents.documents.map((document) => paperView(document, contents)),
    rows: rows.map((checkRow) => ({
      ...checkRowView(checkRow, own, first),
      unseen: picturesToSee(checkRow, contents).filter((id) => !seen.has(id)),
      mayAmend: isAmendable(checkRow.path, contents),
    })),
    ...(contents.ending && { ending: endingView(contents, contents.ending) }),
    faces: facesOf(contents),
    notes: isHidden ? [] : await notes.ofCase(caseId),
    calls: (await calls.ofCase(caseId)).map((call) => callViewOf(call, rows, own)),
    related: related.map((relatedCase) => ({
      caseId: relatedCase.row.caseId,
      by: [...relatedCase.by],
      domains: [...relatedCase.row.summary.domains],
      organizer: organizerView(relatedCase.row),
      state: relatedCase.row.state,
      receivedAt: relatedCase.row.receivedAt,
    })),
    rounds: roundsBefore.map(({ caseId: id, round, state, outcome }) => ({ caseId: id, round, state, outcome })),
    ...(decision && !isHidden && decision.state !== 'taken-back' && { decision: decisionViewOf(decision, rows) }),
    ...(second && { secondViewer: second }),
    timeline: isHidden ? [] : entries.filter(seesIn(staff)).map(({ at, actor, action }) => ({ at, actor, action })),
    revealsToday: await clearViews.countSince(staffId, dayStart(now)),
    missing: missingToAccept(rows, own),
  };
}

/** Whoever is drawn does not see it. */
const seesIn =
  ({ roles }: StaffCaller) =>
  ({ action }: AuditEntry): boolean =>
    action !== 'sample-judged' || may(roles, 'sample-decisions');

const secondViewer = (is: boolean, rows: readonly CheckRow[], judgements: readonly Judgement[]) =>
  is ? (hasConcludedFirst(rows, judgements) ? 'recommendation-shown' : 'conclude-first') : undefined;

const findingView = ({ ruleId, severity, message }: PackedFinding) => ({ ruleId, severity, message });

const paperView = (paper: PackedDocument, contents: ReviewPackage): z.input<typeof paperSchema> => {
  const { id: documentId, kind, label, subject, contentType, isRead, findings = [] } = paper;
  const cover = coverOf(paper, contents);
  return {
    documentId,
    kind,
    label,
    subject,
    contentType,
    ...(isRead !== undefined && { isRead }),
    ...(cover && { covered: cover === 'picture' ? 'picture' : 'last-digits' }),
    findings: findings.map(findingView),
  };
};

const sourceView = (said: SourceSaid, shown: (text: string) => string): z.input<typeof source> => {
  const { agreement, value, confidence, isSure, documentId, places } = said;
  return {
    agreement,
    ...(value !== undefined && { value: shown(value) }),
    ...(confidence !== undefined && { confidence }),
    ...(isSure !== undefined && { isSure }),
    ...(documentId !== undefined && { documentId }),
    ...(places && { places: places.map((place) => [...place]) as z.input<typeof source>['places'] }),
  };
};

/** The organizer's number stands for all of its websites when it ends itself. */
const endingView = (
  { filingType, numbers, websites }: ReviewPackage,
  { reason, byPapers = false }: PackedEnding,
): Output<typeof contract.showCase>['ending'] => ({
  reason,
  byPapers,
  numbers: [
    ...(filingType === 'cancel-organizer' && numbers ? [numbers.organizer] : []),
    ...websites.flatMap(({ id }) => numbers?.websites[id] ?? []),
  ],
});

function checkRowView(row: CheckRow, judgements: readonly Judgement[], first: readonly Judgement[]) {
  const { path, personal, value, earlier, asked, findings, read, register, record } = row;
  const shown = (text: string) => (personal ? masked(text, personal) : text);
  const concluded = (all: readonly Judgement[]) => {
    const found = all.find((judgement) => judgement.row === path);
    return found && { conclusion: found.conclusion, by: found.staffId, at: found.at, spentSeconds: found.spentSeconds };
  };
  const [mine, theirs] = [concluded(judgements), concluded(first)];
  return {
    row: path,
    group: row.group,
    label: row.label,
    value: shown(value),
    isMasked: personal !== undefined && value !== '',
    documents: [...row.documents],
    ...(read && { read: sourceView(read, shown) }),
    ...(register && { register: sourceView(register, shown) }),
    ...(record && { record: sourceView(record, shown) }),
    ...(earlier !== undefined && { earlier: { agreement: 'differs' as const, value: shown(earlier) } }),
    needsJudgement: row.needsJudgement,
    wasJudged: row.wasJudged ?? false,
    findings: findings.map(findingView),
    ...(asked && { asked: { reason: asked.reason, ...(asked.word !== undefined && { word: asked.word }) } }),
    isChanged: row.isChanged,
    causesSecondView: row.causesSecondView,
    ...(mine && { mine }),
    ...(theirs && { first: theirs }),
  };
}
