import { acceptedContents } from '../../shared/desk/application/accepted-contents.ts';
import { packSubmission, UnfitAttachment } from '../../shared/desk/application/pack-submission.ts';
import { standingOfAuthority } from '../../shared/desk/domain/authority-settings.ts';
import { isToldOfDelay, secondsUntilNextHandIn } from '../../shared/desk/domain/hand-in-attempts.ts';
import type { AuthoritySubmission } from '../../shared/desk/ports/authority.ts';
import type { LeavingSubmission } from '../../shared/desk/ports/submissions.ts';
import { alarm } from '../../shared/edge/log.ts';
import { Failed } from '../../shared/ports/failed.ts';
import { forEach } from './for-each.ts';
import type { Ports } from './ports.ts';

/** Longer than one attempt may take, with its pictures. */
const LEASE_SECONDS = 60;
/** Time for one more submission. */
const HAND_IN_MS = 30_000;
/** Time for one more page of answers. */
const PAGE_MS = 12_000;
const PAGE = 50;
const MOST_TO_APPLY = 200;

/**
 * Hands in what is accepted, one after the other in the order of the numbers, while the authority takes filings. By hand
 * nothing leaves: staff export it.
 */
export async function handInWaiting(ports: Ports, remainingMs: () => number): Promise<number> {
  const { authoritySettings, authorityWay, clock, submissions, workTimes } = ports;
  if (authorityWay === 'by-hand') return 0;
  const [settings, { hours }] = await Promise.all([authoritySettings.current(), workTimes.current()]);
  if (standingOfAuthority(settings, clock.now(), hours.isWorkday) !== 'open') return 0;
  let handedIn = 0;
  while (remainingMs() > HAND_IN_MS) {
    const next = await submissions.claimNext(LEASE_SECONDS);
    if (!next || !(await handIn(next, ports))) break;
    handedIn += 1;
  }
  return handedIn;
}

async function handIn(leaving: LeavingSubmission, ports: Ports): Promise<boolean> {
  const { authority, submissions } = ports;
  const { number, isTakenBack } = leaving;
  try {
    if (isTakenBack) await authority.takeBack(number);
    else await authority.handIn(await packed(leaving, ports));
    await submissions.markSent(leaving);
    return true;
  } catch (error) {
    await putOff(leaving, error, ports);
    return false;
  }
}

async function packed(
  { caseId, number }: LeavingSubmission,
  { decisions, fittedPictures, objectStore, openCases }: Ports,
): Promise<AuthoritySubmission> {
  const row = await openCases.find(caseId);
  const contents = await acceptedContents(caseId, { decisions, openCases });
  // An erasure takes submissions back, so one that is not has its package.
  if (!row || !contents) throw new Error('a submission has lost its package');
  return packSubmission(number, row, contents, { fittedPictures, objectStore, openCases });
}

/** What can't be handed in as it is waits for a person; everything else is tried again. The ones behind it wait as well. */
async function putOff(leaving: LeavingSubmission, error: unknown, { clock, submissions }: Ports): Promise<void> {
  const isUnfit = error instanceof UnfitAttachment;
  const isRefused = error instanceof Failed && error.port === 'authority' && error.kind === 'refused';
  if (isUnfit || isRefused) {
    const failure = isUnfit ? 'attachment-too-large' : (error.vendorCode ?? 'refused');
    alarm({ port: 'authority', failure: 'submission-refused', vendorCode: failure });
    return submissions.park(leaving, failure);
  }
  if (!(error instanceof Failed)) throw error;
  // An authority that is closed says so, and when it opens.
  if (error.kind !== 'throttled' && isToldOfDelay(leaving.attempts + 1))
    alarm({ port: error.port, failure: 'submission-delayed', vendorCode: error.vendorCode ?? error.kind });
  const seconds = secondsUntilNextHandIn(leaving.attempts + 1, error.retryAfterSeconds);
  const at = new Date(clock.now().getTime() + seconds * 1000);
  await submissions.postpone(leaving, at, error.vendorCode ?? error.kind);
}

/** Takes in what the authority has answered, acknowledges it, and applies every answer whose turn it is. */
export async function takeAnswers(
  ports: Ports,
  remainingMs: () => number,
): Promise<Readonly<Record<'receivedAnswers' | 'appliedAnswers', number>>> {
  const receivedAnswers = await receive(ports, remainingMs);
  let appliedAnswers = 0;
  await forEach(await ports.authorityAnswers.toApply(MOST_TO_APPLY), async (number) => {
    const { verdicts, isParked } = await ports.authorityAnswers.apply(number);
    appliedAnswers += verdicts;
    if (isParked) alarm({ port: 'authority', failure: 'answer-parked' });
  });
  return { receivedAnswers, appliedAnswers };
}

/** An answer is acknowledged only when it is kept. One that nobody can read stays there, with an alarm, and stops no other. */
async function receive({ authority, authorityAnswers }: Ports, remainingMs: () => number): Promise<number> {
  let received = 0;
  try {
    for (let more = true; more && remainingMs() > PAGE_MS; ) {
      const page = await authority.answers(PAGE);
      const read = page.filter(({ answer }) => answer !== undefined);
      if (read.length < page.length) alarm({ port: 'authority', failure: 'answer-unreadable' });
      for (const { answerId, answer } of read) {
        if (answer) await authorityAnswers.keep(answer);
        await authority.acknowledge(answerId);
      }
      received += read.length;
      more = read.length > 0 && page.length === PAGE;
    }
  } catch (error) {
    if (!(error instanceof Failed) || error.port !== 'authority') throw error;
  }
  return received;
}
