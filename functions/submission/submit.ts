import { stops } from '../../contracts/kit/finding.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { contentHash } from '../../platform/edge/content-hash.ts';
import { noteReadings } from '../../platform/edge/log.ts';
import { checksServingIn } from '../../shared/application/checks-serving.ts';
import { amendmentsOf, withAmendments } from '../../shared/domain/filing/amended-contents.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { next } from '../../shared/domain/filing/machine.ts';
import { settledReadings } from '../../shared/domain/filing/machine-evidence.ts';
import { isPrefilled, prefilledDifferences } from '../../shared/domain/filing/prefilled.ts';
import {
  isInRepair,
  packedOf,
  type RepairItem,
  repairItems,
  withoutAnswers,
} from '../../shared/domain/filing/repair.ts';
import { documentsInUse } from '../../shared/domain/media/documents-in-use.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import type { Papers } from '../../shared/ports/filings/filing-cases.ts';
import type { Settings } from '../../shared/ports/settings.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';
import { type Checked, numbersFiled, packageData, seenOf } from './package-data.ts';
import type { Ports } from './ports.ts';

export interface SubmitCommand extends SubmissionAddress {
  readonly body: { readonly termsAccepted: boolean; readonly termsTextVersion?: string | undefined };
}

/**
 * Submits a filing without blocking findings; a returned one when each flagged item is changed or answered. What was
 * checked is what is frozen and sent: a change of a form, a draft or a document in between is refused.
 */
export const submit = { prepare, commit };

/**
 * Checks the filing, which queries registries and the cloud account.
 *
 * @throws Refused('filing.unrepaired') with the flagged items that are neither changed nor answered;
 * Refused('filing.incomplete') with every finding.
 */
async function prepare({ applicantId, filingId, body }: SubmitCommand, ports: Ports) {
  const checked = await ports.filings.findOwn(filingId, applicantId);
  next(checked.state, 'submit');
  // It is handed in with its code (functions/records); one that comes back is given up and filed anew.
  if (isEnding(checked.filingType)) throw new Refused('filing.wrong-state');
  const termsTextVersion = acceptedTerms(body, ports.settings);
  // Read before the check: whatever is typed during it makes the versions differ.
  const drafts = await draftVersions(checked, ports);
  const papers = await papersOf(checked, ports);
  const repairs = await repairsOf(checked, papers, ports);
  checkRepaired(repairs);
  const found = await checkedBy(checked, papers, ports);
  const { findings } = found;
  if (stops(findings)) throw new Refused('filing.incomplete', { findings });
  return {
    checked,
    termsTextVersion,
    drafts,
    repairs,
    found,
    data: packageData(checked, papers, found, repairs),
  };
}

/** What came of each flagged item of a returned filing; none of a draft, in which everything may change. */
async function repairsOf(filing: Filing, { documents, checks }: Papers, { filingRounds }: Ports) {
  if (!isInRepair(filing.state)) return [];
  const submitted = await filingRounds.findRound(filing.id, filing.round);
  if (!submitted) return [];
  const held = withAmendments(submitted.data, amendmentsOf(filing.contents, filing.round));
  return repairItems(filing, packedOf(held), documentsInUse(filing.contents, documents, checks));
}

function checkRepaired(repairs: readonly RepairItem[]): void {
  const open = repairs.filter(({ state }) => state === 'open');
  if (open.length === 0) return;
  throw new Refused('filing.unrepaired', {
    fields: open.map(({ field }) => ({ field, message: '这一处还没有改，也没有给审核员的说明，请改好或写一句说明。' })),
  });
}

/** Each form that is filled in, with the version of its draft. */
const draftVersions = async ({ id }: Filing, { formDrafts }: Ports): Promise<string> =>
  (await formDrafts.ofFiling(id)).map(({ form, draft }) => `${form} ${draft.version}`).join();

/** The commercial register is asked last: when nothing else stops the submission. */
async function checkedBy(filing: Filing, papers: Papers, { filingCases }: Ports): Promise<Checked> {
  const whole = await filingCases.whole(filing, true, papers);
  const findings = preCheck({ ...whole, company: await filingCases.company(filing, 'preview') });
  if (stops(findings)) return { findings };
  const company = await filingCases.company(filing, 'submission');
  return { findings: preCheck({ ...whole, company }), company, numbers: numbersFiled(whole), seen: seenOf(whole) };
}

/** Moves the filing on, freezes the round and assigns the authorization codes. */
async function commit(
  { applicantId, filingId }: SubmitCommand,
  { checked, termsTextVersion, drafts, repairs, found, data }: Awaited<ReturnType<typeof prepare>>,
  ports: Ports,
) {
  // From here on no device can save a draft that nobody would look at.
  await ports.formDrafts.lock(filingId, applicantId);
  if ((await draftVersions(checked, ports)) !== drafts) throw new Refused('filing.changed-meanwhile');
  await checkRecord(checked, ports);
  // Documents may have changed during the check.
  const papers = await papersOf(checked, ports);
  const now = packageData(checked, papers, found, repairs);
  if (contentHash(now) !== contentHash(data)) throw new Refused('filing.changed-meanwhile');
  const filing = await ports.filings.change(filingId, applicantId, (current) => {
    if (current.version !== checked.version) throw new Refused('filing.changed-meanwhile');
    const round = current.round + 1;
    return {
      event: 'submit',
      round,
      lastVerdict: 0,
      flagged: [],
      contents: { ...withoutAnswers(current.contents), numbers: found.numbers },
      facts: { round, termsTextVersion },
      send: [{ topic: 'review-desk.submit', key: `submit/${filingId}/${round}`, payload: { filingId, round } }],
    };
  });
  const { round } = filing;
  await ports.filingRounds.freeze({ filingId, round, termsTextVersion, contentHash: contentHash(now), data: now });
  await ports.authorizationCodes.assignToFiling(codesOf(filing), { filingId, applicantId });
  const { contents } = checked;
  noteReadings(settledReadings(contents, documentsInUse(contents, papers.documents, papers.checks)));
  return outcomeOf(filing);
}

/** The record that a filing is about says what was checked: whatever moved, the person has not seen. */
async function checkRecord(filing: Filing, { records }: Ports): Promise<void> {
  const { filingType, startedFrom, applicantId } = filing;
  if (!startedFrom || FILING_TYPES[filingType].organizer === 'unfiled') return;
  const { version, contents } = await records.findOwn(startedFrom.recordId, applicantId);
  if (contents.ended) throw new Refused('record.ended');
  const isMoved = isPrefilled(filingType)
    ? prefilledDifferences(filing.contents, contents).length > 0
    : version !== startedFrom.version;
  if (isMoved) throw new Refused('filing.changed-meanwhile');
}

/** The version of the terms that the person accepts: the current one, also when their client doesn't name it. */
function acceptedTerms({ termsAccepted, termsTextVersion }: SubmitCommand['body'], settings: Settings): string {
  const inForce = settings.termsTextVersion;
  if (!termsAccepted || (termsTextVersion ?? inForce) !== inForce)
    throw new Refused('terms.not-accepted', { textVersion: inForce });
  return inForce;
}

const papersOf = async (filing: Filing, { documents, livenessChecks, settings }: Ports): Promise<Papers> => ({
  documents: await documents.ofFiling(filing.id),
  checks: await checksServingIn(filing, { livenessChecks, settings }),
});

const codesOf = ({ contents }: Filing): readonly string[] =>
  contents.websites.flatMap(({ cloudService }) =>
    cloudService.kind === 'authorization-code' ? [cloudService.code] : [],
  );
