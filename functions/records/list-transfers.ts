import { transferParties } from '../../shared/application/transfer-parties.ts';
import { transferView } from '../../shared/domain/record/transfer-view.ts';
import type { Ports } from './ports.ts';

/** The transfers that an account has begun or opened, newest first; both sides of those that go on. */
export async function listTransfers(
  { applicantId }: { readonly applicantId: string },
  { accounts, clock, recordTransfers }: Pick<Ports, 'accounts' | 'clock' | 'recordTransfers'>,
) {
  const all = await recordTransfers.ofAccount(applicantId);
  const transfers = all.map(async ({ transfer, record }) => ({
    ...transferView(transfer, record, applicantId, clock.now()),
    ...(!transfer.endedAt && (await transferParties(transfer, accounts))),
  }));
  return { transfers: await Promise.all(transfers) };
}
