import type { RecordId } from '../../contracts/kit/record-id.ts';
import { limitsOf } from '../../shared/domain/media/document.ts';
import { changeNeeds } from '../../shared/domain/rules/materials/change-needs.ts';
import type { Ports } from './ports.ts';

/** What of a record may be changed, and what each part needs when it is changed alone. @throws Refused('record.unknown') */
export async function listChangeNeeds(
  { applicantId, recordId }: { readonly applicantId: string; readonly recordId: RecordId },
  { records, clock }: Pick<Ports, 'records' | 'clock'>,
) {
  const needs = changeNeeds(await records.findOwn(recordId, applicantId), clock.now());
  return {
    needs: needs.map(({ materials, ...about }) => ({
      ...about,
      materials: materials.map(({ kind, reason }) => ({ kind, label: limitsOf(kind).label, reason })),
    })),
  };
}
