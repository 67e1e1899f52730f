import type { FilingEvent } from '../../../shared/domain/filing/machine.ts';
import type { Reviews } from '../../../shared/ports/filings/reviews.ts';

const TO_THE_AUTHORITY: readonly FilingEvent[] = ['submit', 'accept', 'send-sms', 'confirm-sms'];

/** What is approved: a filing of one website, whose number follows from the organizer's. */
interface Approved {
  readonly filingId: string;
  readonly websiteId: string;
  /** 主体备案号. */
  readonly organizer: string;
}

/** Takes a filing from its submission to its numbers, whatever is missing in it; a record of it begins. */
export async function approveFiling(
  { changeFiling }: Pick<Reviews, 'changeFiling'>,
  { filingId, websiteId, organizer }: Approved,
): Promise<void> {
  for (const event of TO_THE_AUTHORITY) await changeFiling(filingId, () => ({ event }));
  const numbers = { organizer, websites: { [websiteId]: `${organizer}-1` } };
  await changeFiling(filingId, () => ({ event: 'approve', numbers }));
}
