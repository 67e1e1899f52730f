import type * as z from 'zod/mini';
import { may } from '../../../../contracts/desk/rights.ts';
import type { Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { SeenLiveness } from '../../../../contracts/review-desk/evidence.ts';
import type { PackedDocument, PackedEnding, PackedFinding } from '../../../../contracts/review-desk/package.ts';
import { isAmendable } from '../../../domain/cases/amendment.ts';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import { coverOf } from '../../../domain/cases/covered-papers.ts';
import { isHeldBy } from '../../../domain/cases/lease.ts';
import { masked } from '../../../domain/cases/masked.ts';
import { isOfLiveness, type ReviewPackage } from '../../../domain/cases/package.ts';
import { reasonInHead } from '../../../domain/cases/queue.ts';
import { picturesToSee } from '../../../domain/cases/sight.ts';
import type { SourceSaid } from '../../../domain/cases/sources.ts';
import { toldOf } from '../../../domain/cases/told.ts';
import type { AuditEntry } from '../../../domain/oversight/audit-chain.ts';
import { isCounted } from '../../../domain/oversight/clear-values.ts';
import { hasConcludedFirst, type Judgement, missingToAccept } from '../../../domain/staff/work-rules.ts';
import type { contract } from '../contract.ts';
import type { UseCase } from '../use-case.ts';
import { callViewOf } from './call-view.ts';
import type { face, paper as paperSchema, source } from './case-schemas.ts';
import { decisionViewOf, labelOf } from './decision-view.ts';
import { looksOn, noteOpening } from './gate.ts';
import { wholeCase } from './whole-case.ts';
import { organizerView, rowView } from './work-row.ts';

const MOST_RELATED = 50;

/** Everything of a case, masked, as far as the caller may see it yet. @throws Refused('case.unknown') */
export const showCase: UseCase<'showCase'> = async ({ staff, caseId }, ports) => {
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
  const isHeld = isHeldBy(row.lease, staffId, now);
  const first =
    isHidden || decision?.decidedBy === staffId
      ? []
      : all.filter((judgement) => judgement.staffId === decision?.decidedBy);
  const seen = await clearViews.papersSeen(caseId, staffId);
  const related = await openCases.related(caseId, MOST_RELATED);
  const entries = await auditReader.entriesOf(caseId);
  await noteOpening(row, staffId, entries, ports);
  const seesIt = ({ action }: AuditEntry) => may(staff.roles, 'read-audit') || !FOR_AUDITORS.includes(action);
  return {
    ...rowView(row, { staffId, now, hours }),
    reason: reasonInHead(row),
    papers: contents.documents.map((document) => paperView(document, contents)),
    rows: rows.map((checkRow) => ({
      ...checkRowView(checkRow, own, first),
      needsReason: checkRow.personal !== undefined && isCounted(checkRow.personal, isHeld),
      unseen: picturesToSee(checkRow, contents).filter((id) => !seen.has(id)),
      mayAmend: isAmendable(checkRow.path, contents),
      told: toldOf(checkRow.path, contents),
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
    timeline: isHidden ? [] : entries.filter(seesIt).map((entry) => timelineEvent(entry, rows)),
    revealsToday: await looksOn(now, staffId, ports),
    missing: missingToAccept(rows, own),
  };
};

/** Whoever is drawn does not see it, nor who has opened the case for that. */
const FOR_AUDITORS = ['case-opened', 'sample-judged'];

const SUBJECTS: Readonly<Record<string, string>> = { organizer: '主体', principal: '主体负责人' };

/** A line of the history: which paper or field it was about stands in the entry's facts. */
function timelineEvent({ at, actor, action, facts }: AuditEntry, rows: readonly CheckRow[]) {
  const { row, field = row, what, subject } = facts;
  const isRow = rows.some(({ path }) => path === field);
  const paper = what && `${SUBJECTS[String(subject)] ?? '网站负责人'}·${what}`;
  const about = isRow ? labelOf(String(field), rows) : field === undefined ? paper : undefined;
  return { at, actor, action, ...(about && { about }) };
}

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

type Face = z.input<typeof face>;

const PORTRAITS = ['id-front', 'passport', 'card-front'];

/**
 * Each face that was filmed, with the certificate that it is compared with, the site owner's or the principal's, and the
 * scores of its check.
 */
function facesOf({ documents, evidence }: ReviewPackage): Face[] {
  const filmed = [...new Set(documents.filter(isOfLiveness).map(({ subject }) => subject))];
  return filmed.map((subject) => {
    const of = (subjects: readonly string[], kinds: readonly string[]) =>
      documents.find((document) => subjects.includes(document.subject) && kinds.includes(document.kind))?.id;
    const check = evidence?.liveness.find(({ subject: checked }) => checked === subject);
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
