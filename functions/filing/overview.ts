import { checksServingIn } from '../../shared/application/checks-serving.ts';
import { mayBeFilledIn } from '../../shared/domain/filing/ending-types.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { draftPath } from '../../shared/domain/filing/form-draft.ts';
import { handOverState, isGoingOn, triesOfChecks } from '../../shared/domain/liveness/hand-over.ts';
import { hasDied, type LivenessCheck, websitesServed } from '../../shared/domain/liveness/liveness.ts';
import type { Document } from '../../shared/domain/media/document.ts';
import { isSettled } from '../../shared/domain/media/document.ts';
import { draftFindings } from '../../shared/domain/rules/draft-findings.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import { documentPath } from '../../shared/domain/rules/scopes.ts';
import type { Ports } from './ports.ts';
import { repairing, shownRepair } from './repairs.ts';
import type { FilingAddress } from './save-contents.ts';

/** Something that others do: a picture is read, a check runs. */
interface Waiting {
  readonly field: string;
  readonly until?: Date;
}

/**
 * How far each step of a filing is, by what is at hand: no registry is asked. A filing that can't be edited has nothing
 * to do.
 */
export async function overview({ applicantId, filingId }: FilingAddress, ports: Ports) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  const { state } = filing;
  if (!mayBeFilledIn(filing)) return { filingId, state, findings: [], gaps: [], waiting: [], repairs: [] };
  const [{ findings, gaps }, waiting, found] = await Promise.all([
    findingsAtHand(filing, ports),
    waitingIn(filing, ports),
    repairing(filing, ports),
  ]);
  return {
    filingId,
    state,
    findings,
    gaps,
    waiting,
    repairs: (found?.items ?? []).map((item) => shownRepair(item, filing)),
  };
}

/** The pre-check without outside facts, and the findings about forms that are not complete yet, with what those lack. */
async function findingsAtHand(filing: Filing, { filingCases, formDrafts }: Ports) {
  const [atHand, drafts] = await Promise.all([filingCases.atHand(filing), formDrafts.ofFiling(filing.id)]);
  const open = drafts.filter(({ gaps }) => gaps.length > 0);
  const halfFilled = open.flatMap(({ form, draft }) => {
    const path = draftPath(filing.contents, form);
    return draftFindings(atHand, form, draft).filter(({ field }) => field.startsWith(`${path}.`));
  });
  return {
    findings: [...halfFilled, ...preCheck({ ...atHand, drafts, termsAccepted: true })],
    gaps: open.flatMap(({ form, gaps }) => gaps.map((key) => `${draftPath(filing.contents, form)}.${key}`)),
  };
}

async function waitingIn(filing: Filing, ports: Ports): Promise<readonly Waiting[]> {
  const now = ports.clock.now();
  const [documents, checks, handOvers] = await Promise.all([
    ports.documents.ofFiling(filing.id),
    checksServingIn(filing, ports),
    ports.handOvers.ofFiling(filing.id, filing.applicantId),
  ]);
  const serves = (made: string, id: string) => websitesServed(filing.contents, made, ports.settings).includes(id);
  const liveness = filing.contents.websites.flatMap(({ id }, index): readonly Waiting[] => {
    const own = checks.filter(({ websiteId }) => websiteId === id);
    const field = `websites.${index}.liveness`;
    const handOver = handOvers.findLast(({ websiteId = '' }) => serves(websiteId, id));
    const ofHandOver = own.filter((check) => handOver?.checkIds.includes(check.id));
    if (handOver && isGoingOn(handOverState(handOver, triesOfChecks(ofHandOver, now), now)))
      return [{ field, until: handOver.expiresAt }];
    return own.some((check) => isVerifying(check, now)) ? [{ field }] : [];
  });
  return [
    ...liveness,
    ...newestOf(documents)
      .filter(isRead)
      .map(({ kind, subject }) => ({
        field: documentPath(filing.contents, kind, subject),
      })),
  ];
}

const isVerifying = (check: LivenessCheck, now: Date): boolean => check.state === 'verifying' && !hasDied(check, now);

/**
 * A permit alone is nothing that somebody does: the person may have chosen no file after all. The media of a check belong to
 * the check.
 */
const isRead = (document: Document): boolean =>
  !isSettled(document) && document.state !== 'waiting' && !document.kind.startsWith('liveness-');

/** The newest of several uploads for one purpose. */
const newestOf = (documents: readonly Document[]): readonly Document[] => [
  ...new Map(documents.map((document) => [`${document.kind} ${document.subject}`, document])).values(),
];
