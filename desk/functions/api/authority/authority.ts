import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { type FieldProblem, Refused } from '../../../../contracts/kit/refusal.ts';
import type { FilingNumbers } from '../../../../contracts/review-desk/filing-numbers.ts';
import {
  ANSWER_LABELS,
  canBeAnswered,
  givesNumbers,
  isReturn,
  isSameAnswer,
  possibleAnswers,
  stageAfter,
} from '../../../domain/authority/authority.ts';
import { standingOfAuthority } from '../../../domain/authority/authority-settings.ts';
import { faultsOfNumbers, numberFaultWords, plainFilingNumber } from '../../../domain/authority/filing-numbers.ts';
import { sendsAt } from '../../../domain/cases/decision.ts';
import type { KeptAnswer, PendingAnswer, Submission } from '../../../ports/submissions.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import { organizerView } from '../cases/work-row.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import { authoritySettingsView } from './authority-settings.ts';

const MOST_SHOWN = 100;

/** What waits to be handed in, what is at the authority, and what it has answered. */
export async function showAuthority(
  _: Input<typeof contract.showAuthority>,
  ports: Ports,
): Promise<Output<typeof contract.showAuthority>> {
  const { authorityAnswers, authoritySettings, clock, openCases, submissions, workTimes } = ports;
  const [settings, { hours }] = await Promise.all([authoritySettings.current(), workTimes.current()]);
  const sent = await submissions.list(MOST_SHOWN);
  const pending = await authorityAnswers.pending(sent.flatMap(({ number }) => number ?? []));
  const answers = await authorityAnswers.list(MOST_SHOWN);
  const rows = await openCases.findAll([...sent, ...answers].flatMap(({ caseId }) => caseId ?? []));
  return {
    standing: standingOfAuthority(settings, clock.now(), hours.isWorkday),
    settings: authoritySettingsView(settings),
    lastSent: await submissions.lastSent(),
    submissions: await Promise.all(
      sent.map((submission) =>
        submissionViewOf(submission, rows.get(submission.caseId), pending.get(submission.number ?? 0) ?? [], ports),
      ),
    ),
    answers: answers.map((answer) => answerViewOf(answer, rows.get(answer.caseId ?? ''))),
  };
}

async function submissionViewOf(
  submission: Submission,
  row: WorkRow | undefined,
  pending: readonly PendingAnswer[],
  { openCases }: Ports,
) {
  const { caseId, number, state, stage, isTakenBack, queuedAt, sentAt, failure, numbers } = submission;
  const filingType = row?.filingType ?? '';
  const isAtAuthority = state === 'sent' && !isTakenBack;
  const kinds = pending.map(({ kind }) => kind);
  const possible = isAtAuthority ? possibleAnswers(stageAfter(stage, kinds, filingType), filingType) : [];
  // Only whoever types an approval needs the websites.
  const asksNumbers = possible.includes('approved') && givesNumbers(filingType);
  const contents = asksNumbers ? await openCases.contents(caseId) : undefined;
  return {
    caseId,
    filingType,
    province: row?.province ?? '',
    domains: [...(row?.summary.domains ?? [])],
    organizer: row ? organizerView(row) : '',
    servers: [...(row?.summary.servers ?? [])],
    numbers: [...numbers],
    ...(number !== undefined && { number }),
    state,
    stage,
    isTakenBack,
    queuedAt,
    ...(sentAt && { sentAt }),
    ...(failure !== undefined && { failure }),
    possibleAnswers: possible.map((kind) => ({ kind, label: ANSWER_LABELS[kind], needsWords: isReturn(kind) })),
    pending: pending.map((answer) => ({ ...answer, label: ANSWER_LABELS[answer.kind] })),
    needsNumbers: givesNumbers(filingType),
    websites: (contents?.websites ?? []).map(({ id, domain }) => ({ websiteId: id, domain })),
  };
}

