import type { ToldEvent } from '../../shared/desk/ports/record-events.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import type { Input, Output } from '../../shared/edge/contract.ts';
import type { contract } from './contract.ts';
import { namesSomebody } from './names-somebody.ts';
import type { Ports } from './ports.ts';

const MOST_SHOWN = 200;

/** What organizers are to mend, or have answered; the first due first. */
export async function listRectifications(
  _: Input<typeof contract.listRectifications>,
  { clock, knownRecords }: Ports,
): Promise<Output<typeof contract.listRectifications>> {
  const now = clock.now();
  const open = await knownRecords.openNotices(MOST_SHOWN);
  const notices = await Promise.all(
    open.map(async ({ record, notice, state, dueAt, answeredAt, word, told }) => ({
      recordId: record.recordId,
      number: record.number,
      domains: domainsOf(record, told),
      notice,
      state,
      isOverdue: state === 'open' && dueAt !== undefined && dueAt < now,
      ...(dueAt && { dueAt }),
      ...(answeredAt && { answeredAt }),
      ...(word !== undefined && { word }),
      items: (told?.items ?? []).map(({ reason }) => reason),
      lastTold: await knownRecords.lastTold(record.recordId),
    })),
  );
  return { notices };
}

type Known = NonNullable<Awaited<ReturnType<Ports['knownRecords']['findByNumber']>>>;

/** Of the websites that are meant; of all where none is named. */
const domainsOf = ({ websites }: Known, told: ToldEvent | undefined): string[] =>
  websites.filter(({ number }) => told?.websites?.includes(number) ?? true).flatMap(({ domains }) => [...domains]);

/** @throws Refused('desk-record.unknown') */
export async function findRecord(
  { number: asked }: Input<typeof contract.findRecord>,
  { knownRecords }: Ports,
): Promise<Output<typeof contract.findRecord>> {
  const found = await knownRecords.findByNumber(asked);
  if (!found) throw new Refused('desk-record.unknown');
  const { recordId, number, state, websites } = found;
  return {
    recordId,
    number,
    state,
    websites: websites.map((one) => ({ number: one.number, domains: [...one.domains], state: one.state })),
    lastTold: await knownRecords.lastTold(recordId),
  };
}

/**
 * Tells of a notice, an inspection, or the end of one. Sent again it is refused, because another event was told since.
 *
 * @throws Refused('desk-record.unknown' | 'desk.changed-meanwhile'); Refused('request.invalid') for a time that is over, and
 * for words with a number of somebody.
 */
export function tellOfRecord(
  { staff, recordId, body }: Input<typeof contract.tellOfRecord>,
  ports: Ports,
): Promise<Output<typeof contract.tellOfRecord>> {
  const { clock, knownRecords, recordEvents, transactions } = ports;
  const event = eventOf(body, clock.now());
  return transactions.inTransaction(async () => {
    if (!(await knownRecords.find(recordId))) throw new Refused('desk-record.unknown');
    const sequence = await recordEvents.tell(recordId, event, staff.staffId, clock.now());
    // Whoever has seen an older state learns that somebody told of it meanwhile, and nothing is told twice.
    if (sequence !== body.lastTold + 1) throw new Refused('desk.changed-meanwhile');
    return { sequence };
  });
}

function eventOf(body: Input<typeof contract.tellOfRecord>['body'], now: Date): ToldEvent {
  const invalid = (field: string, message: string) => new Refused('request.invalid', { fields: [{ field, message }] });
  if (body.kind === 'notice-closed') return { kind: body.kind, notice: body.notice };
  const { kind, websites, items } = body;
  const personal = items.findIndex(namesSomebody);
  if (personal >= 0) throw invalid(`items.${personal}`, '主办者会看到这里，也会进日志，请不要写证件号码和电话。');
  const dueAt = body.kind === 'inspection' ? new Date(body.dueAt) : undefined;
  if (dueAt && dueAt <= now) throw invalid('dueAt', '期限应晚于现在。');
  return { kind, websites, items: items.map((reason) => ({ reason })), dueAt };
}
