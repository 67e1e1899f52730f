import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { CatalogueReason } from '../../../domain/reasons.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

export const listReasons = async (
  _: Input<typeof contract.listReasons>,
  { catalogue }: Ports,
): Promise<Output<typeof contract.listReasons>> => ({ reasons: (await catalogue.current()).map(reasonView) });

/** Every version of a reason, the newest first; none of an unknown one. */
export const listReasonVersions = async (
  { reasonId }: Input<typeof contract.listReasonVersions>,
  { catalogue }: Ports,
): Promise<Output<typeof contract.listReasonVersions>> => ({
  versions: (await catalogue.versionsOf(reasonId)).map(reasonView),
});

/** Adds a version of a reason. What was returned with an older one stays as it was. @throws Refused('desk.changed-meanwhile') */
export async function saveReason(
  { staff, reasonId, body: { version, ...words } }: Input<typeof contract.saveReason>,
  { catalogue, clock }: Ports,
): Promise<Output<typeof contract.saveReason>> {
  const [before] = await catalogue.versionsOf(reasonId);
  const kind = before?.kind ?? words.kind ?? 'return';
  const reason = { reasonId, ...words, kind, changedBy: staff.staffId, changedAt: clock.now() };
  if (!(await catalogue.add(reason, version))) throw new Refused('desk.changed-meanwhile');
  return reasonView({ ...reason, version: version + 1 });
}

const reasonView = ({ changedBy: _, fields, ...reason }: CatalogueReason) => ({ ...reason, fields: [...fields] });