function answerViewOf({ answer, caseId, state, receivedAt }: KeptAnswer, row: WorkRow | undefined) {
  const { number, sequence, kind, at, numbers } = answer;
  return {
    ...(caseId !== undefined && { caseId }),
    domains: [...(row?.summary.domains ?? [])],
    number,
    sequence,
    kind,
    label: ANSWER_LABELS[kind],
    at,
    receivedAt,
    numbers: numbers ? [numbers.organizer, ...Object.values(numbers.websites)] : [],
    state,
  };
}

/** Applies what is due of a case's submission, before anything about it is judged or locked. Call it in a transaction. */
async function applyDue(caseId: string, number: number, { authorityAnswers, submissions }: Ports): Promise<void> {
  if ((await submissions.ofCase(caseId))?.number === number) await authorityAnswers.apply(number);
}

/** The submission of a case under a number, with the case locked. Call it in a transaction. @throws Refused('authority.unknown') */
async function lockedSubmission(caseId: string, number: number, { openCases, submissions }: Ports) {
  const row = await openCases.lock(caseId);
  const submission = await submissions.ofCase(caseId);
  if (!row || submission?.number !== number) throw new Refused('authority.unknown');
  return { row, submission };
}

/**
 * Notes that a filing is in the authority's system, or was taken back there.
 *
 * @throws Refused('authority.unknown'), also when its applicant has withdrawn it meanwhile: then it is to be taken back there
 */
export const noteHandedIn = (
  { staff, caseId, body }: Input<typeof contract.noteHandedIn>,
  ports: Ports,
): Promise<Output<typeof contract.noteHandedIn>> =>
  ports.transactions.inTransaction(async () => {
    const { submission } = await lockedSubmission(caseId, body.number, ports);
    const { number, isTakenBack } = body;
    if (!(await ports.submissions.markSent({ ...submission, isTakenBack }))) throw new Refused('authority.unknown');
    const action = isTakenBack ? 'authority-taken-back' : 'authority-handed-in';
    const facts = { number };
    await ports.auditLog.append({ caseId, at: ports.clock.now(), actor: staff.staffId, action, facts });
    return { handedIn: true };
  });

/**
 * Types what the authority has answered. It becomes a verdict once it can't be taken back any more, and its numbers are confirmed by
 * somebody else. The same answer typed twice is one.
 *
 * @throws Refused('authority.unknown' | 'authority.not-now'); Refused('request.invalid') for a
 * return without words, a time at which it can't have come, and numbers that can't be those of the filing.
 */
export async function typeAnswer(
  { staff, caseId, body }: Input<typeof contract.typeAnswer>,
  ports: Ports,
): Promise<Output<typeof contract.typeAnswer>> {
  const { authorityAnswers, transactions } = ports;
  const typed = await transactions.inTransaction(() => keepAnswer(staff, caseId, body, ports));
  await authorityAnswers.apply(body.number);
  return { sequence: typed.sequence, appliesAt: typed.appliesAt };
}

