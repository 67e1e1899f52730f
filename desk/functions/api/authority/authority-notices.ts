import { endsNotice, possibleResults } from '../../../../contracts/desk/authority-notices.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { looksPersonal } from '../../../domain/cases/reasons.ts';
import type { AuthorityNotice } from '../../../ports/authority-notices.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';

const MOST_SHOWN = 100;

/**
 * Notes what came of a notice, for the authority; the organizer learns when it is mended. What is not mended stays open, and
 * may be reported once more when it is.
 *
 * @throws Refused('case.tied'); Refused('desk.changed-meanwhile') for a notice that is closed, or of which this can't be reported any more;
 * Refused('request.invalid') for words with a number of somebody, and for 未整改 without words.
 */
export const reportNotice: UseCase<'reportNotice'> = ({ staff, noticeId, body: { result, words } }, ports) => {
  const { authorityNotices, authorityReports, declaredTies, transactions } = ports;
  if (words !== undefined && looksPersonal(words)) throw invalid('请不要写证件号码和电话。');
  if (result === 'not-rectified' && !words) throw invalid('请写明为什么没有整改、准备怎么处理。');
  return transactions.inTransaction(async () => {
    const notice = await authorityNotices.lock(noticeId);
    if (!notice || !possibleResults(notice.reported).includes(result)) throw new Refused('desk.changed-meanwhile');
    const { id, filingNumber, recordId } = notice;
    if (await declaredTies.isTiedTo(staff.staffId, { recordId })) throw new Refused('case.tied');
    await authorityReports.queue({ notice: id, filingNumber, result, words, by: staff.staffId });
    await authorityNotices.markReported(id, result);
    if (endsNotice(result)) await tellClosed(notice, staff.staffId, ports);
    return { reported: true };
  });
};

const invalid = (message: string) => new Refused('request.invalid', { fields: [{ field: 'words', message }] });

async function tellClosed({ recordId, event, state }: AuthorityNotice, by: string, { clock, recordEvents }: Ports) {
  if (state === 'closed') return;
  await recordEvents.tell(recordId, { kind: 'notice-closed', notice: event }, by, clock.now());
}

/** What is reported back to the authority: what waits first, then the newest. */
export const listReports: UseCase<'listReports'> = async (_, { authorityReports }) => {
  const reports = await authorityReports.list(MOST_SHOWN);
  return {
    reports: reports.map(({ reportId, filingNumber, result, words, queuedAt, sentAt }) => ({
      reportId,
      number: filingNumber,
      result,
      ...(words !== undefined && { words }),
      queuedAt,
      ...(sentAt && { sentAt }),
    })),
  };
};

/** A report is in the authority's system. @throws Refused('authority.unknown' | 'case.tied') */
export const noteReported: UseCase<'noteReported'> = async (
  { staff, reportId },
  { authorityReports, declaredTies },
) => {
  const recordId = await authorityReports.recordOf(reportId);
  if (recordId !== undefined && (await declaredTies.isTiedTo(staff.staffId, { recordId })))
    throw new Refused('case.tied');
  if (!(await authorityReports.note(reportId, staff.staffId))) throw new Refused('authority.unknown');
  return { noted: true };
};
