import type { DomainRecord, Known, OrganizerRecord } from '../domain/facts.ts';
import type { FilingRegistry } from '../ports/filing-registry.ts';
import type { Claims, OwnAnswer, OwnRecords } from '../ports/own-records.ts';
import { known, UNKNOWN } from './known.ts';

export interface RecordPorts {
  readonly ownRecords: OwnRecords;
  /** Undefined where the provider has no record service: then nothing is filed but what was filed here. */
  readonly filingRegistry?: FilingRegistry | undefined;
}

/** What is filed already, here or anywhere, of what somebody wants to file with. */
export interface Filed extends Pick<OwnAnswer, 'websitesOn' | 'numbersElsewhere'> {
  readonly organizer: Known<OrganizerRecord>;
  readonly domain: (domain: string) => Known<DomainRecord>;
}

/**
 * Own filings first, then the provider's record service. What was filed here is known best here: under which account, and that it has a
 * live website. The service is asked about everything else.
 */
export async function filedOf(claims: Claims, { ownRecords, filingRegistry }: RecordPorts): Promise<Filed> {
  const own = await ownRecords.findFiled(claims);
  const domains = claims.domains.filter((domain) => !own.domains.has(domain));
  const isAllOwn = own.organizer && domains.length === 0;
  const { certificateNumber, applicantId } = claims;
  const others =
    isAllOwn || !filingRegistry
      ? undefined
      : await known(filingRegistry.records({ certificateNumber, applicantId, domains }));
  const either = <T>(ownRecord: T | undefined, other: T | undefined): Known<T> =>
    ownRecord === undefined && others?.known === false ? UNKNOWN : { known: true, value: ownRecord ?? other };
  const elsewhere = others?.known ? others.value : undefined;
  return {
    organizer: either(own.organizer, elsewhere?.organizer),
    domain: (domain) => either(own.domains.get(domain), elsewhere?.domains.get(domain)),
    websitesOn: own.websitesOn,
    numbersElsewhere: own.numbersElsewhere,
  };
}
