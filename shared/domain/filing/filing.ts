import type { FormOf } from '../../../contracts/forms/form-field.ts';
import type { ORGANIZER, PERSON, WEBSITE } from '../../../contracts/forms/form-fields.ts';
import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';
import type { AmendableKey } from '../../../contracts/review-desk/amendable.ts';
import type { Amendment } from '../../../contracts/review-desk/amendment.ts';
import type { FilingNumbers } from '../../../contracts/review-desk/filing-numbers.ts';
import type { FlaggedField as Told } from '../../../contracts/review-desk/verdict.ts';
import type { FilingType } from './filing-types.ts';
import type { FilingState } from './machine.ts';

/** 主办者性质. */
export type OrganizerKind = 'enterprise' | 'individual';

/** Maximum number of websites in one filing (FT-25, FT-26). */
export const MAX_WEBSITES = { enterprise: 10, individual: 1 } as const satisfies Record<OrganizerKind, number>;

/** Maximum number of websites on one server (CS-06). */
export const MAX_WEBSITES_PER_SERVER = 5;

/** 证件类型 that a filing accepts: 营业执照 for enterprises, 居民身份证 for individuals. */
export type CertificateType = 'business-licence' | 'id-card';

/** Certificates as people read them. */
export const CERTIFICATE_LABELS: Readonly<Record<CertificateType, string>> = {
  'business-licence': '营业执照',
  'id-card': '居民身份证',
};

/**
 * Why an enterprise has another certificate number than is filed. `re-issued`: 换发证照, the same holder has another number ·
 * `replaced`: another organizer takes its place, where the province and the operator allow it.
 */
export const NUMBER_REASONS = ['re-issued', 'replaced'] as const;
export type NumberReason = (typeof NUMBER_REASONS)[number];

/** A server or load balancer of a cloud account. */
export interface CloudResource {
  readonly kind: 'resource';
  /** `site-host`: 建站主机, which no cloud API knows and the operator enters. */
  readonly product: 'cvm' | 'lighthouse' | 'clb' | 'site-host';
  readonly resourceId: string;
  readonly region: string;
}

/** Identifies a resource among all others. */
export const resourceKey = ({ product, region, resourceId }: CloudResource): string =>
  `${product} ${region} ${resourceId}`;

/** 备案云服务: a resource of the cloud account, or the right to use that of another account by 备案授权码. */
export type CloudService = CloudResource | { readonly kind: 'authorization-code'; readonly code: string };

/** The resources of the websites that have one, in the order of the websites. */
export const resourcesOf = (websites: readonly { readonly cloudService: CloudService }[]): readonly CloudResource[] =>
  websites.flatMap(({ cloudService }) => (cloudService.kind === 'resource' ? [cloudService] : []));

/** The six inputs of 验证备案类型. They are fixed once the check has passed (FT-18). */
export interface EligibilityInput {
  /** GB/T 2260 code of the province, e.g. `440000`. */
  readonly region: string;
  readonly organizerKind: OrganizerKind;
  readonly certificateType: CertificateType;
  readonly certificateNumber: string;
  readonly domain: string;
  readonly cloudService: CloudService;
  /** The number was filled in from a certificate, and the person has neither typed nor compared it. */
  readonly numberTakenOver?: true | undefined;
}

/** 主体信息 from the form; kind and certificate are those of the eligibility check. */
export type Organizer = FormOf<typeof ORGANIZER>;

/** A principal or a site owner. */
export type Person = FormOf<typeof PERSON>;

/** 网站信息 from the form. */
export type WebsiteDetails = FormOf<typeof WEBSITE>;

export interface Website {
  readonly id: string;
  readonly domain: string;
  /** Further domains of a website that is filed with several, as some before 2019 are. A change may drop them. */
  readonly otherDomains?: readonly string[] | undefined;
  readonly cloudService: CloudService;
  readonly details?: WebsiteDetails | undefined;
  /** 网站负责人. The site owner of an individual is always the principal (FD-64). */
  readonly siteOwner?: Person | undefined;
}

/** A change that a reviewer requested. */
export interface FlaggedField extends Told {
  /** Its place in the verdict, from 1, where it is not its place in this list: a website before it was removed. */
  readonly item?: number | undefined;
}

/** An amendment as a filing keeps it. */
export interface KeptAmendment extends Omit<Amendment, 'field'> {
  /** A website keeps its id when others are removed. */
  readonly website: string;
  readonly key: AmendableKey;
  readonly round: number;
  /** When it was decided; ISO 8601. */
  readonly at: string;
}

