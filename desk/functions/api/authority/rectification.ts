import { possibleResults } from '../../../../contracts/desk/authority-notices.ts';
import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { canBeDue } from '../../../domain/authority/authority.ts';
import { coveredWords, piecesOf } from '../../../domain/authority/authority-words.ts';
import { looksPersonal } from '../../../domain/cases/reasons.ts';
import type { AuthorityNotice } from '../../../ports/authority-notices.ts';
import type { OpenNotice, ToldEvent } from '../../../ports/record-events.ts';
import { requireConfirmed } from '../cases/confirmed-words.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';

const MOST_SHOWN = 200;

type Row = Omit<Output<typeof contract.listRectifications>['notices'][number], 'lastTold'>;

/** What is to be mended or reported back, the first due first: what organizers know of, and what they are being told. */
export const listRectifications: UseCase<'listRectifications'> = async (_, ports) => {
  const rows = await rectificationRows(ports, ports.clock.now());
  const told = await ports.knownRecords.lastToldOfAll(rows.map(({ row }) => row.recordId));
  return { notices: rows.map(({ row }) => ({ ...row, lastTold: told.get(row.recordId) ?? 0 })) };
};

/** The same rows, with the instant since when they are here. */
export async function rectificationRows(
  { authorityNotices, knownRecords }: Pick<Ports, 'authorityNotices' | 'knownRecords'>,
  now: Date,
): Promise<readonly { readonly row: Row; readonly since: Date | undefined }[]> {
  const ofAuthority = await authorityNotices.open(MOST_SHOWN);
  const open = await knownRecords.openNotices(MOST_SHOWN);
  const known = open.map((openNotice) => ({
    one: openNotice,
    task: ofAuthority.find(
      ({ recordId, event }) => recordId === openNotice.record.recordId && event === openNotice.notice,
    ),
  }));
  const alone = ofAuthority.filter((task) => !known.some((row) => row.task === task));
  return [
    ...known.map(({ one, task }) => ({
      row: { ...knownRow(one, now), ...(task && { authority: authorityPart(task) }) },
      since: task?.receivedAt ?? one.toldAt,
    })),
    ...alone.map((task) => ({ row: aloneRow(task, now), since: task.receivedAt })),
  ].toSorted((a, b) => dateOf(a.row) - dateOf(b.row));
}

const dateOf = ({ dueAt }: Row): number => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;

const knownRow = ({ record, notice, state, dueAt, answeredAt, word, told }: OpenNotice, now: Date) => ({
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
});

/** A notice that no record shows: its organizer is being told, or only the authority does not know the result. */
const aloneRow = (task: AuthorityNotice, now: Date): Row => ({
  recordId: task.recordId,
  number: task.filingNumber,
  domains: [...task.domains],
  notice: task.event,
  state: task.state,
  isOverdue: task.dueAt !== undefined && task.dueAt < now,
  ...(task.dueAt && { dueAt: task.dueAt }),
  items: [...piecesOf(coveredWords(task.words ?? '', []))],
  authority: authorityPart(task),
});

const authorityPart = ({ id, kind, receivedAt, reported }: AuthorityNotice) => ({
  noticeId: id,
  kind,
  receivedAt,
  possibleResults: [...possibleResults(reported)],
  ...(reported && { reported }),
});

type Known = NonNullable<Awaited<ReturnType<Ports['knownRecords']['findByNumber']>>>;

/** The domains of the websites that are meant; of all where none is named. */
const domainsOf = ({ websites }: Known, told: ToldEvent | undefined): string[] =>
  websites.filter(({ number }) => told?.websites?.includes(number) ?? true).flatMap(({ domains }) => [...domains]);

/** @throws Refused('desk-record.unknown') */
export const findRecord: UseCase<'findRecord'> = async ({ number: asked }, { knownRecords }) => {
  const found = await knownRecords.findByNumber(asked);
  if (!found) throw new Refused('desk-record.unknown');
  const { recordId, number, organizer, state, websites } = found;
  return {
    recordId,
    number,
    ...(organizer && { organizer }),
    state,
    websites: websites.map((website) => ({
      number: website.number,
      domains: [...website.domains],
      state: website.state,
    })),
    lastTold: await knownRecords.lastTold(recordId),
  };
};

/**
 * Tells of a notice, an inspection, or the end of one. Sent again it is refused, because another event was told since. What came
 * of a notice is reported back later.
 *
 * @throws Refused('desk-record.unknown' | 'desk.changed-meanwhile' | 'case.tied' | 'words.to-confirm'); Refused('request.invalid') for
 * a time that can't be, and for words with a number of somebody.
 */
export const tellOfRecord: UseCase<'tellOfRecord'> = ({ staff, recordId, body }, ports) => {
  const { authorityNotices, clock, declaredTies, knownRecords, recordEvents, transactions } = ports;
  const event = eventOf(body, clock.now());
  return transactions.inTransaction(async () => {
    const record = await knownRecords.find(recordId);
    if (!record) throw new Refused('desk-record.unknown');
    if (await declaredTies.isTiedTo(staff.staffId, { recordId })) throw new Refused('case.tied');
    const sequence = await recordEvents.tell(recordId, event, staff.staffId, clock.now());
    // Whoever has seen an older state learns that somebody told of it meanwhile, and nothing is told twice.
    if (sequence !== body.lastTold + 1) throw new Refused('desk.changed-meanwhile');
    if (body.kind !== 'notice-closed') {
      const { kind, items, websites } = body;
      const of = { kind, recordId, filingNumber: record.number, websites, dueAt: event.dueAt, event: sequence };
      await authorityNotices.add({ ...of, words: items.join('\n') });
    }
    return { sequence };
  });
};

type Told = Input<typeof contract.tellOfRecord>['body'];

function eventOf(body: Told, now: Date): ToldEvent {
  const invalid = (field: string, message: string) => new Refused('request.invalid', { fields: [{ field, message }] });
  if (body.kind === 'notice-closed') return { kind: body.kind, notice: body.notice };
  const { kind, websites, items, confirmsWords } = body;
  const personal = items.findIndex(looksPersonal);
  if (personal >= 0) throw invalid(`items.${personal}`, '主办者会看到这里，也会进日志，请不要写证件号码和电话。');
  const dueAt = body.kind === 'inspection' ? new Date(body.dueAt) : undefined;
  if (dueAt && !canBeDue(dueAt, now)) throw invalid('dueAt', '期限应晚于现在，在一年以内。');
  requireConfirmed(Object.fromEntries(items.map((text, index) => [`items.${index}`, text])), confirmsWords);
  return { kind, websites, items: items.map((reason) => ({ reason })), dueAt };
}
