import { changedPaths, checkAllowed, checkOpen, neverAsked } from '../../shared/domain/filing/corrections.ts';
import type { Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import { conflictsIn, type DraftForm, replaceForm, savedForm } from '../../shared/domain/filing/form-draft.ts';
import { flagsAfterRemoval } from '../../shared/domain/filing/repair.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import { type Section, sectionFindings } from '../../shared/domain/rules/pre-check.ts';
import { readDraft } from './draft-forms.ts';
import { draftNow } from './draft-now.ts';
import type { Ports } from './ports.ts';

/** As which device a whole form over the API is shown. */
const OVER_API = '接口';

export interface FilingAddress {
  readonly applicantId: string;
  readonly filingId: string;
}

export type SavePorts = Pick<Ports, 'filings' | 'filingCases' | 'formDrafts' | 'transactions' | 'clock'>;

/**
 * Saves a section of a filing that may be edited. Findings are returned, not refused: a draft may be wrong until it is
 * submitted. In a returned filing only flagged fields may change. Saving equal contents changes nothing.
 *
 * @param edit returns the new contents; pure, because it may run again.
 * @param sectionOf the saved section in the new contents, for the history and the findings.
 * @param forms those that are replaced as a whole.
 */
export async function saveContents(
  { applicantId, filingId }: FilingAddress,
  edit: (contents: FilingContents) => FilingContents,
  sectionOf: (contents: FilingContents) => Section,
  ports: SavePorts,
  forms: readonly DraftForm[] = [],
) {
  const filing = await ports.transactions.inTransaction(async () => {
    await ports.formDrafts.lock(filingId, applicantId);
    const before = await ports.filings.findOwn(filingId, applicantId);
    const after = await ports.filings.change(filingId, applicantId, (current) => {
      const contents = edit(current.contents);
      const paths = differences(current.contents, contents);
      const answers = neverAsked(current.contents);
      const asked = paths.filter((path) => !answers.includes(path));
      checkAllowed(current, asked);
      checkOpen(current, asked);
      if (paths.length === 0 && sameConfirmed(current.contents, contents)) return undefined;
      const flagged = flagsAfterRemoval(current.flagged, current.contents.websites, contents.websites);
      return { event: 'save', contents, flagged, facts: { section: sectionOf(contents) } };
    });
    for (const form of forms) await replaceDraft(before, after, form, ports);
    return after;
  });
  return answer(filing, sectionOf(filing.contents), ports);
}

/** What a device shows of this form is not the newest any more. What stands half-filled in it is kept. */
export async function replaceDraft(before: Filing, after: Filing, form: DraftForm, ports: SavePorts): Promise<void> {
  const value = savedForm(after.contents, form);
  if (value === undefined) return;
  const at = ports.clock.now().toISOString();
  const now = await draftNow(before, form, ports);
  const draft = replaceForm(now, savedForm(before.contents, form), value, { device: OVER_API, at });
  const { gaps } = readDraft(form, draft);
  await ports.formDrafts.write(before.id, { form, draft, gaps, conflicts: conflictsIn(draft) });
}

async function answer(filing: Filing, section: Section, { filingCases }: SavePorts) {
  const findings = sectionFindings(await filingCases.atHand(filing), section);
  return { filing: maskedFiling(filing), findings };
}

/** A confirmation changes no value: a person may give it in a returned filing, too. */
const sameConfirmed = (before: FilingContents, after: FilingContents): boolean =>
  JSON.stringify(before.confirmed) === JSON.stringify(after.confirmed);

/** Paths that differ; a website by its index before, one that was added by its own. */
function differences(before: FilingContents, after: FilingContents): readonly string[] {
  const added = after.websites.flatMap(({ id }, index) =>
    before.websites.some((site) => site.id === id) ? [] : [`websites.${index}`],
  );
  const isSameNumber =
    before.eligibility.certificateNumber === after.eligibility.certificateNumber &&
    before.numberReason === after.numberReason;
  return [
    ...(isSameNumber ? [] : ['eligibility.certificateNumber']),
    ...changedPaths(before.organizer, after.organizer, 'organizer'),
    ...changedPaths(before.principal, after.principal, 'principal'),
    ...before.websites.flatMap((site, index) =>
      changedPaths(
        site,
        after.websites.find(({ id }) => id === site.id),
        `websites.${index}`,
      ),
    ),
    ...added,
  ];
}