/** Keeps one answer. Call it in a transaction. @throws Refused as `typeAnswer` */
export async function keepAnswer(
  { staffId }: Input<typeof contract.typeAnswer>['staff'],
  caseId: string,
  body: Typed,
  ports: Ports,
): Promise<{ readonly row: WorkRow; readonly sequence: number; readonly appliesAt: Date }> {
  const { auditLog, authorityAnswers, clock } = ports;
  const { number, kind, words } = body;
  const saidAt = body.at === undefined ? undefined : new Date(body.at);
  await applyDue(caseId, number, ports);
  const { row, submission } = await lockedSubmission(caseId, number, ports);
  if (submission.state !== 'sent') throw new Refused('authority.unknown');
  const before = await authorityAnswers.latest(number);
  if (before && !isRefused(submission) && isSameAnswer(before.answer, { ...body, at: saidAt }))
    return { row, sequence: before.answer.sequence, appliesAt: before.appliesAt };
  if (await authorityAnswers.returnOf(caseId)) throw new Refused('authority.not-now');
  const pending = (await authorityAnswers.pending([number])).get(number) ?? [];
  const kinds = pending.map((answer) => answer.kind);
  if (!possibleAnswers(stageAfter(submission.stage, kinds, row.filingType), row.filingType).includes(kind))
    throw new Refused('authority.not-now');
  if (isReturn(kind) && !words) throw invalid([{ field: 'words', message: '请照录管局的原话。' }]);
  const numbers = kind === 'approved' ? await checkedNumbers(body, row, ports) : undefined;
  const { settings } = await ports.workTimes.current();
  const at = clock.now();
  if (saidAt && !canBeAnswered(saidAt, submission.queuedAt, at)) throw invalid([IMPOSSIBLE_TIME]);
  const appliesAt = sendsAt(at, settings.undoSeconds);
  const sequence = await authorityAnswers.add({ number, kind, at: saidAt ?? at, words, numbers }, staffId, appliesAt);
  const facts = { number, sequence, kind, ...(numbers && { takesTwo: true }) };
  await auditLog.append({ caseId, at, actor: staffId, action: 'authority-typed', facts });
  return { row, sequence, appliesAt };
}

/** Whether the filing service does not take the last verdict: the same answer is then another try. */
const isRefused = ({ failure }: Submission): boolean => failure !== undefined && failure !== 'answer-dropped';

type Typed = Input<typeof contract.typeAnswer>['body'];

const IMPOSSIBLE_TIME = { field: 'at', message: '管局给出结果的时间应在报送之后、不晚于明天，请核对日期。' };

/** What is wrong with an answer, by field. */
export const invalid = (fields: readonly FieldProblem[]) => new Refused('request.invalid', { fields });

/**
 * The numbers of an approval; undefined where none are given. Call it in a transaction.
 *
 * @throws Refused('request.invalid') with each that is wrong.
 */
async function checkedNumbers(
  { numbers }: Typed,
  { caseId, filingType, province }: WorkRow,
  { givenNumbers, openCases }: Ports,
): Promise<FilingNumbers | undefined> {
  if (!givesNumbers(filingType)) return undefined;
  if (!numbers) throw invalid([{ field: 'numbers', message: '请录入主体备案号和每个网站的备案号。' }]);
  const { websites = [], numbers: filed } = (await openCases.contents(caseId)) ?? {};
  const typed = {
    organizer: plainFilingNumber(numbers.organizer),
    websites: Object.fromEntries(websites.map(({ id }) => [id, plainFilingNumber(numbers.websites[id] ?? '')])),
  };
  const wrong = faultsOfNumbers(typed, { province, websites, filed });
  const taken = wrong.length > 0 ? [] : await givenNumbers.taken({ caseId, filingType }, typed, websites);
  const faults = [...wrong, ...taken.map((path) => ({ path, fault: 'taken' as const }))];
  if (faults.length === 0) return typed;
  throw invalid(
    faults.map((faulty) => ({
      field: `numbers.${faulty.path}`,
      message: numberFaultWords(faulty, { province, filed }),
    })),
  );
}

/** Takes the last answer back that was typed. @throws Refused('authority.unknown') when it is too late */
export const dropAnswer = (
  { staff, caseId, sequence }: Input<typeof contract.dropAnswer>,
  { auditLog, authorityAnswers, clock, openCases, submissions, transactions }: Ports,
): Promise<Output<typeof contract.dropAnswer>> =>
  transactions.inTransaction(async () => {
    await openCases.lock(caseId);
    const number = (await submissions.ofCase(caseId))?.number;
    if (number === undefined || !(await authorityAnswers.takeBack(number, sequence)))
      throw new Refused('authority.unknown');
    const facts = { number, sequence };
    const action = 'authority-answer-taken-back';
    await auditLog.append({ caseId, at: clock.now(), actor: staff.staffId, action, facts });
    return { dropped: true };
  });
