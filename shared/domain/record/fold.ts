import { type FilingId, type RecordId, recordBegunBy } from '../../../contracts/kit/record-id.ts';
import { withDifference } from '../filing/difference.ts';
import { isEnding } from '../filing/ending-types.ts';
import type { FiledBefore, Filing, Website } from '../filing/filing.ts';
import { FILING_TYPES } from '../filing/filing-types.ts';
import { asWebsite, websitesAfter } from './filed-before.ts';
import {
  type ApprovedFiling,
  type End,
  endedAccesses,
  type FiledRecord,
  type FiledWebsite,
  type RecordContents,
  withEnded,
} from './record.ts';
import { contentsAfterEvent, type EventCause } from './record-event.ts';

/**
 * What made a version of a record. `approval`: the authority approved a filing · `revocation`: it revoked one that it
 * had approved · `filed-anew`: it approved one of the record's domains under another organizer or account · `claim`: an
 * account has claimed what no filing here began · the rest
 * needs no filing (`record-event.ts`).
 */
export type RecordCause =
  | { readonly kind: 'approval'; readonly at: string; readonly filing: ApprovedFiling }
  | { readonly kind: 'revocation'; readonly at: string; readonly filingId: FilingId }
  | {
      readonly kind: 'filed-anew';
      readonly at: string;
      readonly filingId: FilingId;
      readonly domains: readonly string[];
      /** The certificate of whoever has the domains now. When it is the same organizer's, in another account, nothing is left here. */
      readonly certificateNumber: string;
    }
  | {
      readonly kind: 'claim';
      readonly at: string;
      readonly record: Pick<FiledRecord, 'id' | 'accountId' | 'number' | 'contents'>;
    }
  | EventCause;

/** A new version of a record, and what made it. */
export interface RecordStep {
  readonly record: FiledRecord;
  readonly cause: RecordCause;
}

/**
 * An approval has a number that another organizer or website has, that of a record which has ended, another than its organizer has, or
 * a certificate number with which another record is filed here: the authority gives no number twice and no organizer two, so
 * somebody has to ask what it meant.
 */
export class NumberTaken extends Error {
  override readonly name = 'NumberTaken';
}

/** The certificate number that a change takes in place of the filed one; undefined where the number stays. */
export function numberTaken({ before, subject }: Pick<ApprovedFiling, 'before' | 'subject'>): string | undefined {
  const filed = before?.certificateNumber;
  return filed === undefined || filed === subject.certificateNumber ? undefined : subject.certificateNumber;
}

/** What of a filing enters a record; undefined before it has numbers. */
export function approvedFiling({ id, applicantId, filingType, contents, numbers }: Filing): ApprovedFiling | undefined {
  if (!numbers) return undefined;
  const { eligibility, organizer, principal, websites, before } = contents;
  const { region, organizerKind, certificateType, certificateNumber } = eligibility;
  return {
    id,
    applicantId,
    filingType,
    subject: { region, organizerKind, certificateType, certificateNumber },
    organizer,
    principal,
    websites,
    ...(before && { before }),
    numbers,
  };
}

/**
 * What an approval does to records.
 *
 * @param records those with its organizer's number, with one of its websites' numbers, with one of its domains, and those with its
 * certificate number that have not ended.
 * @returns the new version of its own record last; before it those of others that lose a domain.
 * @throws NumberTaken
 */
export function stepsOfApproval(
  records: readonly FiledRecord[],
  filing: ApprovedFiling,
  at: string,
): readonly RecordStep[] {
  const own = records.find(({ number, accountId }) => isOwn(number, accountId, filing));
  if (isEnding(filing.filingType)) return [stepOfEnding(own, filing, at)];
  if (filing.before) return stepsOfChange(own, records, filing, at);
  if (
    hasEnded(records, filing.numbers.organizer) ||
    records.some((record) => isOfAnother(record, filing)) ||
    records.some((record) => takesNumber(record, record === own, filing))
  )
    throw new NumberTaken();
  const steps = records
    .filter((record) => record !== own)
    .flatMap((record) => {
      const lost = domainsOf(filing).filter((domain) =>
        record.contents.websites.some((website) => has(website, domain)),
      );
      const { certificateNumber } = filing.subject;
      const cause = { kind: 'filed-anew', at, filingId: filing.id, domains: lost, certificateNumber } as const;
      return lost.length === 0 ? [] : [{ record: applyCause(record, cause), cause }];
    });
  const cause = { kind: 'approval', at, filing } as const;
  return [...steps, { record: applyCause(own ?? emptyRecord(filing), cause), cause }];
}

/**
 * Whether an organizer's number is that of another organizer, or the account's record of this one has another: the same organizer may
 * be filed from two accounts.
 */
const isOfAnother = (
  { number, accountId, contents }: FiledRecord,
  { numbers, applicantId, subject }: ApprovedFiling,
): boolean =>
  !contents.ended &&
  (contents.subject.certificateNumber === subject.certificateNumber
    ? accountId === applicantId && number !== numbers.organizer
    : number === numbers.organizer);