/** The contents of the forms. Stored encrypted as one document. */
export interface FilingContents {
  readonly eligibility: EligibilityInput;
  readonly organizer?: Organizer | undefined;
  readonly principal?: Person | undefined;
  readonly websites: readonly Website[];
  /**
   * Values that the person typed, or compared with the certificate, by `confirmationPath`. The others may have been
   * taken over from a reading unseen.
   */
  readonly confirmed?: readonly string[] | undefined;
  /** Only where the filing ends something: why, what was confirmed, and whether papers stand for the code. */
  readonly ending?:
    | { readonly reason: string; readonly confirmed: readonly string[]; readonly byPapers?: boolean }
    | undefined;
  /** Words to the reviewer about what was flagged when the filing was returned. */
  readonly answers?: readonly FlagAnswer[] | undefined;
  /** What reviewers corrected, of all rounds; the values above are those after it. */
  readonly amendments?: readonly KeptAmendment[] | undefined;
  /** Under which numbers the organizer of a new website or access is filed, and its websites, as known when it was handed in. */
  readonly numbers?: FilingNumbers | undefined;
  /** What the record says in the version that a change starts from. */
  readonly before?: FiledBefore | undefined;
  /** Why a change has another certificate number than is filed. */
  readonly numberReason?: NumberReason | undefined;
}

/** What of a record a change may be about: its websites are those that are filed and connected here. */
export interface FiledBefore extends Pick<FilingContents, 'organizer' | 'principal' | 'websites'> {
  /** The organizer's; absent in changes from before it could be another one. */
  readonly certificateNumber?: string | undefined;
}

/** A word to the reviewer about one flagged item. It is the person's own text. */
export interface FlagAnswer {
  /** By `itemOf`. */
  readonly item: number;
  readonly word: string;
}

/** The contents that a certificate is compared with before a filing is opened: none. */
export const NOTHING_TYPED: FilingContents = {
  eligibility: {
    region: '',
    organizerKind: 'individual',
    certificateType: 'id-card',
    certificateNumber: '',
    domain: '',
    cloudService: { kind: 'authorization-code', code: '' },
  },
  websites: [],
};

/** @param form `organizer`, `principal` or `websites.<id>.siteOwner`: a website keeps its id when others are removed. */
export const confirmationPath = (form: string, key: string): string => `${form}.${key}`;

/** The keys of a form's values that are confirmed. */
export interface Confirmed {
  readonly confirmed?: readonly string[] | undefined;
}

/** The contents after a form was saved of which just these values are confirmed. */
export function withConfirmed(contents: FilingContents, form: string, keys: readonly string[] = []): FilingContents {
  const others = (contents.confirmed ?? []).filter((path) => !path.startsWith(`${form}.`));
  const confirmed = [...others, ...keys.map((key) => confirmationPath(form, key))].sort();
  const { confirmed: _, ...rest } = contents;
  return confirmed.length === 0 ? rest : { ...rest, confirmed };
}

/** One filing. */
export interface Filing {
  readonly id: FilingId;
  readonly applicantId: string;
  readonly filingType: FilingType;
  readonly state: FilingState;
  /** Number of changes so far, for the optimistic lock of every write. */
  readonly version: number;
  /** Number of submissions; 0 for a first draft. */
  readonly round: number;
  /** Sequence number of the last verdict applied in this round; 0 before the first. */
  readonly lastVerdict: number;
  readonly contents: FilingContents;
  /** The version of the record that it starts from; undefined when this account keeps no record of its organizer. */
  readonly startedFrom?: RecordVersionId | undefined;
  /** Fields open for correction; meaningful in a returned filing. */
  readonly flagged: readonly FlaggedField[];
  /** 主体备案号 and 网站备案号 by website id, once approved; of a filing that gets no new ones, from its beginning. */
  readonly numbers?: FilingNumbers | undefined;
  /** It ended with its record: nobody gave it up. */
  readonly isStopped?: boolean | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One version of a record. */
export interface RecordVersionId {
  readonly recordId: RecordId;
  readonly version: number;
}

/** The site owner of a website; for an individual the principal (FD-64). */
export function siteOwnerOf(contents: FilingContents, website: Website): Person | undefined {
  return contents.eligibility.organizerKind === 'individual' ? contents.principal : website.siteOwner;
}
