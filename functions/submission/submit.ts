import type { Filing } from '../../shared/domain/filing.ts';
import { next } from '../../shared/domain/filing-machine.ts';
import { stops } from '../../shared/domain/finding.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import type { AuthorizationCodes } from '../../shared/ports/authorization-codes.ts';
import type { Documents } from '../../shared/ports/documents.ts';
import type { FilingCases, Papers } from '../../shared/ports/filing-cases.ts';
import type { FilingRounds } from '../../shared/ports/filing-rounds.ts';
import type { Filings } from '../../shared/ports/filings.ts';
import type { LivenessChecks } from '../../shared/ports/liveness-checks.ts';
import type { Settings } from '../../shared/ports/settings.ts';
import { contentHash } from './content-hash.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';
import { packageData } from './package-data.ts';

/** The catalogue of rules, made when a submission is checked: it would be 4 ms of CPU more until an instance is ready. */
const rules = () => import('../../shared/domain/rules/pre-check.ts');

export interface SubmitCommand extends SubmissionAddress {
  readonly body: { readonly termsAccepted: boolean; readonly termsTextVersion?: string | undefined };
}

export interface SubmitPorts {
  readonly filings: Filings;
  readonly filingCases: FilingCases;
  readonly filingRounds: FilingRounds;
  readonly documents: Documents;
  readonly livenessChecks: LivenessChecks;
  readonly authorizationCodes: AuthorizationCodes;
  readonly settings: Settings;
}

/**
 * Submits a filing in which nothing stops a reviewer: checks it, and answers with the writing. What was checked is what is frozen and sent: a
 * change in between, of a form or of a paper, is refused. State, frozen round and authorization codes commit in one transaction, which the edge
 * opens.
 */
export async function submit({ applicantId, filingId, body }: SubmitCommand, ports: SubmitPorts) {
  const checked = await ports.filings.find(filingId, applicantId);
  next(checked.state, 'submit');
  const termsTextVersion = acceptedTerms(body, ports.settings);
  const { data, findings } = await checkedPackage(checked, ports);

  return async () => {
    // The check took its time.
    const now = packageData(checked, await papersOf(checked, ports), findings);
    if (contentHash(now) !== contentHash(data)) throw new Refused('filing.changed-meanwhile');
    const filing = await ports.filings.change(filingId, applicantId, (current) => {
      if (current.version !== checked.version) throw new Refused('filing.changed-meanwhile');
      const round = current.round + 1;
      return {
        event: 'submit',
        round,
        lastVerdict: 0,
        flagged: [],
        facts: { round, termsTextVersion },
        send: [{ topic: 'review-desk.submit', key: `submit/${filingId}/${round}`, payload: { filingId, round } }],
      };
    });
    const { round } = filing;
    await ports.filingRounds.freeze({ filingId, round, termsTextVersion, contentHash: contentHash(data), data });
    await ports.authorizationCodes.use(codesOf(filing), { filingId, applicantId });
    return outcomeOf(filing);
  };
}

/** The version of the terms that the person has accepted: the one in force, also when his client doesn't name it. */
function acceptedTerms({ termsAccepted, termsTextVersion }: SubmitCommand['body'], settings: Settings): string {
  const inForce = settings.termsTextVersion;
  if (!termsAccepted || (termsTextVersion ?? inForce) !== inForce)
    throw new Refused('terms.not-accepted', { textVersion: inForce });
  return inForce;
}

/** @throws Refused('filing.incomplete') with every finding. */
async function checkedPackage(filing: Filing, ports: SubmitPorts) {
  const papers = await papersOf(filing, ports);
  const { preCheck } = await rules();
  const findings = preCheck(await ports.filingCases.whole(filing, true, papers));
  if (stops(findings)) throw new Refused('filing.incomplete', { findings });
  return { data: packageData(filing, papers, findings), findings };
}

const papersOf = async ({ id }: Filing, { documents, livenessChecks }: SubmitPorts): Promise<Papers> => ({
  documents: await documents.ofFiling(id),
  checks: await livenessChecks.ofFiling(id),
});

const codesOf = ({ contents }: Filing): readonly string[] =>
  contents.websites.flatMap(({ cloudService }) =>
    cloudService.kind === 'authorization-code' ? [cloudService.code] : [],
  );
