import { transferView } from '../../shared/domain/record/transfer-view.ts';
import type { Ports } from './ports.ts';

/** The transfers that an account has begun or opened, newest first. */
export async function listTransfers(
  { applicantId }: { readonly applicantId: string },
  { clock, recordTransfers }: Pick<Ports, 'clock' | 'recordTransfers'>,
) {
  const all = await recordTransfers.ofAccount(applicantId);
  return { transfers: all.map(({ transfer, record }) => transferView(transfer, record, applicantId, clock.now())) };
}