/**
 * A change brings no filing number and no domain. A record that has ended meanwhile takes a person's eyes, as does a certificate
 * number that another record has.
 */
function stepsOfChange(
  filedRecord: FiledRecord | undefined,
  records: readonly FiledRecord[],
  filing: ApprovedFiling,
  at: string,
): readonly RecordStep[] {
  if (!filedRecord || filedRecord.contents.ended) throw new NumberTaken();
  const taken = numberTaken(filing);
  const isTaken = records.some(
    (record) => record !== filedRecord && !record.contents.ended && record.contents.subject.certificateNumber === taken,
  );
  if (isTaken) throw new NumberTaken();
  const cause = { kind: 'approval', at, filing } as const;
  return [{ record: applyCause(filedRecord, cause), cause }];
}

/** An ending brings no number. Where what it ends has ended meanwhile, it makes a version that says the same. */
function stepOfEnding(filedRecord: FiledRecord | undefined, filing: ApprovedFiling, at: string): RecordStep {
  if (!filedRecord) throw new NumberTaken();
  const cause = { kind: 'approval', at, filing } as const;
  return { record: applyCause(filedRecord, cause), cause };
}

/** What a revocation does to the record that its filing is in; undefined: nothing of the filing is left in it. */
export const stepOfRevocation = (record: FiledRecord, filingId: FilingId, at: string): RecordStep | undefined =>
  stepOf(record, { kind: 'revocation', at, filingId });

/** The version that a cause makes; undefined: it changes nothing. */
export function stepOf(record: FiledRecord, cause: RecordCause): RecordStep | undefined {
  const after = applyCause(record, cause);
  return JSON.stringify(after.contents) === JSON.stringify(record.contents) ? undefined : { record: after, cause };
}

/** The record that these causes make, in their order: a record is nothing else. */
export function foldRecord(causes: readonly RecordCause[]): FiledRecord | undefined {
  const [first] = causes;
  if (first?.kind === 'claim') return causes.reduce(applyCause, { ...first.record, version: 0 });
  if (first?.kind !== 'approval') return undefined;
  return causes.reduce(applyCause, emptyRecord(first.filing));
}

/** The first version of a record that came from elsewhere. */
export function stepOfClaim(record: Extract<RecordCause, { kind: 'claim' }>['record'], at: string): RecordStep {
  return { record: { ...record, version: 1 }, cause: { kind: 'claim', at, record } };
}

const emptyRecord = ({ id, applicantId, filingType, numbers, subject }: ApprovedFiling): FiledRecord => ({
  id: recordBegunBy(id),
  accountId: applicantId,
  number: numbers.organizer,
  version: 0,
  contents: { subject, websites: [], ...(FILING_TYPES[filingType].organizer === 'filed' && { isPartial: true }) },
});

function applyCause(record: FiledRecord, cause: RecordCause): FiledRecord {
  return { ...record, version: record.version + 1, contents: contentsAfter(record, cause) };
}

function contentsAfterApproval(contents: RecordContents, filing: ApprovedFiling, at: string): RecordContents {
  if (isEnding(filing.filingType)) return withEnding(contents, filing, at);
  return filing.before ? withChange(contents, filing, filing.before) : withApproval(contents, filing, at);
}

function contentsAfter({ id, contents }: FiledRecord, cause: RecordCause): RecordContents {
  if (cause.kind === 'approval') return contentsAfterApproval(contents, cause.filing, cause.at);
  if (cause.kind === 'claim') return cause.record.contents;
  if (cause.kind !== 'revocation' && cause.kind !== 'filed-anew') return contentsAfterEvent(contents, cause);
  const websites =
    cause.kind === 'revocation'
      ? contents.websites.map((website) => withoutFiling(website, cause.filingId, { at: cause.at, why: 'revoked' }))
      : contents.websites.map((website) => withoutDomains(website, cause.domains, cause.at));
  const [why, isOrganizerGone] =
    cause.kind === 'revocation'
      ? (['revoked', !contents.isPartial && hasLostBeginning(websites, id)] as const)
      : (['filed-anew', cause.certificateNumber === contents.subject.certificateNumber] as const);
  const isOver = isOrganizerGone && !contents.ended && websites.every(({ ended }) => ended);
  return { ...contents, websites, ...(isOver && { ended: { at: cause.at, why } }) };
}

/** Whether the filing that brought the organizer itself is revoked. */
const hasLostBeginning = (websites: readonly FiledWebsite[], id: RecordId): boolean =>
  websites.some(({ filingId, ended }) => filingId && recordBegunBy(filingId) === id && ended?.why === 'revoked');

/**
 * New websites and accesses. Who is filed stays as the first approval has it: neither 新增网站 nor 接入备案 changes the
 * subject (filing-life of the providers: 确认主体信息 is read only).
 */
