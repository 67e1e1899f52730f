import type { Input } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { CODE, requireRight } from '../../shared/domain/one-time-code.ts';
import {
  offerTransfer as offered,
  startTransfer as started,
  transferState,
} from '../../shared/domain/record/transfer.ts';
import { transferView } from '../../shared/domain/record/transfer-view.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

/** The holder's account types the code of the principal for this transfer. */
const holderOf = (transferId: string): string => `transfer ${transferId}`;

/**
 * Begins to transfer a record: the principal gets a code by SMS, at the number that is filed. Repeating it begins anew.
 *
 * @throws Refused as RecordTransfers.start and the domain's `startTransfer` do; and as CodeSender.
 */
export async function startTransfer(
  { applicantId, recordId, origin }: Input<typeof contract.startTransfer>,
  { auditTrail, ids, recordTransfers, smsCodeSender, transactions }: Ports,
) {
  const { transfer, record } = await transactions.inTransaction(async () => {
    await auditTrail.write(applicantId, 'transfer.started', recordId);
    return recordTransfers.start(recordId, applicantId, (transferCase) => started(transferCase, ids.uuid()));
  });
  const mobile = record.contents.principal?.mobile ?? '';
  const times = await smsCodeSender.send({
    holder: holderOf(transfer.id),
    message: 'transfer-code',
    by: 'sms',
    address: mobile,
    payer: { accountId: applicantId, filingId: undefined },
    origin,
    recordId,
  });
  return { transferId: transfer.id, mobile: maskPhone(mobile), ...times };
}

/** After the principal's code the link may be opened. Its token stays in the holder's browser: here is only its digest. */
export async function offerTransfer(
  { applicantId, transferId, body }: Input<typeof contract.offerTransfer>,
  ports: Ports,
) {
  const { auditTrail, clock, oneTimeCodes, recordTransfers, transactions } = ports;
  const { transfer } = await recordTransfers.find({ id: transferId });
  if (transfer.holderId !== applicantId) throw new Refused('transfer.unknown');
  if (transferState(transfer, clock.now()) !== 'started') throw new Refused('transfer.over');
  // A try is counted for good, so it is committed before anything is thrown.
  requireRight(await oneTimeCodes.check(holderOf(transferId), body.code, CODE.tries));
  const now = await transactions.inTransaction(async () => {
    await auditTrail.write(applicantId, 'transfer.offered', transfer.recordId);
    await oneTimeCodes.forget(holderOf(transferId));
    const secrets = { tokenHash: body.digest };
    return recordTransfers.change({ id: transferId }, (transferCase) => ({ transfer: offered(transferCase), secrets }));
  });
  return { transfer: transferView(now.transfer, now.record, applicantId, clock.now()) };
}
