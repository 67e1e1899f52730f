import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import { hasEnded, isEditable } from '../../shared/domain/filing/machine.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import { type UnreachedNote, unreachedNote } from '../account/unreached.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingSummary } from '../calls/messages.ts';
import { createFollowing } from '../kit/following.ts';
import type { Transfer } from './record-transfers.ts';
import { organizerName } from './record-way.ts';
import { type RecordCard, recordCard } from './records.ts';

/** What a filing in the list is about: a website, or the organizer that ends, with its number. */
export function filingName(
  { filingType, domain, recordId }: Pick<FilingSummary, 'filingType' | 'domain' | 'recordId'>,
  records: readonly Pick<RecordCard, 'recordId' | 'title' | 'number'>[],
): string {
  if (filingType !== 'cancel-organizer' && domain !== '') return domain;
  const card = records.find((record) => record.recordId === recordId);
  return card ? organizerName(card) : domain;
}

/** What a filing in the list leads to. */
export function filingLink({ filingType, state }: Pick<FilingSummary, 'filingType' | 'state'>): string {
  if (state === 'draft') return '继续填写';
  if (!isInRepair(state)) return '查看进度';
  return isEnding(filingType) ? '查看原因' : '去修改';
}

/** What 我的备案 shows. */
export interface OwnLists {
  readonly records: readonly RecordCard[];
  readonly filings: readonly FilingSummary[];
  readonly transfers: readonly Transfer[];
  readonly unreached: readonly UnreachedNote[];
}

/**
 * Loads what is filed, and the person's filings, newest first. Each list is told as soon as it is there, so that one
 * that fails does not hide the other.
 *
 * @throws ApiError of the first that failed, after both have ended.
 */
export async function loadOwnLists(call: Call, tell: (lists: Partial<OwnLists>) => void): Promise<void> {
  const outcomes = await Promise.allSettled([
    call('listRecords', {}).then(({ records }) => tell({ records: records.map((record) => recordCard(record)) })),
    call('listFilings', {}).then(({ filings }) => tell({ filings })),
    call('listTransfers', {}).then(({ transfers }) => tell({ transfers })),
    call('listUnreached', {}).then(({ messages }) => tell({ unreached: messages.map(unreachedNote) })),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** The lists of a page that is open: while a filing is on its way they are loaded again once one has got further. */
export function createOwnLists(call: Call, tell: (lists: Partial<OwnLists>) => void) {
  let known: OwnLists['filings'] | undefined;
  const learn = (lists: Partial<OwnLists>): void => {
    known = lists.filings ?? known;
    tell(lists);
  };
  const following = createFollowing(
    async () => {
      const isNew = !known || statesOf((await call('listFilings', {})).filings) !== statesOf(known);
      if (isNew) await loadOwnLists(call, learn);
    },
    () => known?.some(({ state }) => !hasEnded(state) && !isEditable(state)) === true,
  );
  return {
    /** @throws as `loadOwnLists` */
    load(): Promise<void> {
      known = undefined;
      return following.look();
    },
    pause: following.pause,
  };
}

const statesOf = (filings: OwnLists['filings']): string =>
  filings.map(({ filingId, state, stateLabel }) => [filingId, state, stateLabel].join()).join(' ');
