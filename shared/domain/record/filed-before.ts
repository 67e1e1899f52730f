import type { FiledBefore, Website } from '../filing/filing.ts';
import { type FiledRecord, type FiledWebsite, liveAccesses, liveWebsites } from './record.ts';

/** What of a record a change may be about: who is filed, and the websites that are filed and connected here. */
export const filedBefore = (record: FiledRecord): FiledBefore => ({
  certificateNumber: record.contents.subject.certificateNumber,
  organizer: record.contents.organizer,
  principal: record.contents.principal,
  websites: liveWebsites(record).flatMap((website) => asWebsite(website) ?? []),
});

/** A website as a change has it; undefined unless it is filed and connected here. */
export function asWebsite(website: FiledWebsite): Website | undefined {
  const { id, domains, details, siteOwner } = website;
  const [domain = '', ...otherDomains] = domains;
  const access = website.ended ? undefined : liveAccesses(website)[0];
  return (
    access && {
      id,
      domain,
      ...(otherDomains.length > 0 && { otherDomains }),
      cloudService: access.cloudService,
      details,
      siteOwner,
    }
  );
}

/** The websites of a record as a change left them: websites that it is not about stay as they are. */
export const websitesAfter = (
  websites: readonly FiledWebsite[],
  changed: FiledBefore['websites'],
): readonly FiledWebsite[] =>
  websites.map((website) => {
    const after = changed.find(({ id }) => id === website.id);
    if (!after || website.ended) return website;
    const { details, siteOwner, cloudService, domain, otherDomains = [] } = after;
    const connected = liveAccesses(website)[0];
    return {
      ...website,
      domains: [domain, ...otherDomains],
      details,
      siteOwner,
      accesses: website.accesses.map((access) => (access === connected ? { ...access, cloudService } : access)),
    };
  });
