import { Refused } from '../../../contracts/kit/refusal.ts';
import type { Filing } from '../filing/filing.ts';
import { type HandOverTries, triesLeftOf, triesOfChecks } from '../liveness/hand-over.ts';
import { type CheckedPerson, canBeChecked, isSamePerson, type LivenessCheck } from '../liveness/liveness.ts';
import type { FiledRecord } from './record.ts';
import { beginWait, type RecordTransfer, type TransferCase } from './transfer.ts';

/** The principal's liveness check, by which an account may accept a record instead of showing a certificate. */
export const TRANSFER_CHECK = {
  /** From the pass to the acceptance: the principal is reached now, not some day. */
  passedSeconds: 60 * 60,
  /** Checks that may be begun for one transfer, by whatever links: each takes two uploads of the account that filed. */
  most: 10,
} as const;

/**
 * Why the principal's check can't be had. `no-filing`: the holder has no approved filing here with this principal, since
 * the record came from elsewhere or from another account, or the filing was erased · `other-certificate`: the authority
 * has no picture of them · `no-consent`: the holder has withdrawn theirs, and the check hangs on their filing.
 */
export type CheckObstacle = 'no-filing' | 'other-certificate' | 'no-consent' | 'failed';

/** The same for whoever accepts. */
export const CHECK_OBSTACLES: Readonly<Record<CheckObstacle, string>> = {
  'no-filing': '这份备案不是由原账号在这里办理的，没有可以核对的负责人信息，不能刷脸，请上传主体的证件。',
  'other-certificate': '主体负责人的证件不是居民身份证，不能刷脸，请上传主体的证件。',
  'no-consent': '原账号没有同意处理人脸信息，不能刷脸，请上传主体的证件。',
  failed: '刷脸 3 次都没有通过，不能再刷，请上传主体的证件。',
};

/** Of a recovery there is no other way after three failures. */
export const RECOVERY_FAILED = '刷脸 3 次都没有通过，这次找回不能继续。请停止它，再请审核员核实。';

/**
 * Whether only the principal's face will do in a recovery: no holder has agreed. Where nobody's face can be compared the
 * certificate stands for it, as it does in a claim.
 */
export const faceIsNeeded = (obstacle: CheckObstacle | undefined): boolean =>
  obstacle === undefined || obstacle === 'failed';

/** What decides whether the principal may be checked. */
export interface CheckCase {
  readonly record: FiledRecord;
  /** A filing of the holder, as `isBehind` finds it. */
  readonly filing: Filing | undefined;
  /** Whether the consent of the filing's account is in force. */
  readonly hasConsent: boolean;
  readonly tries: HandOverTries;
}

/** The principal as the authority checks them; undefined when the record says too little. */
export const principalOf = ({ contents: { principal } }: FiledRecord): CheckedPerson | undefined =>
  principal && { name: principal.name, idNumber: principal.idNumber };

/** Whether a check of the record's principal may hang on a filing: it is in force, and says of them the same. */
export function isBehind({ state, contents }: Filing, record: FiledRecord): boolean {
  const principal = principalOf(record);
  const filed = contents.principal;
  return state === 'approved' && principal !== undefined && filed !== undefined && isSamePerson(filed, principal);
}

/** Why the principal can't be checked for a transfer; undefined when they can. */
export function obstacleToCheck({ record, filing, hasConsent, tries }: CheckCase): CheckObstacle | undefined {
  const { principal } = record.contents;
  if (!filing || !principal) return 'no-filing';
  if (!canBeChecked(principal)) return 'other-certificate';
  if (!hasConsent) return 'no-consent';
  return !tries.hasPassed && triesLeftOf(tries) === 0 ? 'failed' : undefined;
}

/**
 * What has come of the checks of one transfer, whatever links led to them.
 *
 * @param checks of the filing that they hang on, also those of other transfers and of site owners.
 */
export function triesOfTransfer(checks: readonly LivenessCheck[], transferId: string, now: Date) {
  const own = checks.filter((check) => check.transferId === transferId);
  const valid = own.filter(({ state, expiresAt }) => state !== 'passed' || expiresAt > now);
  return { ...triesOfChecks(valid, now), begun: own.length };
}

/**
 * The target accepts with the principal's check: one that was passed for this transfer, by the principal that the record
 * has now, within the last hour.
 *
 * @param checks as in `triesOfTransfer`.
 * @throws Refused('transfer.check-missing'), and as `beginWait` does.
 */
export function acceptByCheck(transferCase: TransferCase, checks: readonly LivenessCheck[]): RecordTransfer {
  const accepted = beginWait(transferCase);
  const principal = principalOf(transferCase.record);
  const counts = ({ transferId, state, expiresAt, person }: LivenessCheck) =>
    transferId === transferCase.transfer.id &&
    state === 'passed' &&
    expiresAt > transferCase.now &&
    principal !== undefined &&
    isSamePerson(person, principal);
  if (!checks.some(counts)) throw new Refused('transfer.check-missing');
  return accepted;
}
