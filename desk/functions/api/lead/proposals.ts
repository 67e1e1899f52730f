import { may } from '../../../../contracts/desk/rights.ts';
import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { canBeDue } from '../../../domain/authority/authority.ts';
import { type ListedValue, type ListName, MOST_LISTED, readList } from '../../../domain/authority/authority-lists.ts';
import { isNumber, proposedLines } from '../../../domain/authority/proposed-lines.ts';
import { looksPersonal } from '../../../domain/cases/reasons.ts';
import { type Proposal, type ProposedEvent, RIGHT_TO_SETTLE } from '../../../domain/oversight/proposal.ts';
import { type DeskSettings, loosenings } from '../../../domain/oversight/settings.ts';
import { requireConfirmed } from '../cases/confirmed-words.ts';
import { search } from '../cases/gate.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';

/** One of each record and list; more than that wait nowhere. */
const MOST_SHOWN = 200;
const MOST_FAULTS = 20;

/**
 * Proposes an event that ends something of a record.
 *
 * @throws Refused('desk-record.unknown' | 'desk.changed-meanwhile' | 'proposal.open'); Refused('request.invalid') where it names
 * neither websites nor all, for a website that is not the record's or has ended, for accesses of websites that have none, without a
 * reason, and for words with a number of somebody.
 */
export const proposeEvent: UseCase<'proposeEvent'> = async ({ staff, recordId, body }, ports) => {
  const { lastTold, confirmsWords, ...event } = body;
  const record = await ports.knownRecords.findLive(recordId);
  if (!record) throw new Refused('desk-record.unknown');
  if ((await ports.knownRecords.lastTold(recordId)) !== lastTold) throw new Refused('desk.changed-meanwhile');
  const live = record.websites.filter(({ state }) => state === 'live');
  checkEvent(
    event,
    live.map(({ number }) => number),
  );
  const meant = live.filter(({ number }) => event.whole ?? event.websites?.includes(number));
  if (event.kind === 'access-ended' && meant.every(({ hasAccess }) => hasAccess === false))
    throw invalid([
      { field: 'kind', message: '这里没有还在我们接入的网站，没有接入可以结束；主体或网站已注销的，请选强制注销。' },
    ]);
  const ends = meant.map(({ number, domains }) => ({ number, domains }));
  const { number, organizer, version } = record;
  const proposal = { kind: 'record-event', recordId, number, organizer, ends, version, event, lastTold } as const;
  await refuseTied(staff.staffId, proposal, ports);
  requireConfirmed({ reason: event.reason }, confirmsWords);
  return { proposalId: await propose(proposal, staff.staffId, ports) };
};

/** Nobody proposes or settles what is about whom they have declared, nor what becomes of them on a list. @throws Refused('case.tied') */
async function refuseTied(
  staffId: string,
  proposal: Proposal,
  { authorityLists, declaredTies }: TiePorts,
): Promise<void> {
  if (proposal.kind === 'settings') return;
  const changed = async (list: ListName, values: readonly ListedValue[]) =>
    proposedLines(values, await authorityLists.entries(list)).filter(({ standing }) => standing !== 'kept');
  const item =
    proposal.kind === 'list'
      ? { values: await changed(proposal.list, proposal.values) }
      : { recordId: proposal.recordId };
  if (await declaredTies.isTiedTo(staffId, item)) throw new Refused('case.tied');
}
type TiePorts = Pick<Ports, 'authorityLists' | 'declaredTies'>;

function checkEvent(
  { websites = [], whole, reason = '' }: ProposedEvent['event'],
  websiteIds: readonly string[],
): void {
  if (websites.length > 0 === (whole === true))
    throw invalid([{ field: 'websites', message: '请勾选涉及的网站；涉及全部的，请明确选“整个主体”。' }]);
  const unknown = websites.findIndex((website) => !websiteIds.includes(website));
  if (unknown >= 0)
    throw invalid([{ field: `websites.${unknown}`, message: '这个网站不在这份备案里，或已经注销，请重新查备案。' }]);
  if (reason === '') throw invalid([{ field: 'reason', message: '请写明原因，主办者会看到。' }]);
  if (looksPersonal(reason))
    throw invalid([{ field: 'reason', message: '主办者会看到这里，也会进日志，请不要写证件号码和电话。' }]);
}

/**
 * Proposes the lines of a file as a list; all of them or none. How many are new, and whether one is tied, tells of the numbers in it:
 * that is a search.
 *
 * @throws Refused('desk.changed-meanwhile' | 'proposal.open' | 'case.tied' | 'search.too-many'); Refused('request.invalid') with
 * the number of each line that can't be read, for an empty file, too many lines, and a date that is over.
 */
