import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { CatalogueReason } from '../../../domain/cases/reasons.ts';
import type { UseCase } from '../use-case.ts';
import { requireConfirmed } from './confirmed-words.ts';

export const listReasons: UseCase<'listReasons'> = async (_, { catalogue }) => ({
  reasons: (await catalogue.current()).map(reasonView),
});

/** Every version of a reason, the newest first; none of an unknown one. */
export const listReasonVersions: UseCase<'listReasonVersions'> = async ({ reasonId }, { catalogue }) => ({
  versions: (await catalogue.versionsOf(reasonId)).map(reasonView),
});

/**
 * Adds a version of a reason. What was returned with an older one stays as it was.
 *
 * @throws Refused('desk.changed-meanwhile' | 'words.to-confirm')
 */
export const saveReason: UseCase<'saveReason'> = async (
  { staff, reasonId, body: { version, confirmsWords, ...words } },
  { catalogue, clock },
) => {
  requireConfirmed({ reason: words.reason, suggestion: words.suggestion }, confirmsWords);
  const [before] = await catalogue.versionsOf(reasonId);
  const kind = before?.kind ?? words.kind ?? 'return';
  const reason = { reasonId, ...words, kind, changedBy: staff.staffId, changedAt: clock.now() };
  if (!(await catalogue.add(reason, version))) throw new Refused('desk.changed-meanwhile');
  return reasonView({ ...reason, version: version + 1 });
};

const reasonView = ({ changedBy: _, fields, ...reason }: CatalogueReason) => ({ ...reason, fields: [...fields] });
