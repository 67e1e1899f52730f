import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import { typeLabel } from '../../shared/domain/filing/filing-types.ts';
import type { FilingView, Progress } from '../calls/messages.ts';
import type { RecordWay } from '../records/record-way.ts';
import { RECORD_TEXTS } from '../records/records.ts';

/** What is said of a filing that is over, and the way on: a record or something about it, else another page. */
export interface WayOn {
  readonly text: string;
  readonly label: string;
  readonly way?: RecordWay | undefined;
  readonly page?: 'start' | 'filings' | undefined;
}

const anew = (text: string): WayOn => ({ text, label: RECORD_TEXTS.begin, page: 'start' });

/** Where somebody goes on from a filing that is over; undefined of any other, and where its own page says more. */
export function wayOn(
  { state, stopped }: Pick<Progress, 'state' | 'stopped'>,
  { filingType, startedFrom }: Pick<FilingView, 'filingType' | 'startedFrom'>,
): WayOn | undefined {
  const recordId = startedFrom?.recordId;
  const toRecord = (text: string, action?: 'new-access'): WayOn => {
    if (recordId === undefined) return { text, label: '我的备案', page: 'filings' };
    const label = action ? typeLabel(action) : '去这份备案';
    return { text, label, way: { recordId, action, label } };
  };
  if (stopped?.isAccess)
    return toRecord(`${stopped.label}。要继续用这里的云服务器，请办理接入备案，办好才能变更或注销。`, 'new-access');
  if (stopped) return anew(`${stopped.label}。${RECORD_TEXTS.anew}`);
  switch (state) {
    case 'abandoned':
    case 'expired':
      if (filingType === 'first') return anew('这份备案到此结束。需要时可以重新开始。');
      return toRecord('已备案的信息没有变。需要时可以再办。');
    case 'revoked':
      return anew(RECORD_TEXTS.anew);
    case 'approved':
      if (filingType === 'cancel-organizer') return anew(RECORD_TEXTS.anew);
      if (filingType === 'end-access')
        return toRecord('备案号还在。要再用这里的云服务器，请办理接入备案。', 'new-access');
      if (filingType === 'change') return toRecord('备案信息已更新。还要新增网站或改别的，在这份备案里办理。');
      return isEnding(filingType) ? toRecord('还要办别的，在这份备案里办理。') : undefined;
    default:
      return undefined;
  }
}
