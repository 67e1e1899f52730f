import type { FilingId } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { maskName } from '../../shared/domain/identity/mask.ts';
import {
  type CheckHandOver,
  handOverEnd,
  standingOfHandOver,
  triesLeftOf,
} from '../../shared/domain/liveness/hand-over.ts';
import { stopCodeOf, transferState } from '../../shared/domain/record/transfer.ts';
import {
  acceptByCheck as accepted,
  CHECK_OBSTACLES,
  faceIsNeeded,
  isBehind,
  obstacleToCheck,
  principalOf,
  RECOVERY_FAILED,
  triesOfTransfer,
} from '../../shared/domain/record/transfer-check.ts';
import { transferView } from '../../shared/domain/record/transfer-view.ts';
import type { TransferOfRecord } from '../../shared/ports/records/record-transfers.ts';
import type { Ports } from './ports.ts';

// The other way to prove that a record may be taken over: its principal passes a liveness check on their own phone.

interface OwnTransfer {
  readonly applicantId: string;
  readonly transferId: string;
}

/**
 * Whether the principal can be checked for a transfer, in words why not, and how far they are. One who has declined has
 * ended the transfer.
 */
export async function showTransferCheck(command: OwnTransfer, ports: Ports) {
  const handOver = await ports.handOvers.ofTransfer(command.transferId);
  if (handOver?.declinedAt && handOver.applicantId === command.applicantId)
    return { isOffered: false, triesLeft: 0, handOver: { state: 'declined' as const, ...linkOf(handOver) } };
  const { found, obstacle, tries } = await caseOf(command, ports);
  const principal = principalOf(found.record);
  return {
    isOffered: obstacle === undefined,
    ...(obstacle && {
      reason: obstacle === 'failed' && found.transfer.isRecovery ? RECOVERY_FAILED : CHECK_OBSTACLES[obstacle],
    }),
    ...(principal && { principal: maskName(principal.name) }),
    triesLeft: obstacle ? 0 : triesLeftOf(tries),
    // Nothing goes on beside an obstacle.
    ...(handOver &&
      !obstacle && {
        handOver: { state: standingOfHandOver(handOver, tries, ports.clock.now()).state, ...linkOf(handOver) },
      }),
  };
}

const linkOf = ({ id, expiresAt, declineReason }: CheckHandOver) => ({ handOverId: id, expiresAt, declineReason });

/**
 * The target makes a link for the principal's phone. Its token belongs into the fragment; the link before ends.
 *
 * @throws Refused('transfer.check-unavailable') when `showTransferCheck` gives a reason; Refused('consent.missing') when
 * the target has not consented.
 */
export async function handOverTransferCheck(command: OwnTransfer, ports: Ports) {
  const { applicantId, transferId } = command;
  const { auditTrail, clock, consents, handOvers, ids, transactions } = ports;
  const { found, filing, obstacle } = await caseOf(command, ports);
  if (obstacle || !filing) throw new Refused('transfer.check-unavailable');
  if (!(await consents.isInForce(applicantId))) throw new Refused('consent.missing');
  const createdAt = clock.now();
  const expiresAt = handOverEnd(createdAt, 'elsewhere');
  const link = { id: ids.uuid(), applicantId, filingId: filing.id, websiteId: undefined, transferId };
  const token = ids.secret();
  await transactions.inTransaction(async () => {
    await auditTrail.write(applicantId, 'transfer.check-asked', found.record.id);
    await handOvers.create({ ...link, createdAt, expiresAt, checkIds: [] }, token);
  });
  return { handOverId: link.id, token, expiresAt };
}

/**
 * The target accepts with the principal's check, and the wait begins as it does after a certificate.
 *
 * @throws Refused('transfer.check-missing') as the domain's `acceptByCheck` does.
 */
export async function acceptByCheck({ applicantId, transferId }: OwnTransfer, ports: Ports) {
  const { auditTrail, clock, handOvers, ids, livenessChecks, recordTransfers, transactions } = ports;
  await openedBy(applicantId, transferId, ports);
  const handOver = await handOvers.ofTransfer(transferId);
  const checks = handOver ? await livenessChecks.ofFiling(handOver.filingId) : [];
  const stopCode = stopCodeOf(Buffer.from(ids.secret(), 'base64url'));
  const { transfer, record } = await transactions.inTransaction(async () => {
    const now = await recordTransfers.change({ id: transferId }, (transferCase) => ({
      transfer: accepted(transferCase, checks),
      secrets: { stopCode },
    }));
    await auditTrail.write(applicantId, 'transfer.accepted', now.record.id);
    return now;
  });
  return { transfer: transferView(transfer, record, applicantId, clock.now()) };
}

async function openedBy(applicantId: string, transferId: string, ports: Ports): Promise<TransferOfRecord> {
  const found = await ports.recordTransfers.find({ id: transferId });
  if (found.transfer.targetId !== applicantId) throw new Refused('transfer.unknown');
  if (transferState(found.transfer, ports.clock.now()) !== 'opened') throw new Refused('transfer.over');
  return found;
}

const caseOf = async ({ applicantId, transferId }: OwnTransfer, ports: Ports) =>
  checkCase(await openedBy(applicantId, transferId, ports), ports);

/** Whether a transfer is accepted with the principal's face only. */
export const needsFace = async (found: TransferOfRecord, ports: Ports): Promise<boolean> =>
  found.transfer.isRecovery === true && faceIsNeeded((await checkCase(found, ports)).obstacle);

async function checkCase(found: TransferOfRecord, ports: Ports) {
  const transferId = found.transfer.id;
  const filing = await filingBehind(found, ports);
  const [hasConsent, checks] = filing
    ? await Promise.all([ports.consents.isInForceFor(filing.id), ports.livenessChecks.ofFiling(filing.id)])
    : [false, []];
  const tries = triesOfTransfer(checks, transferId, ports.clock.now());
  const obstacle = obstacleToCheck({ record: found.record, filing, hasConsent, tries });
  return { found, filing, tries, obstacle };
}

/** The newest filing of the holder that the principal's check may hang on; undefined when there is none. */
async function filingBehind(
  { transfer, record }: TransferOfRecord,
  { filings, records }: Ports,
): Promise<Filing | undefined> {
  const versions = await records.versionsOf(record.id);
  for (const { filingId } of versions.toReversed()) {
    const filing = filingId === undefined ? undefined : await ownFiling(filingId, transfer.holderId, filings);
    if (filing && isBehind(filing, record)) return filing;
  }
  return undefined;
}

const ownFiling = (filingId: FilingId, holderId: string, filings: Ports['filings']): Promise<Filing | undefined> =>
  filings.findOwn(filingId, holderId).catch((error: unknown) => {
    if (error instanceof Refused && error.refusal === 'filing.unknown') return undefined;
    throw error;
  });
