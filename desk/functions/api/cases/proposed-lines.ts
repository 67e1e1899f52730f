import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { shownListed } from '../../../domain/authority-lists.ts';
import { isSought, proposedLines } from '../../../domain/proposed-lines.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

const PAGE = 50;

/**
 * A page of what a proposed list makes of the one that it replaces, with what of the desk's each line hits, so that whoever
 * confirms it sees what they confirm. Numbers are masked.
 *
 * @throws Refused('desk.changed-meanwhile') for a proposal that is settled, or that is no list.
 */
export async function showProposedLines(
  { proposalId, body: { standing, text, after = 0 } }: Input<typeof contract.showProposedLines>,
  { authorityLists, proposals }: Pick<Ports, 'authorityLists' | 'proposals'>,
): Promise<Output<typeof contract.showProposedLines>> {
  const proposal = await proposals.find(proposalId);
  if (proposal?.kind !== 'list') throw new Refused('desk.changed-meanwhile');
  const lines = proposedLines(proposal.values, await authorityLists.entries(proposal.list))
    .map((line, index) => ({ ...line, at: index }))
    .filter((line) => standing === undefined || line.standing === standing)
    .filter((line) => text === undefined || isSought(line, text));
  const page = lines.slice(after, after + PAGE);
  const hits = await authorityLists.hits(page);
  return {
    lines: page.map(({ kind, value, standing: how, at }, place) => ({
      line: at + 1,
      kind,
      value: shownListed({ kind, value }),
      standing: how,
      records: (hits[place]?.records ?? []).map(({ recordId, number }) => ({ recordId, number })),
      cases: hits[place]?.cases.length ?? 0,
    })),
    total: lines.length,
    ...(after + PAGE < lines.length && { next: after + PAGE }),
  };
}