function withApproval(contents: RecordContents, filing: ApprovedFiling, at: string): RecordContents {
  const { numbers, organizer, principal } = filing;
  // A record whose websites went to another account goes on with the next one.
  const { ended: _, ...living } = contents;
  const known = contents.websites.map((website) => withAccess(website, filing, at));
  const added = filing.websites.flatMap((website): readonly FiledWebsite[] => {
    const number = numbers.websites[website.id];
    if (number === undefined || known.some((filedWebsite) => !filedWebsite.ended && filedWebsite.number === number))
      return [];
    const { id, domain, details, siteOwner } = website;
    return [
      {
        id,
        number,
        domains: [domain],
        filingId: filing.id,
        details,
        siteOwner,
        accesses: [accessOf(website, filing.id)],
      },
    ];
  });
  return {
    ...living,
    organizer: contents.organizer ?? organizer,
    principal: contents.principal ?? principal,
    websites: [...known, ...added],
  };
}

/** What a change made different, on what the record says now: siblings and what has moved meanwhile stay. */
function withChange(contents: RecordContents, filing: ApprovedFiling, before: FiledBefore): RecordContents {
  const now = { ...contents, websites: contents.websites.flatMap((website) => asWebsite(website) ?? []) };
  const { organizer, principal, websites } = withDifference(now, before, filing);
  const certificateNumber = numberTaken(filing);
  const subject = certificateNumber === undefined ? contents.subject : { ...contents.subject, certificateNumber };
  return { ...contents, subject, organizer, principal, websites: websitesAfter(contents.websites, websites) };
}

/** What an ending ends: accesses, websites, or everything. Siblings stay. */
function withEnding(contents: RecordContents, filing: ApprovedFiling, at: string): RecordContents {
  const { approval } = FILING_TYPES[filing.filingType];
  const isMeant = ({ id }: FiledWebsite) =>
    approval === 'ends-record' || filing.websites.some((website) => website.id === id);
  if (approval !== 'ends-accesses')
    return withEnded(contents, isMeant, { at, why: 'own-cancellation' }, approval === 'ends-record');
  const end: End = { at, why: 'own-end-of-access' };
  const websites = contents.websites.map((website) =>
    isMeant(website) ? { ...website, accesses: endedAccesses(website, end) } : website,
  );
  return { ...contents, websites };
}

const accessOf = ({ id, cloudService }: Website, filingId: FilingId) => ({ id, filingId, cloudService });

/** A website that gets another access, or that ends because its domain was approved under another number. */
function withAccess(website: FiledWebsite, filing: ApprovedFiling, at: string): FiledWebsite {
  if (website.ended) return website;
  const again = filing.websites.find((added) => filing.numbers.websites[added.id] === website.number);
  if (again) return { ...website, accesses: [...website.accesses, accessOf(again, filing.id)] };
  return withoutDomains(website, domainsOf(filing), at);
}

function withoutFiling(website: FiledWebsite, filingId: FilingId, end: End): FiledWebsite {
  const accesses = website.accesses.map((access) =>
    !access.ended && (access.filingId === filingId || website.filingId === filingId)
      ? { ...access, ended: end }
      : access,
  );
  return { ...website, accesses, ...(!website.ended && website.filingId === filingId && { ended: end }) };
}

/** A website with one of these domains ends: it has no other. */
function withoutDomains(website: FiledWebsite, domains: readonly string[], at: string): FiledWebsite {
  if (!domains.some((domain) => has(website, domain))) return website;
  const ended: End = { at, why: 'filed-anew' };
  return { ...website, ended, accesses: website.accesses.map((access) => ({ ended, ...access })) };
}

const domainsOf = ({ websites }: ApprovedFiling): readonly string[] => websites.map(({ domain }) => domain);

const has = ({ domains, ended }: FiledWebsite, domain: string): boolean => !ended && domains.includes(domain);

const isOwn = (number: string, accountId: string, { numbers, applicantId }: ApprovedFiling): boolean =>
  number === numbers.organizer && accountId === applicantId;

/** Whether an organizer's number has come to its end: in every account that had it. */
function hasEnded(records: readonly FiledRecord[], organizer: string): boolean {
  const all = records.filter(({ number }) => number === organizer);
  return all.length > 0 && all.every(({ contents }) => contents.ended);
}

/**
 * Whether an approval may not have a number because a website of this record has or had it, or because the domain of an access is
 * filed under another one: an access brings no number.
 */
function takesNumber(record: FiledRecord, isOwn: boolean, { filingType, subject, websites, numbers }: ApprovedFiling) {
  const isFiled =
    FILING_TYPES[filingType].domain === 'filed-elsewhere' &&
    record.contents.subject.certificateNumber === subject.certificateNumber;
  return websites.some(({ id, domain }) =>
    record.contents.websites.some((website) =>
      website.number === numbers.websites[id] ? !(isOwn && has(website, domain)) : isFiled && has(website, domain),
    ),
  );
}
