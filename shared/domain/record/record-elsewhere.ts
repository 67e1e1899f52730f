import type { CloudService, Organizer, Person, WebsiteDetails } from '../filing/filing.ts';
import type { RecordContents, Subject } from './record.ts';

/** A website of a record that no filing here has brought. */
export interface WebsiteFiledElsewhere {
  /** 网站备案号. */
  readonly number: string;
  /** In ASCII. */
  readonly domains: readonly string[];
  readonly details?: WebsiteDetails | undefined;
  readonly siteOwner?: Person | undefined;
  /** Where it runs, if it is connected through this provider. */
  readonly cloudService?: CloudService | undefined;
}

/** What the provider's record service says of a record as a whole. */
export interface RecordFiledElsewhere {
  /** 主体备案号. */
  readonly number: string;
  readonly subject: Subject;
  readonly organizer?: Organizer | undefined;
  readonly principal: Person;
  readonly websites: readonly WebsiteFiledElsewhere[];
}

/**
 * What a claimed record says. Its websites and accesses have no filing.
 *
 * @param websiteIds one for each website, in their order.
 */
export function claimedContents(
  { subject, organizer, principal, websites }: RecordFiledElsewhere,
  websiteIds: readonly string[],
): RecordContents {
  return {
    subject,
    organizer,
    principal,
    websites: websites.map(({ cloudService, ...website }, index) => {
      const id = websiteIds[index] ?? '';
      const accesses = cloudService ? [{ id, cloudService }] : [];
      return { id, ...website, accesses };
    }),
  };
}
