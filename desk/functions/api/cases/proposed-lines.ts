import { Refused } from '../../../../contracts/kit/refusal.ts';
import { type ListedValue, mayBeListedNumber, shownListed } from '../../../domain/authority/authority-lists.ts';
import { isNumber, isSought, proposedLines } from '../../../domain/authority/proposed-lines.ts';
import type { UseCase } from '../use-case.ts';
import { search } from './gate.ts';

const PAGE = 50;

/**
 * A page of what a proposed list makes of the one that it replaces, with what of the desk's each line hits, so that whoever
 * confirms it sees what they confirm. Numbers are masked: whoever looks for one learns whether it is listed, which is counted.
 * Whoever has proposed it knows the numbers: what theirs hit is told to them only one by one, in such a search. They may give the
 * numbers to others, too: each page of a list with numbers counts, whoever reads it.
 *
 * @throws Refused('desk.changed-meanwhile') for a proposal that is settled, or that is no list; Refused('search.too-many')
 */
export const showProposedLines: UseCase<'showProposedLines'> = async (
  { staff, proposalId, body: { standing, text, after = 0 } },
  ports,
) => {
  const { authorityLists, proposals } = ports;
  const { proposal, proposedBy } = (await proposals.find(proposalId)) ?? {};
  if (proposal?.kind !== 'list') throw new Refused('desk.changed-meanwhile');
  const isOwn = proposedBy === staff.staffId;
  const isOfPeople = mayBeListedNumber(text ?? '');
  const isCounted = isOfPeople || proposal.values.some(isNumber);
  const isTold = (listed: ListedValue) => !isNumber(listed) || isOfPeople || !isOwn;
  const find = async () => {
    const lines = proposedLines(proposal.values, await authorityLists.entries(proposal.list))
      .map((line, index) => ({ ...line, at: index }))
      .filter((line) => standing === undefined || line.standing === standing)
      .filter((line) => text === undefined || isSought(line, text));
    const hits = await authorityLists.hits(lines.slice(after, after + PAGE));
    return lines.map((line, place) => ({ ...line, hit: isTold(line) ? hits[place - after] : undefined }));
  };
  const casesIn = (found: Awaited<ReturnType<typeof find>>) =>
    found.flatMap(({ hit }) => hit?.cases.map(({ caseId }) => caseId) ?? []);
  const action = isCounted ? 'searched' : 'searched-order';
  const facts = { by: 'listed', reason: 'authority' };
  const lines = await search({ staffId: staff.staffId, action, facts }, { find, casesIn }, ports);
  return {
    lines: lines.slice(after, after + PAGE).map((line) => ({
      line: line.at + 1,
      kind: line.kind,
      value: shownListed(line),
      standing: line.standing,
      records: (line.hit?.records ?? []).map(({ recordId, number }) => ({ recordId, number })),
      ...(isTold(line) && { cases: line.hit?.cases.length ?? 0 }),
    })),
    total: lines.length,
    ...(after + PAGE < lines.length && { next: after + PAGE }),
  };
};
