import { sameText } from '../../../contracts/normal-forms/text.ts';
import { confirmationPath, type FilingContents, type Person } from './filing.ts';

const INVESTOR = confirmationPath('organizer', 'investor');
const LEGAL_REPRESENTATIVE = confirmationPath('organizer', 'legalRepresentative');

/** Contents as earlier forms saved them, in today's shape; those of today's forms as they are. */
export const ofEarlierForms = (contents: FilingContents): FilingContents =>
  withCertificateTypes(withLegalRepresentative(contents));

/**
 * Until November 2026 there was no 法人姓名, and the form wrote the legal representative's name from the licence into
 * 投资人或主管单位. Where that is the name of a principal who is the legal representative, it moves; any other investor stays,
 * and the form asks for 法人姓名.
 */
function withLegalRepresentative(contents: FilingContents): FilingContents {
  const { eligibility, organizer, principal, confirmed } = contents;
  if (eligibility.organizerKind !== 'enterprise' || !organizer || !principal?.isLegalRepresentative) return contents;
  const { investor, ...others } = organizer;
  if (investor === undefined || others.legalRepresentative !== undefined) return contents;
  if (!sameText(investor, principal.name)) return contents;
  return {
    ...contents,
    organizer: { ...others, legalRepresentative: investor },
    ...(confirmed && { confirmed: confirmed.map((path) => (path === INVESTOR ? LEGAL_REPRESENTATIVE : path)).sort() }),
  };
}

/** Until November 2026 every person had a 居民身份证. */
function withCertificateTypes(contents: FilingContents): FilingContents {
  const typed = (person: Person): Person =>
    person.certificateType === undefined ? { ...person, certificateType: 'id-card' } : person;
  return {
    ...contents,
    ...(contents.principal && { principal: typed(contents.principal) }),
    websites: contents.websites.map((website) =>
      website.siteOwner ? { ...website, siteOwner: typed(website.siteOwner) } : website,
    ),
  };
}
