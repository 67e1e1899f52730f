import { log, measure } from '../../platform/edge/log.ts';
import type { Tick } from '../../platform/edge/timer-function.ts';
import { keptSince, RETENTION, type RetentionClass } from '../../shared/domain/retention.ts';
import type { ExpiringRows } from '../../shared/ports/erasure/expired-data.ts';
import type { Ports } from './ports.ts';

/** One batch must still fit in. */
export const RESERVE_MS = 15_000;
/** Filings with face files and unused certificates, whose objects are deleted concurrently. */
const FILES = 50;
/** Objects that were erased half an hour ago, `OBJECTS_AT_ONCE` at a time: an erased filing leaves about ten. */
const OBJECTS = 500;
const FILINGS = 50;
const ACCOUNTS = 5;
/** No function and no grant lives longer: what was being written or uploaded when it was erased is there by now. */
const SETTLED_MS = 30 * 60 * 1000;
const ROWS = 1000;

/** Deletes one batch of a class: how many were deleted, and whether nothing is left. */
type Batch = (before: Date, ports: Ports) => Promise<{ readonly gone: number; readonly isLast: boolean }>;

const rowsOf =
  (rows: ExpiringRows): Batch =>
  async (before, { expiredData }) => {
    const gone = await expiredData.deleteRows(rows, before, ROWS);
    return { gone, isLast: gone < ROWS };
  };

const BATCHES: Readonly<Record<RetentionClass, Batch>> = {
  async 'erased-accounts'(_, { erasure, forgetting }) {
    const accountIds = await erasure.unfinishedAccounts(ACCOUNTS);
    for (const accountId of accountIds) await forgetting.forgetAccount(accountId);
    return { gone: accountIds.length, isLast: accountIds.length < ACCOUNTS };
  },
  async 'erased-objects'(before, { forgetting }) {
    const gone = await forgetting.forgetObjects(new Date(before.getTime() - SETTLED_MS), OBJECTS);
    return { gone, isLast: gone < OBJECTS };
  },
  async 'face-files'(before, { expiredData, objectStore }) {
    const filings = await expiredData.findFaceFiles(before, new Date(before.getTime() - SETTLED_MS), FILES);
    const files = filings.flatMap((filing) => filing.files);
    await Promise.all(files.map(({ key }) => objectStore.remove(key)));
    await expiredData.forgetFaceFiles(filings);
    return { gone: files.length, isLast: filings.length < FILES };
  },
  async 'ended-filings'(before, { expiredData, forgetting }) {
    const filingIds = await expiredData.findEndedFilings(before, FILINGS);
    await forgetting.forgetFilings(filingIds);
    return { gone: filingIds.length, isLast: filingIds.length < FILINGS };
  },
  async 'unused-certificates'(before, { expiredData, forgetting }) {
    const documentIds = await expiredData.findUnusedCertificates(before, FILES);
    await forgetting.forgetUnused(documentIds);
    return { gone: documentIds.length, isLast: documentIds.length < FILES };
  },
  'hand-overs': rowsOf('hand-overs'),
  'ended-records': rowsOf('ended-records'),
  'face-fingerprints': rowsOf('face-fingerprints'),
  'eligibility-checks': rowsOf('eligibility-checks'),
  'asked-numbers': rowsOf('asked-numbers'),
  'company-checks': rowsOf('company-checks'),
  'paid-calls': rowsOf('paid-calls'),
  'paid-calls-of-people': rowsOf('paid-calls-of-people'),
  'kept-facts': rowsOf('kept-facts'),
  'running-calls': rowsOf('running-calls'),
  'caller-limits': rowsOf('caller-limits'),
  views: rowsOf('views'),
  replies: rowsOf('replies'),
  'scan-tickets': rowsOf('scan-tickets'),
  'one-time-codes': rowsOf('one-time-codes'),
  'contact-links': rowsOf('contact-links'),
  sessions: rowsOf('sessions'),
  'seen-messages': rowsOf('seen-messages'),
  'inbox-entries': rowsOf('inbox-entries'),
  messages: rowsOf('messages'),
  audit: rowsOf('audit'),
};

/**
 * Deletes expired data in batches, one of each class in turn while there is time, so that a class with a week's work
 * takes no time from the others. A class that fails is left for the next run, and the others go on. No key of an object
 * is forgotten before the object is deleted, so the next run finishes what an interrupted one began.
 *
 * @returns how many of each class were deleted.
 * @throws the first failure, when all other classes are done: Failed('object-store', …)
 */
export async function deleteExpired({ requestId, remainingMs }: Tick, ports: Ports) {
  const now = ports.clock.now();
  const counts: Record<string, number> = Object.fromEntries(CLASSES.map((retentionClass) => [retentionClass, 0]));
  const failures: unknown[] = [];
  let left: readonly RetentionClass[] = CLASSES;
  while (left.length > 0 && remainingMs() > RESERVE_MS) {
    const unfinished: RetentionClass[] = [];
    for (const [index, of] of left.entries()) {
      if (remainingMs() <= RESERVE_MS) {
        unfinished.push(...left.slice(index));
        break;
      }
      try {
        const { gone, isLast } = await BATCHES[of](keptSince(of, now), ports);
        counts[of] = (counts[of] ?? 0) + gone;
        if (!isLast) unfinished.push(of);
      } catch (error) {
        failures.push(error);
      }
    }
    left = unfinished;
  }
  // A class in trouble is no less behind than one that ran out of time.
  measure({ metric: 'retention-left', value: left.length + failures.length, unit: 'count' });
  if (failures.length > 0) {
    // The error alone says what happened; the line says what was done in spite of it.
    log({ level: 'warn', function: 'retention', requestId, counts });
    throw failures[0];
  }
  return counts;
}

const CLASSES = Object.keys(RETENTION) as RetentionClass[];
