import { FILING_TYPE_NAMES, FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import type { RecordCause } from '../../shared/domain/record/fold.ts';
import type { NoticeState } from '../../shared/domain/record/notice.ts';
import type { EndReason } from '../../shared/domain/record/record.ts';
import { END_LABELS, END_REASONS } from '../../shared/domain/record/record.ts';
import { TRANSFER_STATES, type TransferState } from '../../shared/domain/record/transfer.ts';
import { TRANSFER_STATE_LABELS } from '../../shared/domain/record/transfer-view.ts';
import { NOTICE_STATE_LABELS } from '../../shared/domain/record/view.ts';
import { markdownTable } from './markdown-table.ts';

/** What the authority does with a record, and who tells. The type of the table holds it complete. */
const CAUSES: Readonly<Record<RecordCause['kind'], readonly [who: string, effect: string]>> = {
  approval: ['the authority, of a filing', 'as the type of the filing says, below'],
  revocation: [
    'the authority, of a filing',
    'what that filing brought ends; the record with it, if it began the record',
  ],
  'filed-anew': [
    'the authority, of another filing',
    'the website that had the domain ends; the record too, when the same organizer has it in another account',
  ],
  claim: ['an account that shows it is its own', 'the first version of a record that no filing here began'],
  cancelled: [
    'the desk, an event',
    'the websites that are named end, or the record with all of them where it says `whole`',
  ],
  'access-ended': ['the desk, an event', 'their accesses here end; numbers stay'],
  notice: ['the desk, an event', 'something is to be mended: a notice, open'],
  inspection: ['the desk, an event', 'the same after an inspection, always with a date'],
  'notice-closed': ['the desk, an event', 'the notice is closed'],
  'notice-extended': ['the account', 'the notice has more time, once'],
  'notice-answered': ['the account', 'the notice is answered'],
};

const ENDS: Readonly<Record<EndReason, string>> = {
  revoked: 'website, record',
  'filed-anew': 'website, record',
  cancelled: 'website, record',
  'by-provider': 'access',
  'by-authority': 'access',
  elsewhere: 'access',
  'own-cancellation': 'website, record',
  'own-end-of-access': 'access',
};

const NOTICE_WAYS: Readonly<Record<NoticeState, string>> = {
  open: '`notice-answered` → answered, `notice-extended` → open, `notice-closed` → closed',
  answered: '`notice-answered` → answered, `notice-closed` → closed',
  closed: 'the end',
};

const TRANSFER_WAYS: Readonly<Record<TransferState, string>> = {
  started: 'the principal’s code → offered; after an hour → expired; stopped by the holder → stopped',
  offered: 'an account opens the link → opened; after a day → expired; stopped by the holder, or begun again → stopped',
  opened:
    'the organizer’s certificate, or the principal’s liveness check → waiting; after a day → expired; ' +
    'three other certificates, stopped by either account, or begun again → stopped',
  reviewing:
    'two reviewers agree → waiting; declined, stopped by either account, or begun again → stopped; after 30 days → expired',
  waiting: 'after 24 hours → moved; stopped by holder, target or principal, or an obstacle then → stopped',
  expired: 'the end',
  moved: 'the end: the record is the other account’s',
  stopped: 'the end: the record stays',
};

const linesOf = (entries: readonly (readonly [name: string, label: string, what: string])[]): readonly string[] =>
  entries.map(([name, label, what]) => `- \`${name}\` ${label}: ${what}`);

/** The part of `docs/states.md` about what is filed. */
export const recordStates = (): readonly string[] => [
  '## States of a record',
  '',
  'A record is what the authority holds after an approval ([decision: records](decisions/records.md)). Each cause writes its next',
  'version. Record and website are `live` until they end; a live website without an access here is not connected here. A record',
  'whose websites have all ended is `empty` (空壳主体): its organizer stays filed with its number until it is cancelled or gets its next',
  'website. A record whose organizer was first filed elsewhere stays `live`: there may be other websites. Numbers are never given again.',
  '',
  'Causes of a version, who tells, and what it does:',
  '',
  ...Object.entries(CAUSES).map(([cause, [who, effect]]) => `- \`${cause}\` (${who}): ${effect}`),
  '',
  'The types of filings, from `shared/domain/filing/filing-types.ts`: their steps, and what an approval does:',
  '',
  ...markdownTable(
    ['type', '名称', 'starts from', 'liveness check', 'own code', 'SMS verification', 'initial review', 'approval'],
    FILING_TYPE_NAMES.map((type) => {
      const { label, startsFrom, liveness, ownCode, sms, initialReview, approval } = FILING_TYPES[type];
      return [type, label, startsFrom, liveness, ownCode, sms, initialReview, approval];
    }),
  ),
  '',
  'Reasons for which something of a record has ended:',
  '',
  ...linesOf(END_REASONS.map((why) => [why, END_LABELS[why], ENDS[why]])),
  '',
  'Notices and inspections ([decision: records](decisions/records.md)):',
  '',
  ...linesOf(
    Object.entries(NOTICE_STATE_LABELS).map(([state, label]) => [state, label, NOTICE_WAYS[state as NoticeState]]),
  ),
  '',
  'Transfers to another account ([decision: endings and transfers](decisions/endings-and-transfers.md)):',
  '',
  ...linesOf(TRANSFER_STATES.map((state) => [state, TRANSFER_STATE_LABELS[state], TRANSFER_WAYS[state]])),
  '',
];
