import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';
import type { FilingNumbers } from '../../../contracts/review-desk/filing-numbers.ts';
import type { RecordState } from '../../../contracts/review-desk/record-change.ts';
import type {
  CloudService,
  EligibilityInput,
  FiledBefore,
  Organizer,
  Person,
  Website,
  WebsiteDetails,
} from '../filing/filing.ts';
import type { FilingType } from '../filing/filing-types.ts';
import type { RecordNotice } from './notice.ts';
import type { Outside, WebsiteCare } from './outside.ts';

/** Who is filed: fixed for the whole life of a record, but for a number that was issued anew. */
export type Subject = Pick<EligibilityInput, 'region' | 'organizerKind' | 'certificateType' | 'certificateNumber'>;

/**
 * Why something of a record has ended. `revoked`: the authority revoked the filing that had brought it · `filed-anew`:
 * the authority has approved the domain under another number · `cancelled`: the authority has cancelled it (强制注销) ·
 * `by-provider`, `by-authority`, `elsewhere`: who ended an access · `own-cancellation`, `own-end-of-access`: its account
 * has filed for it.
 */
export const END_REASONS = [
  'revoked',
  'filed-anew',
  'cancelled',
  'by-provider',
  'by-authority',
  'elsewhere',
  'own-cancellation',
  'own-end-of-access',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Why something has ended, as people read it. */
export const END_LABELS: Readonly<Record<EndReason, string>> = {
  revoked: '管局已注销这次备案',
  'filed-anew': '域名已用新的备案号重新备案',
  cancelled: '已被管局注销',
  'by-provider': '接入服务商已取消接入',
  'by-authority': '已按管局要求取消接入',
  elsewhere: '已在其他接入服务商处办理，不再接入本平台',
  'own-cancellation': '你已办理注销',
  'own-end-of-access': '你已取消接入',
};

/** By these an access alone ends, and the number stays. */
export const ACCESS_ENDS: readonly EndReason[] = ['by-provider', 'by-authority', 'elsewhere', 'own-end-of-access'];

/** The end of a record, a website or an access: when, as an ISO instant, and why; what the desk has written of it, for the organizer. */
export interface End {
  readonly at: string;
  readonly why: EndReason;
  readonly reason?: string | undefined;
}

/** 接入 through this service: where a website runs. */
export interface FiledAccess {
  /** Id of the website in the filing that brought it. */
  readonly id: string;
  /** Absent of what was claimed: no filing here brought it. */
  readonly filingId?: FilingId | undefined;
  readonly cloudService: CloudService;
  readonly ended?: End | undefined;
}

/** A website that is filed, or was. It keeps its number when it has ended. */
export interface FiledWebsite {
  readonly id: string;
  /** 网站备案号. */
  readonly number: string;
  /** In ASCII. */
  readonly domains: readonly string[];
  /** The filing that brought it; absent as in an access. */
  readonly filingId?: FilingId | undefined;
  readonly details?: WebsiteDetails | undefined;
  /** The enterprise's; an individual's is the principal (FD-64). */
  readonly siteOwner?: Person | undefined;
  readonly accesses: readonly FiledAccess[];
  readonly ended?: End | undefined;
}

/** What is sealed of a record as one document. */
export interface RecordContents {
  readonly subject: Subject;
  readonly organizer?: Organizer | undefined;
  readonly principal?: Person | undefined;
  /** The organizer was filed elsewhere when its record began here: it may have websites that this record never had. */
  readonly isPartial?: true | undefined;
  /** In the order of their approval, also those that have ended. */
  readonly websites: readonly FiledWebsite[];
  /** What is or was to be mended, oldest first; absent in versions of before there were any. */
  readonly notices?: readonly RecordNotice[] | undefined;
  readonly ended?: End | undefined;
}

/**
 * 备案: what the authority holds about one organizer, as one account keeps it here. Every approved filing and every event
 * makes the next version of it; nothing else changes it.
 */
export interface FiledRecord {
  readonly id: RecordId;
  readonly accountId: string;
  /** 主体备案号. */
  readonly number: string;
  /** Number of filings and events that made it what it is. */
  readonly version: number;
  readonly contents: RecordContents;
  /** What the last look found outside of it; no part of any version. */
  readonly outside?: Outside | undefined;
  /** What its holder has set, by the website's id; no part of any version either. */
  readonly care?: Readonly<Record<string, WebsiteCare>> | undefined;
}

/** What of an approved filing enters a record. */
export interface ApprovedFiling {
  readonly id: FilingId;
  readonly applicantId: string;
  readonly filingType: FilingType;
  readonly subject: Subject;
  readonly organizer?: Organizer | undefined;
  readonly principal?: Person | undefined;
  readonly websites: readonly Website[];
  /** What the record said in the version that a change started from. */
  readonly before?: FiledBefore | undefined;
  readonly numbers: FilingNumbers;
}

/**
 * Where a record is: its organizer stays filed when its last website ends (空壳主体), until it ends itself. One that may have websites
 * elsewhere is never called empty.
 */
export function recordState({ ended, websites, isPartial }: RecordContents): RecordState {
  if (ended) return 'ended';
  return isPartial || websites.some((website) => !website.ended) ? 'live' : 'empty';
}

/** The websites that are filed now. */
export const liveWebsites = ({ contents }: FiledRecord): readonly FiledWebsite[] =>
  contents.websites.filter(({ ended }) => !ended);

/** What names a record: its domains, or its number while it has none. */
export function namesOfRecord(record: FiledRecord): readonly string[] {
  const domains = liveWebsites(record).flatMap((website) => website.domains);
  return domains.length > 0 ? domains : [record.number];
}

/** The accesses of a website through this service now. */
export const liveAccesses = ({ accesses }: FiledWebsite): readonly FiledAccess[] =>
  accesses.filter(({ ended }) => !ended);

/** The accesses of a website after an end: those that had ended before keep their own. */
export const endedAccesses = ({ accesses }: FiledWebsite, end: End): readonly FiledAccess[] =>
  accesses.map((access) => (access.ended ? access : { ...access, ended: end }));

/**
 * Why nothing of some websites can be changed or cancelled through this service: they were never connected here, or not any
 * more, so that nobody is sent to a former provider who we are ourselves. Undefined: something is connected.
 */
export function whyElsewhere(
  websites: readonly Pick<FiledWebsite, 'accesses'>[],
): 'record.elsewhere' | 'record.access-ended' | undefined {
  const accesses = websites.flatMap((website) => website.accesses);
  if (accesses.some(({ ended }) => !ended)) return undefined;
  return accesses.length > 0 ? 'record.access-ended' : 'record.elsewhere';
}

/** A record some of whose websites end, with their accesses. @param isWhole it ends itself. */
export function withEnded(
  contents: RecordContents,
  isMeant: (website: FiledWebsite) => boolean,
  end: End,
  isWhole = false,
): RecordContents {
  const websites = contents.websites.map((website) =>
    !website.ended && isMeant(website) ? { ...website, ended: end, accesses: endedAccesses(website, end) } : website,
  );
  return { ...contents, websites, ...(isWhole && !contents.ended && { ended: end }) };
}

/** Whose numbers count as in use: the principal, and the site owners of websites that are filed now. */
export const peopleOf = (contents: RecordContents): readonly Person[] =>
  [contents.principal, ...contents.websites.flatMap(({ ended, siteOwner }) => (ended ? [] : [siteOwner]))].flatMap(
    (person) => person ?? [],
  );
