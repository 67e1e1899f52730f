import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { MOST_LISTED, readList } from '../../../domain/authority-lists.ts';
import type { Proposal, ProposedEvent } from '../../../domain/proposal.ts';
import { looksPersonal } from '../../../domain/reasons.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

/** One of each record and list; more than that wait nowhere. */
const MOST_SHOWN = 200;
const MOST_FAULTS = 20;

/**
 * Proposes an event that ends something of a record.
 *
 * @throws Refused('desk-record.unknown' | 'desk.changed-meanwhile' | 'proposal.open'); Refused('request.invalid') for a website
 * that is not the record's, and for words with a number of somebody.
 */
export async function proposeEvent(
  { staff, recordId, body }: Input<typeof contract.proposeEvent>,
  ports: Ports,
): Promise<Output<typeof contract.proposeEvent>> {
  const { lastTold, ...event } = body;
  const record = await ports.knownRecords.findLive(recordId);
  if (!record) throw new Refused('desk-record.unknown');
  if ((await ports.knownRecords.lastTold(recordId)) !== lastTold) throw new Refused('desk.changed-meanwhile');
  checkEvent(
    event,
    record.websites.filter(({ state }) => state === 'live').map(({ number }) => number),
  );
  const proposal = { kind: 'record-event', recordId, number: record.number, event, lastTold } as const;
  return { proposalId: await propose(proposal, staff.staffId, ports) };
}

function checkEvent({ websites = [], reason = '' }: ProposedEvent['event'], websiteIds: readonly string[]): void {
  const unknown = websites.findIndex((website) => !websiteIds.includes(website));
  if (unknown >= 0) throw invalid([{ field: `websites.${unknown}`, message: '这份备案没有这个网站，请重新查备案。' }]);
  if (looksPersonal(reason))
    throw invalid([{ field: 'reason', message: '主办者会看到这里，也会进日志，请不要写证件号码和电话。' }]);
}

/**
 * Proposes the lines of a file as a list; all of them or none.
 *
 * @throws Refused('desk.changed-meanwhile' | 'proposal.open'); Refused('request.invalid') with the number of each line that can't
 * be read, for an empty file, too many lines, and a date that is over.
 */
export async function proposeList(
  { staff, list, body }: Input<typeof contract.proposeList>,
  ports: Ports,
): Promise<Output<typeof contract.proposeList>> {
  const { authorityLists, clock } = ports;
  const { version, dueAt, text } = body;
  if (new Date(dueAt) <= clock.now()) throw invalid([{ field: 'dueAt', message: '期限应晚于现在。' }]);
  const values = valuesOf(list, text);
  const standing = (await authorityLists.standings()).find((listStanding) => listStanding.list === list);
  if (standing?.version !== version) throw new Refused('desk.changed-meanwhile');
  const counts = await authorityLists.compare(list, values);
  const proposal = { kind: 'list', list, values, dueAt, seen: version, ...counts } as const;
  return { proposalId: await propose(proposal, staff.staffId, ports), entries: values.length, ...counts };
}

function valuesOf(list: Input<typeof contract.proposeList>['list'], text: string) {
  const read = readList(list, text);
  if ('bad' in read)
    throw invalid(
      read.bad
        .slice(0, MOST_FAULTS)
        .map(({ line, message }) => ({ field: `text.${line}`, message: `第 ${line} 行：${message}` })),
    );
  const { values } = read;
  if (values.length === 0) throw invalid([{ field: 'text', message: '文件里没有名单，请重新选择。' }]);
  if (values.length > MOST_LISTED)
    throw invalid([{ field: 'text', message: `一份名单最多 ${MOST_LISTED} 行，这里有 ${values.length} 行。` }]);
  return values;
}

const invalid = (fields: readonly { readonly field: string; readonly message: string }[]) =>
  new Refused('request.invalid', { fields: [...fields] });

async function propose(proposal: Proposal, by: string, { clock, ids, proposals }: Ports): Promise<string> {
  const id = ids.uuid();
  if (!(await proposals.propose(id, proposal, by, clock.now()))) throw new Refused('proposal.open');
  return id;
}

/** What waits for a second person; the oldest first. */
export async function listProposals(
  { staff }: Input<typeof contract.listProposals>,
  { proposals }: Pick<Ports, 'proposals'>,
): Promise<Output<typeof contract.listProposals>> {
  const open = await proposals.open(MOST_SHOWN);
  return {
    proposals: open.map(({ id, proposal, proposedBy, proposedAt }) => ({
      proposalId: id,
      proposedBy,
      proposedAt,
      isMine: proposedBy === staff.staffId,
      ...shown(proposal),
    })),
  };
}

function shown(proposal: Proposal): Pick<Output<typeof contract.listProposals>['proposals'][number], 'event' | 'list'> {
  if (proposal.kind === 'list') {
    const { list, values, added, released, dueAt } = proposal;
    return { list: { list, entries: values.length, added, released, dueAt: new Date(dueAt) } };
  }
  const { recordId, number, event } = proposal;
  const { kind, by, websites = [], reason } = event;
  return { event: { recordId, number, kind, websites: [...websites], ...(by && { by }), ...(reason && { reason }) } };
}

/**
 * Confirms or drops a proposal. What is confirmed takes effect at once.
 *
 * @throws Refused('proposal.own'); Refused('desk.changed-meanwhile') when it is settled, or the record or the list has moved since.
 */
export async function settleProposal(
  { staff, proposalId, body }: Input<typeof contract.settleProposal>,
  { clock, proposals }: Pick<Ports, 'clock' | 'proposals'>,
): Promise<Output<typeof contract.settleProposal>> {
  const settled = await proposals.settle(proposalId, body.confirms, staff.staffId, clock.now());
  if (settled.state === 'own') throw new Refused('proposal.own');
  if (settled.state === 'gone' || settled.state === 'stale') throw new Refused('desk.changed-meanwhile');
  return settled;
}
