import type { FilingContents, KeptAmendment, WebsiteDetails } from './filing.ts';

/** The contents with what a verdict amends. They keep what was amended, so that everybody can see it. */
export const amendedContents = (contents: FilingContents, amendments: readonly KeptAmendment[]): FilingContents => ({
  ...withAmendments(contents, amendments),
  amendments: [...(contents.amendments ?? []), ...amendments],
});

/** A round as it stands after its verdict. @param contents what was submitted in it. */
export const withAmendments = <T extends Pick<FilingContents, 'websites'>>(
  contents: T,
  amendments: readonly KeptAmendment[],
): T => ({
  ...contents,
  websites: contents.websites.map((site) => {
    const own = amendments.filter(({ website }) => website === site.id);
    return site.details && own.length > 0 ? { ...site, details: withValues(site.details, own) } : site;
  }),
});

const withValues = (details: WebsiteDetails, amendments: readonly KeptAmendment[]): WebsiteDetails => ({
  ...details,
  ...Object.fromEntries(amendments.map(({ key, after }) => [key, after])),
});

/** What reviewers amended in one round. */
export const amendmentsOf = ({ amendments = [] }: FilingContents, round: number): readonly KeptAmendment[] =>
  amendments.filter((amendment) => amendment.round === round);
