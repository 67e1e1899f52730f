import type { Shown } from '../../contracts/kit/contract.ts';
import type { RecordId } from '../../contracts/kit/record-id.ts';
import { hasUnfinished } from '../../shared/domain/filing/machine.ts';
import type { RecordCause } from '../../shared/domain/record/fold.ts';
import type { contract } from './contract.ts';
import { recordForAccount } from './list-records.ts';
import type { Ports } from './ports.ts';

const CAUSE_LABELS: Readonly<Record<RecordCause['kind'], string>> = {
  approval: '备案通过',
  claim: '认领备案',
  revocation: '管局注销',
  'filed-anew': '域名重新备案',
  cancelled: '管局强制注销',
  'access-ended': '取消接入',
  notice: '整改通知',
  inspection: '备案核查',
  'notice-closed': '整改通知办结',
  'notice-extended': '整改延期',
  'notice-answered': '整改完成，申请复核',
};

/** A record, masked, what made it, and a link to its values in clear. The view is audited. */
export async function showRecord(
  { applicantId, recordId }: { readonly applicantId: string; readonly recordId: RecordId },
  { records, filings, views, auditTrail, clock }: Ports,
) {
  const record = await records.findOwn(recordId, applicantId);
  await auditTrail.write(applicantId, 'record.viewed', record.id);
  const shown: Shown<typeof contract.showRecord> = { ...record.contents };
  const versions = await records.versionsOf(record.id);
  return {
    record: recordForAccount(record, hasUnfinished(await filings.listOwn(applicantId)), clock.now()),
    versions: versions.map(({ contents: _, event: __, ...version }) => ({
      ...version,
      label: CAUSE_LABELS[version.cause],
    })),
    view: await views.show(shown, 'application/json', { accountId: applicantId }),
  };
}
