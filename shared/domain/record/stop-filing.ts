import type { Change } from '../filing/change.ts';
import type { Filing } from '../filing/filing.ts';
import { FILING_TYPES } from '../filing/filing-types.ts';
import { hasEnded, isAtTheDesk } from '../filing/machine.ts';
import { withdrawal } from '../messages/desk-message.ts';
import { filedBefore } from './filed-before.ts';
import { type FiledRecord, liveWebsites } from './record.ts';

/**
 * What becomes of a filing when a record has moved on without it (PR-22); undefined: it goes on. With the record end all filings
 * about it, in whatever state; a first filing is about none. One that starts from the record also ends when nothing of the
 * record is connected here any more (FT-96), unless it cancels an organizer without websites;
 * a new website or a new access is what is to be filed then.
 *
 * Source: order states of the providers' consoles, T19-faq: open orders are stopped when the authority cancels.
 */
export function stopOf(record: FiledRecord, filing: Filing): Change | undefined {
  const { id, filingType, state, round } = filing;
  const { organizer, startsFrom, approval } = FILING_TYPES[filingType];
  if (hasEnded(state) || organizer === 'unfiled' || !isAbout(record, filing)) return undefined;
  const isOfEmpty = approval === 'ends-record' && liveWebsites(record).length === 0;
  const isLost = startsFrom === 'record' && !isOfEmpty && filedBefore(record).websites.length === 0;
  if (!record.contents.ended && !isLost) return undefined;
  return {
    event: 'stop',
    facts: { recordVersion: record.version, ...causeOf(record) },
    send: isAtTheDesk(state) ? [withdrawal(id, round)] : [],
  };
}

/** Why nothing is left of the record here: its own end, or else that of the last access. */
function causeOf({ contents: { ended, websites } }: FiledRecord): { readonly why?: string } {
  const ends = websites.filter((website) => !website.ended).flatMap(({ accesses }) => accesses.at(-1)?.ended ?? []);
  const why = (ended ?? ends.at(-1))?.why;
  return why ? { why } : {};
}

/** Whether it was begun from the record; if from none, whether it has the organizer's certificate. */
const isAbout = ({ id, contents }: FiledRecord, { startedFrom, contents: { eligibility } }: Filing): boolean =>
  startedFrom ? startedFrom.recordId === id : eligibility.certificateNumber === contents.subject.certificateNumber;
