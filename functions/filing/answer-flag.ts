import { Refused } from '../../contracts/kit/refusal.ts';
import { isInRepair, itemOf, withAnswer } from '../../shared/domain/filing/repair.ts';
import type { Ports } from './ports.ts';
import { repairing, shownRepair } from './repairs.ts';
import type { FilingAddress } from './save-contents.ts';

interface AnswerAddress extends FilingAddress {
  readonly round: number;
  readonly item: number;
}

type AnswerPorts = Pick<
  Ports,
  'filings' | 'formDrafts' | 'transactions' | 'consents' | 'documents' | 'livenessChecks' | 'filingRounds' | 'settings'
>;

/**
 * Keeps a word to the reviewer about a flagged item, in place of an earlier one. Saying the same again changes nothing.
 *
 * @throws Refused('consent.missing') after the person has withdrawn their consent, and the refusals of `save`.
 */
export async function answerFlag(
  { body, ...address }: AnswerAddress & { readonly body: { readonly word: string } },
  ports: AnswerPorts,
) {
  if (!(await ports.consents.isInForce(address.applicantId))) throw new Refused('consent.missing');
  return save(address, body.word, ports);
}

/** Takes the word about a flagged item back. */
export const takeBackAnswer = (address: AnswerAddress, ports: AnswerPorts) => save(address, undefined, ports);

/**
 * @throws Refused('filing.wrong-state') while the filing is not to be repaired, Refused('filing.changed-meanwhile') when a
 * later round was returned, Refused('filing.flag-unknown') when nothing of this number is flagged.
 */
async function save(
  { applicantId, filingId, round, item }: AnswerAddress,
  word: string | undefined,
  ports: AnswerPorts,
) {
  const filing = await ports.transactions.inTransaction(async () => {
    await ports.formDrafts.lock(filingId, applicantId);
    return ports.filings.change(filingId, applicantId, ({ state, flagged, contents, ...current }) => {
      if (!isInRepair(state)) throw new Refused('filing.wrong-state', { state, event: 'save' });
      if (current.round !== round) throw new Refused('filing.changed-meanwhile');
      if (!flagged.some((flag, index) => itemOf(flag, index) === item)) throw new Refused('filing.flag-unknown');
      if (contents.answers?.find((answer) => answer.item === item)?.word === word) return undefined;
      return { event: 'save', contents: withAnswer(contents, item, word), facts: { section: 'answers' } };
    });
  });
  return { repairs: ((await repairing(filing, ports))?.items ?? []).map((item) => shownRepair(item, filing)) };
}