export const proposeList: UseCase<'proposeList'> = async ({ staff, list, body }, ports) => {
  const { authorityLists, clock } = ports;
  const { version, dueAt, text } = body;
  if (!canBeDue(new Date(dueAt), clock.now()))
    throw invalid([{ field: 'dueAt', message: '期限应晚于现在，在一年以内。' }]);
  const values = valuesOf(list, text);
  const standing = (await authorityLists.standings()).find((listStanding) => listStanding.list === list);
  if (standing?.version !== version) throw new Refused('desk.changed-meanwhile');
  const { staffId } = staff;
  const keep = async () => {
    const counts = await authorityLists.compare(list, values);
    const proposal = { kind: 'list', list, values, dueAt, seen: version, ...counts } as const;
    await refuseTied(staffId, proposal, ports);
    return { proposalId: await propose(proposal, staffId, ports), entries: values.length, ...counts };
  };
  const numbers = values.filter(isNumber).length;
  if (numbers === 0) return keep();
  const facts = { by: 'listed', reason: 'authority', numbers };
  // A refusal tells as much: its entry stays.
  const find = async () => [await keep().catch(refusedOnly)] as const;
  const [kept] = await search({ staffId, action: 'searched', facts }, { find, casesIn: () => [] }, ports);
  if (kept instanceof Refused) throw kept;
  return kept;
};

function refusedOnly(error: unknown): Refused {
  if (error instanceof Refused) return error;
  throw error;
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

/** Keeps a proposal. @returns its id. @throws Refused('proposal.open') */
export async function propose(proposal: Proposal, by: string, { clock, ids, proposals }: Ports): Promise<string> {
  const id = ids.uuid();
  if (!(await proposals.propose(id, proposal, by, clock.now()))) throw new Refused('proposal.open');
  return id;
}

/** What waits for a second person that the caller could be; the oldest first. */
export const listProposals: UseCase<'listProposals', 'proposals' | 'settingsStore'> = async (
  { staff },
  { proposals, settingsStore },
) => {
  const [open, settings] = [await proposals.open(MOST_SHOWN), await settingsStore.current()];
  const theirs = open.filter(({ proposal }) => may(staff.roles, RIGHT_TO_SETTLE[proposal.kind]));
  return {
    proposals: theirs.map(({ id, proposal, proposedBy, proposedAt }) => ({
      proposalId: id,
      proposedBy,
      proposedAt,
      isMine: proposedBy === staff.staffId,
      ...shown(proposal, settings),
    })),
  };
};

type Shown = Pick<Output<typeof contract.listProposals>['proposals'][number], 'event' | 'list' | 'settings'>;

function shown(proposal: Proposal, settings: DeskSettings): Shown {
  if (proposal.kind === 'settings') return { settings: { loosened: [...loosenings(settings, proposal.settings)] } };
  if (proposal.kind === 'list') {
    const { list, values, added, released, dueAt } = proposal;
    return { list: { list, entries: values.length, added, released, dueAt: new Date(dueAt) } };
  }
  const { recordId, number, organizer, ends, event } = proposal;
  const { kind, by, whole = false, reason } = event;
  const websites = ends.map((site) => ({ number: site.number, domains: [...site.domains] }));
  const said = { ...(organizer && { organizer }), ...(by && { by }), ...(reason && { reason }) };
  return { event: { recordId, number, kind, whole, websites, ...said } };
}

/**
 * Confirms or drops a proposal. What is confirmed takes effect at once.
 *
 * @throws Refused('proposal.own' | 'staff.no-right' | 'case.tied'); Refused('desk.changed-meanwhile') when it is settled, or what it
 * changes has moved since.
 */
export async function settleProposal(
  { staff, proposalId, body }: Input<typeof contract.settleProposal>,
  ports: TiePorts & Pick<Ports, 'clock' | 'proposals'>,
): Promise<Output<typeof contract.settleProposal>> {
  const { clock, proposals } = ports;
  const proposal = (await proposals.find(proposalId))?.proposal;
  if (proposal && !may(staff.roles, RIGHT_TO_SETTLE[proposal.kind])) throw new Refused('staff.no-right');
  if (proposal) await refuseTied(staff.staffId, proposal, ports);
  const settled = await proposals.settle(proposalId, body.confirms, staff.staffId, clock.now());
  if (settled.state === 'own') throw new Refused('proposal.own');
  if (settled.state === 'gone' || settled.state === 'stale') throw new Refused('desk.changed-meanwhile');
  return settled;
}
