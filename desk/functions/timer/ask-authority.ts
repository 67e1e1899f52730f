import { alarm } from '../../../platform/edge/log.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import { acceptedContents } from '../../application/accepted-contents.ts';
import { packSubmission, UnfitAttachment } from '../../application/pack-submission.ts';
import { standingOfAuthority } from '../../domain/authority-settings.ts';
import { isToldOfDelay, secondsUntilNextHandIn } from '../../domain/hand-in-attempts.ts';
import type { AuthoritySubmission, ReceivedAnswer } from '../../ports/authority.ts';
import type { LeavingSubmission } from '../../ports/submissions.ts';
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
    if (await submissions.park(leaving, failure))
      alarm({ port: 'authority', failure: 'submission-refused', vendorCode: failure });
    return;
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

/**
 * Keeps what is in the authority's queue. An answer is acknowledged only when it is kept. One that nobody can read, or that
 * fails, stays in the queue and is passed over: it keeps no other from its turn.
 *
 * @throws the first failure that is not the authority's, when everything else is kept
 */
async function receive(ports: Ports, remainingMs: () => number): Promise<number> {
  const { authority, clock, unreadAnswers } = ports;
  const startedAt = clock.now();
  const failures: unknown[] = [];
  let received = 0;
  let passedOver: string | undefined;
  try {
    for (let more = true; more && remainingMs() > PAGE_MS; ) {
      const page = await authority.answers(PAGE, passedOver);
      const left = await takePage(page, failures, ports);
      received += page.length - left.length;
      const last = left.findLast((one) => one !== undefined);
      more = page.length === PAGE && (left.length < page.length || (last !== undefined && last !== passedOver));
      passedOver = last ?? passedOver;
      if (page.length < PAGE) await unreadAnswers.forgetBefore(startedAt);
    }
  } catch (error) {
    if (!(error instanceof Failed) || error.port !== 'authority') throw error;
  }
  if (failures.length > 0) throw failures[0];
  return received;
}

/** @returns ids of those that stay in the queue. @throws Failed('authority', …) when it does not answer */
async function takePage(page: readonly ReceivedAnswer[], failures: unknown[], ports: Ports) {
  const left: (string | undefined)[] = [];
  for (const one of page) {
    if ('unread' in one) {
      left.push(one.unread.answerId);
      await noteUnread(one.unread, ports);
      continue;
    }
    try {
      if ('notice' in one) await ports.authorityNotices.keep(one.notice);
      else await ports.authorityAnswers.keep(one.answer);
      await ports.authority.acknowledge(one.answerId);
    } catch (error) {
      const isAuthoritys = error instanceof Failed && error.port === 'authority';
      if (isAuthoritys && error.kind !== 'refused') throw error;
      left.push(one.answerId);
      if (!isAuthoritys) failures.push(error);
    }
  }
  return left;
}

/** It is told once, and shown as long as it comes again. One without an id is told each time. */
async function noteUnread(
  { answerId, number, fields }: Extract<ReceivedAnswer, { unread: unknown }>['unread'],
  { clock, unreadAnswers }: Ports,
): Promise<void> {
  const isNew = answerId === undefined || (await unreadAnswers.note({ answerId, number, fields }, clock.now()));
  if (isNew) alarm({ port: 'authority', failure: 'answer-unreadable' });
}
