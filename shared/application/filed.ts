import type { DomainRecord, Known, OrganizerRecord } from '../domain/facts.ts';
import type { FilingRegistry } from '../ports/facts/filing-registry.ts';
import type { Claims, OwnAnswer, OwnRecords } from '../ports/records/own-records.ts';
import { known, UNAVAILABLE } from './known.ts';

/** The ports from which records come. */
export interface RecordPorts {
  readonly ownRecords: OwnRecords;
  /** Undefined where the provider has no record service: then only filings of this service are known. */
  readonly filingRegistry?: FilingRegistry | undefined;
}

/** What is filed already, here or elsewhere, that overlaps with what somebody wants to file with. */
export interface Filed extends Pick<OwnAnswer, 'websitesOn' | 'numbersElsewhere'> {
  readonly organizer: Known<OrganizerRecord>;
  readonly domain: (domain: string) => Known<DomainRecord>;
}

/**
 * Own filings first, then the provider's record service. Own filings know more: under which account, and whether a
 * website is live. The service is queried only about the rest, and how many websites an organizer has that has none here.
 */
export async function filedOf(claims: Claims, { ownRecords, filingRegistry }: RecordPorts): Promise<Filed> {
  const own = await ownRecords.findFiled(claims);
  const domains = claims.domains.filter((domain) => !own.domains.has(domain));
  const isAllOwn = own.organizer?.websites && domains.length === 0;
  const { certificateNumber, applicantId } = claims;
  const others =
    isAllOwn || !filingRegistry
      ? undefined
      : await known(filingRegistry.records({ certificateNumber, applicantId, domains }));
  const either = <T>(ownRecord: T | undefined, other: T | undefined): Known<T> =>
    ownRecord === undefined && others?.known === false ? UNAVAILABLE : { known: true, value: ownRecord ?? other };
  const elsewhere = others?.known ? others.value : undefined;
  const websites = own.organizer?.websites || (elsewhere?.organizer?.websites ?? own.organizer?.websites);
  return {
    organizer: either(own.organizer && { ...own.organizer, websites }, elsewhere?.organizer),
    domain: (domain) => either(own.domains.get(domain), elsewhere?.domains.get(domain)),
    websitesOn: own.websitesOn,
    numbersElsewhere: own.numbersElsewhere,
  };
}
