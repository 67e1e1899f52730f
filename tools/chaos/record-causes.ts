import type { RecordEvent } from '../../contracts/review-desk/record-event.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { approvedFiling, foldRecord, type RecordCause } from '../../shared/domain/record/fold.ts';
import { causeOfEvent } from '../../shared/domain/record/record-event.ts';
import type { RecordVersion } from '../../shared/ports/records.ts';

/** What versions of a record were made of. */
export interface Sources {
  findFiling(filingId: string): Promise<Filing>;
  /** The desk's event by its sequence number. */
  findEvent(sequence: number): Promise<RecordEvent | undefined>;
  /** What the account did about its notices, oldest first. */
  readonly acts?: readonly RecordCause[];
}

/**
 * The causes of a record's versions, from the filings, the desk's events and the account's acts: nothing of them is taken
 * from what the versions say.
 *
 * @throws Error when a version has no cause.
 */
export async function causesOf(versions: readonly RecordVersion[], sources: Sources): Promise<readonly RecordCause[]> {
  const causes: RecordCause[] = [];
  const acts = [...(sources.acts ?? [])];
  for (const version of versions) {
    const byDesk = version.event === undefined ? undefined : await sources.findEvent(version.event);
    const before = foldRecord(causes);
    const told = byDesk && before && causeOfEvent(before, byDesk);
    const cause = told ?? (await byFiling(version, sources)) ?? acts.shift();
    if (typeof cause !== 'object' || cause.kind !== version.cause)
      throw new Error(`version ${version.version} by ${version.cause} has no cause`);
    causes.push(cause);
  }
  return causes;
}

async function byFiling({ cause, filingId, at }: RecordVersion, { findFiling }: Sources) {
  if (filingId === undefined) return undefined;
  const filing = await findFiling(filingId);
  const given = { at: at.toISOString(), filingId };
  const approved = approvedFiling(filing);
  if (cause === 'approval' && approved) return { kind: cause, at: given.at, filing: approved };
  if (cause === 'revocation') return { kind: cause, ...given };
  const domains = filing.contents.websites.map(({ domain }) => domain);
  return cause === 'filed-anew' ? { kind: cause, ...given, domains } : undefined;
}
