import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { domainForm } from '../../../contracts/normal-forms/domain.ts';
import { phoneKeys } from '../../../contracts/normal-forms/phone.ts';
import { textKey } from '../../../contracts/normal-forms/text.ts';
import type { CaseKey, CaseKeyKind } from './case-search.ts';
import { isUnsettled } from './checklist.ts';
import { type RiskyContents, type SecondViewReason, secondViewReasons } from './four-eyes.ts';
import { textIn } from './package.ts';

/** What a reviewer's list shows of a case. Names may be a person's: it is sealed at rest. */
export interface CaseSummary {
  readonly domains: readonly string[];
  readonly organizer: string;
  /** An enterprise, whose name is public. Absent in what arrived before November 2026. */
  readonly isPublic?: boolean | undefined;
  /** Public addresses of the servers, which the authority asks for. Absent in what arrived before December 2026. */
  readonly servers?: readonly string[] | undefined;
}

/** What of a package decides where a case stands in the queues. */
export interface CaseFacts {
  /** As in the package: `first`, `new-website`, … */
  readonly filingType: string;
  /** Six-digit code of the province. */
  readonly province: string;
  /** 0 to 9: how much there is to settle by a person. */
  readonly risk: number;
  readonly secondView: readonly SecondViewReason[];
  readonly summary: CaseSummary;
  readonly keys: readonly CaseKey[];
}

/** The part of a package that this page reads; the rest stays as it came. */
export interface PackageContents extends RiskyContents {
  readonly eligibility: Readonly<Record<string, unknown>> & { readonly region?: string | undefined };
  readonly organizer: { readonly name?: string | undefined };
  readonly principal: Values;
  readonly websites: readonly (RiskyContents['websites'][number] & {
    readonly domain: string;
    readonly siteOwner?: unknown;
    readonly cloudService?: unknown;
  })[];
  readonly findings: readonly { readonly severity: string; readonly ruleId: string }[];
  readonly evidence?:
    | { readonly servers?: readonly { readonly publicIps: readonly string[] }[] | undefined }
    | undefined;
}

type Values = Readonly<Record<string, unknown>>;

const MOST_RISK = 9;

/** Where a case stands in the queues, and what a list shows of it. */
export function factsOf(contents: PackageContents): CaseFacts {
  const { filingType, eligibility, organizer, websites, findings, evidence } = contents;
  const toSettle = findings.filter(isUnsettled).length;
  return {
    filingType,
    province: eligibility.region?.slice(0, 6) ?? '',
    risk: Math.min(MOST_RISK, toSettle),
    secondView: secondViewReasons(contents),
    summary: {
      domains: websites.map(({ domain }) => domain),
      organizer: organizer.name ?? '',
      isPublic: eligibility.organizerKind === 'enterprise',
      servers: [...new Set(evidence?.servers?.flatMap(({ publicIps }) => publicIps))],
    },
    keys: keysOf(contents),
  };
}

function keysOf({ eligibility, organizer, principal, websites }: PackageContents): readonly CaseKey[] {
  const people = [principal, ...websites.flatMap(({ siteOwner }) => (siteOwner ? [siteOwner as Values] : []))];
  const servers = websites.flatMap(({ cloudService }) => {
    const { kind, product, region, resourceId } = (cloudService ?? {}) as Values;
    return kind === 'resource' ? [`${product} ${region} ${resourceId}`] : [];
  });
  const all: readonly (readonly [CaseKeyKind, string])[] = [
    ['organizer', certificateForm(textIn(eligibility.certificateNumber))],
    ...people.map(({ idNumber }) => ['person', certificateForm(textIn(idNumber))] as const),
    ...people.flatMap(({ mobile, officePhone, emergencyPhone }) =>
      [mobile, officePhone, emergencyPhone].flatMap((number) =>
        phoneKeys(textIn(number)).map((value) => ['phone', value] as const),
      ),
    ),
    ...servers.map((server) => ['server', server] as const),
    ...websites.map(({ domain }) => ['domain', domainForm(domain)] as const),
    ['name', textKey(organizer.name ?? '')],
  ];
  const seen = new Set<string>();
  return all.flatMap(([kind, value]) => {
    if (value === '' || seen.has(`${kind} ${value}`)) return [];
    seen.add(`${kind} ${value}`);
    return [{ kind, value }];
  });
}

/** Where a round of a filing is at the desk. */
export type CaseState =
  /** Nobody has decided. */
  | 'open'
  /** Decided, and still to be taken back. */
  | 'decided'
  /** The verdict has left the desk. */
  | 'sent'
  /** The applicant took it back, or a later round replaced it. */
  | 'withdrawn'
  | 'replaced';

/** What the desk knows of a filing when something of it arrives. */
export interface KnownFiling {
  /** The latest round that arrived; 0 for none. */
  readonly round: number;
  /** The latest round that was withdrawn, perhaps before it arrived; 0 for none. */
  readonly withdrawnRound: number;
  readonly isErased: boolean;
}

export const UNKNOWN_FILING: KnownFiling = { round: 0, withdrawnRound: 0, isErased: false };

/**
 * Whether a round that arrives is to be kept: not of an erased filing, not one that was withdrawn before it arrived, and
 * not one that this or a later round has replaced. Source: docs/api/review-desk.yaml, submitFiling.
 */
export const isWanted = ({ round, withdrawnRound, isErased }: KnownFiling, arriving: number): boolean =>
  !isErased && arriving > withdrawnRound && arriving > round;
