import { changedPaths, checkOpen, neverAsked } from '../../shared/domain/filing/corrections.ts';
import type { Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import { type Section, sectionFindings } from '../../shared/domain/rules/pre-check.ts';
import type { Ports } from './ports.ts';

export interface FilingAddress {
  readonly applicantId: string;
  readonly filingId: string;
}

export type SavePorts = Pick<Ports, 'filings' | 'filingCases'>;

/**
 * Saves a section of a filing that may be edited. Findings are returned, not refused: a draft may be wrong until it is
 * submitted. In a returned filing only flagged fields may change. Saving equal contents changes nothing.
 *
 * @param edit returns the new contents; pure, because it may run again.
 * @param sectionOf the saved section in the new contents, for the history and the findings.
 */
export async function saveContents(
  { applicantId, filingId }: FilingAddress,
  edit: (contents: FilingContents) => FilingContents,
  sectionOf: (contents: FilingContents) => Section,
  ports: SavePorts,
) {
  const filing = await ports.filings.change(filingId, applicantId, (current) => {
    const contents = edit(current.contents);
    const paths = differences(current.contents, contents);
    const answers = neverAsked(current.contents);
    checkOpen(
      current,
      paths.filter((path) => !answers.includes(path)),
    );
    if (paths.length === 0 && sameConfirmed(current.contents, contents)) return undefined;
    return { event: 'save', contents, facts: { section: sectionOf(contents) } };
  });
  return answer(filing, sectionOf(filing.contents), ports);
}

async function answer(filing: Filing, section: Section, { filingCases }: SavePorts) {
  const findings = sectionFindings(await filingCases.atHand(filing), section);
  return { filing: maskedFiling(filing), findings };
}

/** A confirmation changes no value: a person may give it in a returned filing, too. */
const sameConfirmed = (before: FilingContents, after: FilingContents): boolean =>
  JSON.stringify(before.confirmed) === JSON.stringify(after.confirmed);

/** Paths that differ; websites by their index. */
function differences(before: FilingContents, after: FilingContents): readonly string[] {
  const count = Math.max(before.websites.length, after.websites.length);
  return [
    ...changedPaths(before.organizer, after.organizer, 'organizer'),
    ...changedPaths(before.principal, after.principal, 'principal'),
    ...Array.from({ length: count }, (_, at) =>
      changedPaths(before.websites[at], after.websites[at], `websites.${at}`),
    ).flat(),
  ];
}
