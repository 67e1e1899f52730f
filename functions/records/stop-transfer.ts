import { Refused } from '../../contracts/kit/refusal.ts';
import { transferParties } from '../../shared/application/transfer-parties.ts';
import { stopTransfer as stopped, transferState, typedStopCode } from '../../shared/domain/record/transfer.ts';
import { transferredRecord, transferView } from '../../shared/domain/record/transfer-view.ts';
import type { Ports } from './ports.ts';

/** One of the two accounts stops a transfer: at any time before the record has moved. */
export async function stopTransfer(
  { applicantId, transferId }: { readonly applicantId: string; readonly transferId: string },
  { auditTrail, clock, recordTransfers, transactions }: Ports,
) {
  const { transfer, record } = await transactions.inTransaction(async () => {
    const now = await recordTransfers.change({ id: transferId }, (transferCase) => {
      const { holderId, targetId } = transferCase.transfer;
      if (applicantId !== holderId && applicantId !== targetId) throw new Refused('transfer.unknown');
      return { transfer: stopped(transferCase, applicantId === holderId ? 'holder' : 'target') };
    });
    await auditTrail.write(applicantId, 'transfer.stopped', now.record.id);
    return now;
  });
  return { transfer: transferView(transfer, record, applicantId, clock.now()) };
}

/** @throws Refused('transfer.unknown') */
function requireStopCode(typed: string): string {
  const code = typedStopCode(typed);
  if (code === undefined) throw new Refused('transfer.unknown');
  return code;
}

/** What the principal sees who has typed the code of their SMS: whose record moves, from whom to whom, and when. */
export async function showStop(
  { body }: { readonly body: { readonly code: string } },
  { accounts, clock, recordTransfers }: Ports,
) {
  const { transfer, record } = await recordTransfers.find({ stopCode: requireStopCode(body.code) });
  return {
    ...transferredRecord(record),
    ...(await transferParties(transfer, accounts)),
    state: transferState(transfer, clock.now()),
    ...(transfer.movesAt && { movesAt: transfer.movesAt }),
  };
}

/** The principal stops the transfer. The transfer itself says who did: there is no account for the audit trail. */
export async function stopByPrincipal(
  { body }: { readonly body: { readonly code: string } },
  { recordTransfers }: Ports,
) {
  const stopCode = requireStopCode(body.code);
  await recordTransfers.change({ stopCode }, (transferCase) => ({ transfer: stopped(transferCase, 'principal') }));
  return { state: 'stopped' as const };
}
