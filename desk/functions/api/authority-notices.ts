import { endsNotice, possibleResults } from '../../../contracts/desk/authority-notices.ts';
import type { Input, Output } from '../../../contracts/kit/contract.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import { masked } from '../../domain/masked.ts';
import { looksPersonal } from '../../domain/reasons.ts';
import type { ReportedOf } from '../../ports/authority.ts';
import type { AuthorityNotice } from '../../ports/authority-notices.ts';
import type { KeptReport } from '../../ports/authority-reports.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

const MOST_SHOWN = 100;

/**
 * Reports to the authority what came of a notice; the organizer learns when it is mended. What is not mended stays open, and
 * may be reported once more when it is.
 *
 * @throws Refused('desk.changed-meanwhile') for a notice that is closed, or of which this can't be reported any more;
 * Refused('request.invalid') for words with a number of somebody, and for 未整改 without words.
 */
export const reportNotice = (
  { staff, noticeId, body: { result, words } }: Input<typeof contract.reportNotice>,
  ports: Ports,
): Promise<Output<typeof contract.reportNotice>> => {
  const { authorityNotices, authorityReports, authorityWay, clock, transactions } = ports;
  if (words !== undefined && looksPersonal(words)) throw invalid('请不要写证件号码和电话。');
  if (result === 'not-rectified' && !words) throw invalid('请写明为什么没有整改、准备怎么处理。');
  return transactions.inTransaction(async () => {
    const notice = await authorityNotices.lock(noticeId);
    if (!notice || !possibleResults(notice.state, notice.reported).includes(result))
      throw new Refused('desk.changed-meanwhile');
    await authorityReports.queue({
      notice: notice.id,
      of: { noticeId: notice.noticeId, filingNumber: notice.filingNumber },
      result,
      words,
      at: clock.now(),
      isByHand: notice.isTyped || authorityWay === 'by-hand',
      by: staff.staffId,
    });
    await authorityNotices.markReported(notice.id, result);
    if (endsNotice(result)) await tellClosed(notice, staff.staffId, ports);
    return { reported: true };
  });
};

const invalid = (message: string) => new Refused('request.invalid', { fields: [{ field: 'words', message }] });

async function tellClosed({ recordId, event, state }: AuthorityNotice, by: string, { clock, recordEvents }: Ports) {
  if (recordId === undefined || event === undefined || state === 'closed') return;
  await recordEvents.tell(recordId, { kind: 'notice-closed', notice: event }, by, clock.now());
}

/** What is reported back to the authority: what waits first, then the newest. */
export async function listReports(
  _: Input<typeof contract.listReports>,
  { authorityReports }: Ports,
): Promise<Output<typeof contract.listReports>> {
  return { reports: (await authorityReports.list(MOST_SHOWN)).map(reportView) };
}

const reportView = (one: KeptReport): Output<typeof contract.listReports>['reports'][number] => ({
  reportId: one.reportId,
  about: aboutOf(one.of),
  result: one.result,
  ...(one.words !== undefined && { words: one.words }),
  ...(one.number !== undefined && { number: one.number }),
  isByHand: one.isByHand,
  state: one.state,
  queuedAt: one.queuedAt,
  ...(one.sentAt && { sentAt: one.sentAt }),
  ...(one.failure !== undefined && { failure: one.failure }),
});

function aboutOf(of: ReportedOf): string {
  if ('noticeId' in of) return of.filingNumber;
  return of.kind === 'domain' ? of.value : masked(of.value, 'number');
}

/** A report by hand is in the authority's system. @throws Refused('authority.unknown') */
export async function noteReported(
  { staff, reportId }: Input<typeof contract.noteReported>,
  { authorityReports }: Ports,
): Promise<Output<typeof contract.noteReported>> {
  if (!(await authorityReports.noteByHand(reportId, staff.staffId))) throw new Refused('authority.unknown');
  return { noted: true };
}

/** Lets a report that was refused leave once more, under its number. @throws Refused('authority.unknown') */
export async function sendReportAgain(
  { staff, reportId }: Input<typeof contract.sendReportAgain>,
  { authorityReports }: Ports,
): Promise<Output<typeof contract.sendReportAgain>> {
  if (!(await authorityReports.release(reportId, staff.staffId))) throw new Refused('authority.unknown');
  return { queued: true };
}
