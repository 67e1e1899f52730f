import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { type FieldProblem, Refused } from '../../../../contracts/kit/refusal.ts';
import type { FilingNumbers } from '../../../../contracts/review-desk/filing-numbers.ts';
import { ANSWER_LABELS, givesNumbers, isReturn, possibleAnswers, stageAfter } from '../../../domain/authority.ts';
import { standingOfAuthority } from '../../../domain/authority-settings.ts';
import { sendsAt } from '../../../domain/decision.ts';
import { faultsOfNumbers, numberFaultWords, plainFilingNumber } from '../../../domain/filing-numbers.ts';
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
  const { caseId, number, state, stage, isTakenBack, queuedAt, sentAt, failure } = submission;
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
    ...(number !== undefined && { number }),
    state,
    stage,
    isTakenBack,
    queuedAt,
    ...(sentAt && { sentAt }),
    ...(failure !== undefined && { failure }),
    possibleAnswers: possible.map((kind) => ({ kind, label: ANSWER_LABELS[kind], needsWords: isReturn(kind) })),
    pending: pending.map(({ sequence, kind, appliesAt }) => ({
      sequence,
      kind,
      label: ANSWER_LABELS[kind],
      appliesAt,
    })),
    needsNumbers: givesNumbers(filingType),
    websites: (contents?.websites ?? []).map(({ id, domain }) => ({ websiteId: id, domain })),
  };
}

function answerViewOf({ answer, caseId, state, receivedAt }: KeptAnswer, row: WorkRow | undefined) {
  const { number, sequence, kind, at } = answer;
  return {
    ...(caseId !== undefined && { caseId }),
    domains: [...(row?.summary.domains ?? [])],
    number,
    sequence,
    kind,
    label: ANSWER_LABELS[kind],
    at,
    receivedAt,
    state,
  };
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
 * Types what the authority has answered. It becomes a verdict once it can't be taken back any more.
 *
 * @throws Refused('authority.unknown' | 'authority.not-now'); Refused('request.invalid') for a
 * return without words, and for numbers that can't be those of the filing.
 */
export async function typeAnswer(
  { staff, caseId, body }: Input<typeof contract.typeAnswer>,
  ports: Ports,
): Promise<Output<typeof contract.typeAnswer>> {
  const { auditLog, authorityAnswers, clock, transactions } = ports;
  const { number, kind, words } = body;
  const typed = await transactions.inTransaction(async () => {
    const { row, submission } = await lockedSubmission(caseId, number, ports);
    if (submission.state !== 'sent') throw new Refused('authority.unknown');
    if (await authorityAnswers.returnOf(caseId)) throw new Refused('authority.not-now');
    const pending = (await authorityAnswers.pending([number])).get(number) ?? [];
    const stage = stageAfter(
      submission.stage,
      pending.map((answer) => answer.kind),
      row.filingType,
    );
    if (!possibleAnswers(stage, row.filingType).includes(kind)) throw new Refused('authority.not-now');
    if (isReturn(kind) && !words) throw invalid([{ field: 'words', message: '请照录管局的原话。' }]);
    const numbers = kind === 'approved' ? await checkedNumbers(body, row, ports) : undefined;
    const { settings } = await ports.workTimes.current();
    const at = clock.now();
    const appliesAt = sendsAt(at, settings.undoSeconds);
    const sequence = await authorityAnswers.add({ number, kind, at, words, numbers }, appliesAt);
    const facts = { number, sequence, kind };
    await auditLog.append({ caseId, at, actor: staff.staffId, action: 'authority-typed', facts });
    return { sequence, appliesAt };
  });
  await authorityAnswers.apply(number);
  return typed;
}

type Typed = Input<typeof contract.typeAnswer>['body'];

const invalid = (fields: readonly FieldProblem[]) => new Refused('request.invalid', { fields });

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
  const { websites = [] } = (await openCases.contents(caseId)) ?? {};
  const typed = {
    organizer: plainFilingNumber(numbers.organizer),
    websites: Object.fromEntries(websites.map(({ id }) => [id, plainFilingNumber(numbers.websites[id] ?? '')])),
  };
  const filed = filingType === 'first' ? [] : await givenNumbers.ofOrganizer(caseId);
  const wrong = faultsOfNumbers(typed, { province, websites });
  const isOther = filed.length > 0 && !filed.includes(typed.organizer);
  const faults = [
    ...wrong,
    ...(isOther && wrong.length === 0 ? [{ path: 'organizer', fault: 'filed' as const }] : []),
    ...(isOther || wrong.length > 0 ? [] : await givenNumbers.taken(caseId, typed, websites)).map((path) => ({
      path,
      fault: 'taken' as const,
    })),
  ];
  if (faults.length === 0) return typed;
  throw invalid(
    faults.map(({ path, fault }) => ({ field: `numbers.${path}`, message: numberFaultWords(fault, province, filed) })),
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
