import { sameText } from '../normal-form.ts';
import { confirmationPath, type FilingContents } from './filing.ts';

const INVESTOR = confirmationPath('organizer', 'investor');
const LEGAL_REPRESENTATIVE = confirmationPath('organizer', 'legalRepresentative');

/**
 * Contents as earlier forms saved them, in today's shape. Until November 2026 there was no 法人姓名, and the form wrote the
 * legal representative's name from the licence into 投资人或主管单位. Where that is the name of a principal who is the legal
 * representative, it moves; any other investor stays, and the form asks for 法人姓名.
 */
export function ofEarlierForms(contents: FilingContents): FilingContents {
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
