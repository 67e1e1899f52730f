/** What people may want to change, each with the values that are then others, below its part of a change's contents. */
export const TOPICS_OF_ORGANIZER = {
  mobile: ['principal.mobile'],
  contacts: ['principal.officePhone', 'principal.emergencyPhone', 'principal.email'],
  address: ['organizer.address'],
  name: ['organizer.name'],
  licence: ['organizer.certificateAddress', 'organizer.legalRepresentative'],
  number: ['eligibility.certificateNumber'],
  principal: ['principal.name', 'principal.idNumber'],
  card: ['principal.idValidTo'],
} as const;
export const TOPICS_OF_WEBSITE = {
  website: ['details.name', 'details.homeUrl'],
  contents: ['details.serviceContents'],
  approvals: ['details.preApprovals'],
  owner: ['siteOwner.name', 'siteOwner.idNumber'],
  'owner-card': ['siteOwner.idValidTo'],
  'owner-contacts': ['siteOwner.mobile'],
  server: ['cloudService'],
} as const;

export type ChangeTopic = keyof typeof TOPICS_OF_ORGANIZER | keyof typeof TOPICS_OF_WEBSITE;
/** In the order in which they are asked. */
export const CHANGE_TOPICS = [
  ...Object.keys(TOPICS_OF_ORGANIZER),
  ...Object.keys(TOPICS_OF_WEBSITE),
] as readonly ChangeTopic[];
