import { contentHashOf } from 'loopback-server/content-hash.ts';
import type { RecordId } from '../../contracts/kit/record-id.ts';
import type { RecordEvent } from '../../contracts/review-desk/record-event.ts';
import { database } from '../../shared/compose/database.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { approvedFiling, foldRecord, type RecordCause } from '../../shared/domain/record/fold.ts';
import { type FiledRecord, liveAccesses, liveWebsites } from '../../shared/domain/record/record.ts';
import { causeOfEvent } from '../../shared/domain/record/record-event.ts';
import type { RecordVersion } from '../../shared/ports/records/records.ts';
import { records, reviews } from '../service-ports.ts';
import { NEW_MAILBOX } from './afterwards.ts';
import type { ChaosPerson } from './person.ts';
import { type Afterwards, erases } from './plots.ts';

/** What the authority approved is in a record, once and with its numbers; what it did not approve is in none. */
export async function brokenRecords(filings: readonly Filing[]): Promise<readonly string[]> {
  const { sql } = await database();
  const versions = await sql.selectFrom('record_version').select(['filing_id', 'cause']).execute();
  const numbered = new Set(
    (await sql.selectFrom('record_website').select('number').execute()).map(({ number }) => number),
  );
  return filings.flatMap(({ id, state, numbers }) => {
    const approvals = versions.filter(({ filing_id, cause }) => filing_id === id && cause === 'approval').length;
    const isApproved = state === 'approved' || state === 'revoked';
    const missing = Object.values(numbers?.websites ?? {}).filter((number) => !numbered.has(number));
    return [
      ...(approvals === (isApproved ? 1 : 0) ? [] : [`${id}, ${state}, made ${approvals} versions of a record`]),
      ...missing.map((number) => `${number} of ${id} is in no record`),
    ];
  });
}

/** What a record must say in the end. */
const WANTED: Readonly<Partial<Record<Afterwards, (record: FiledRecord) => boolean>>> = {
  changes: ({ contents }) => !contents.ended && contents.principal?.email === NEW_MAILBOX,
  'ends-access': (record) =>
    liveWebsites(record).length === 1 && liveWebsites(record).flatMap(liveAccesses).length === 0,
  cancels: ({ contents }) => contents.ended?.why === 'own-cancellation',
  'is-cancelled': ({ contents }) => contents.ended?.why === 'cancelled',
};

/** Every record is the fold of its filings and events, says what was done last, and no number or domain is there twice. */
export async function brokenFolds(people: readonly ChaosPerson[]): Promise<readonly string[]> {
  const broken: string[] = [];
  const all: FiledRecord[] = [];
  for (const person of people.filter(({ plot }) => !erases(plot))) {
    const own = await (await records()).listOwn(person.accountId);
    all.push(...own);
    for (const record of own) broken.push(...(await brokenFold(record, person)));
  }
  const websites = all.flatMap(({ contents }) => contents.websites);
  const domains = all.flatMap(liveWebsites).flatMap((website) => website.domains);
  if (new Set(websites.map(({ number }) => number)).size < websites.length) broken.push('a number is there twice');
  if (new Set(domains).size < domains.length) broken.push('a domain is filed twice');
  return broken;
}

async function brokenFold(record: FiledRecord, { plot }: ChaosPerson): Promise<readonly string[]> {
  const { id, contents, version } = record;
  const versions = await (await records()).versionsOf(id);
  const { findFiling } = await reviews();
  const causes = await causesOf(versions, { findFiling, findEvent: (sequence) => eventOf(id, sequence) });
  const isFold = contentHashOf(plain(foldRecord(causes)?.contents)) === contentHashOf(plain(contents));
  const wanted = plot.afterwards === 'cancels' ? 3 : plot.afterwards ? 2 : 1;
  return [
    ...(isFold ? [] : [`${id} is not what its filings and events make of it`]),
    ...(versions.length === wanted && version === wanted
      ? []
      : [`${id} has ${versions.length} versions, not ${wanted}`]),
    ...(plot.afterwards && !WANTED[plot.afterwards]?.(record) ? [`${id} does not say that ${plot.afterwards}`] : []),
  ];
}

/** Without what is undefined, as it is stored. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

async function eventOf(recordId: RecordId, sequence: number): Promise<RecordEvent | undefined> {
  const row = await (await database()).find('record_event', { record_id: recordId, sequence });
  if (!row) return undefined;
  const { dueAt, ...facts } = row.facts;
  return { recordId, sequence, kind: row.kind, at: row.at, ...facts, dueAt: dueAt ? new Date(dueAt) : undefined };
}

/** What versions of a record were made of. */
interface Sources {
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
  const { certificateNumber } = filing.contents.eligibility;
  return cause === 'filed-anew' ? { kind: cause, ...given, domains, certificateNumber } : undefined;
}
