import { dayInWords, minuteInWords } from '../../contracts/kit/beijing-time.ts';
import { typeLabel } from '../../shared/domain/filing/filing-types.ts';
import { hasEnded } from '../../shared/domain/filing/machine.ts';
import { ASKED } from '../../shared/domain/messages/asked.ts';
import type { Call } from '../calls/api-client.ts';
import { filingLink, filingName, type OwnLists } from './own-lists.ts';
import { leavesSoon, transferNote } from './record-transfers.ts';
import type { RecordWay } from './record-way.ts';
import { recordCard } from './records.ts';

/** Texts around what somebody has to do. */
export const TO_DO = { title: '要你动手' } as const;

/** Something to do, most by a time, in the words of its message: on the page of a filing, of a notice, by a way, else of a transfer. */
export interface ToDo {
  readonly key: string;
  readonly filingId?: string;
  readonly recordId?: string | undefined;
  readonly notice?: number;
  readonly way?: RecordWay;
  readonly dueAt: string | undefined;
  /** What it is about: websites, or a record. */
  readonly about: string;
  readonly what: string;
  /** What to do, and until when. */
  readonly next: string;
  /** The label of the button that opens its page. */
  readonly action: string;
}

const said = (message: keyof typeof ASKED, date = '') => {
  const { what, next } = ASKED[message];
  return { what, next: next.replace('{date}', date) };
};

/** What the person has to do now: SMS verifications, notices, transfers that wait, and accesses that ended, the most urgent first. */
export function toDos({ records = [], filings = [], transfers = [] }: Partial<OwnLists>): readonly ToDo[] {
  const smsChecks = filings.flatMap((filing) => {
    const { filingId, recordId, dueAt } = filing;
    const about = filingName(filing, records);
    const date = dueAt && minuteInWords(new Date(dueAt));
    const toDo = { key: filingId, filingId, recordId, dueAt, about, action: '看怎么填' };
    return date ? [{ ...toDo, ...said('sms-verification', date) }] : [];
  });
  const openNotices = records.flatMap(({ recordId, notices }) =>
    notices
      .filter(({ isOpen }) => isOpen)
      .map(({ notice, about, dueAt }) => ({
        ...{ key: `${recordId} ${notice}`, recordId, notice, dueAt, about, action: '去整改' },
        ...(dueAt ? said('record-inspection', dayInWords(new Date(dueAt))) : said('record-notice')),
      })),
  );
  const leaving = transfers.filter(leavesSoon).map((transfer) => {
    const { transferId: key, recordId, number, movesAt: dueAt } = transfer;
    const about = records.find((card) => card.recordId === recordId)?.domains || number;
    const words = { ...said('transfer-waiting'), next: transferNote(transfer) };
    return { key, recordId, dueAt, about, action: '看看，或停止', ...words };
  });
  const away = records.flatMap(({ recordId, hints, websites }) =>
    hints.flatMap(({ code, message, way }) => {
      const about = websites.find(({ websiteId }) => websiteId === way?.websiteId)?.domains ?? '';
      if (code !== 'access-ended' || !way) return [];
      const toDo = { key: `${recordId} ${way.websiteId}`, recordId, dueAt: undefined, about, way, action: way.label };
      return [{ ...toDo, what: ASKED['access-ended'].what, next: message }];
    }),
  );
  // Instants sort as texts; what has no time comes last.
  return [...smsChecks, ...openNotices, ...leaving, ...away].sort((first, second) =>
    (first.dueAt ?? '9').localeCompare(second.dueAt ?? '9'),
  );
}

/** One of the person's records, with what is to be done and what runs; undefined when it is not theirs, or no longer. */
export async function loadRecord(call: Call, recordId: string) {
  const [{ records }, { filings }, { transfers }] = await Promise.all([
    call('listRecords', {}),
    call('listFilings', {}),
    call('listTransfers', {}),
  ]);
  const found = records.find((record) => record.recordId === recordId);
  if (!found) return undefined;
  const card = recordCard(found);
  return {
    card,
    toDos: toDos({ records: [card], filings, transfers }).filter((toDo) => toDo.recordId === recordId),
    /** The filings about it that have not ended. */
    running: filings
      .filter((filing) => filing.recordId === recordId && !hasEnded(filing.state))
      .map((filing) => ({
        ...{ filingId: filing.filingId, stateLabel: filing.stateLabel, action: filingLink(filing) },
        about: `${typeLabel(filing.filingType)}：${filingName(filing, [card])}`,
      })),
    /** The transfer that takes it away, unless somebody stops it. */
    leaving: transfers.find((transfer) => transfer.recordId === recordId && leavesSoon(transfer)),
  };
}
