import { checksServingIn } from '../../shared/application/checks-serving.ts';
import { amendmentsOf, withAmendments } from '../../shared/domain/filing/amended-contents.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { isInRepair, type Packed, packedOf, type RepairItem, repairItems } from '../../shared/domain/filing/repair.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import { documentsInUse } from '../../shared/domain/media/documents-in-use.ts';
import type { Ports } from './ports.ts';

/** A returned filing beside what was submitted of it. */
export interface Repairing {
  readonly items: readonly RepairItem[];
  readonly submitted: Packed;
}

/** What came of each flagged item; undefined of a filing that was not returned. */
export async function repairing(
  filing: Filing,
  ports: Pick<Ports, 'documents' | 'livenessChecks' | 'filingRounds' | 'settings'>,
): Promise<Repairing | undefined> {
  if (!isInRepair(filing.state)) return undefined;
  const [round, papers, checks] = await Promise.all([
    ports.filingRounds.findRound(filing.id, filing.round),
    ports.documents.ofFiling(filing.id),
    checksServingIn(filing, ports),
  ]);
  if (!round) return undefined;
  const submitted = packedOf(withAmendments(round.data, amendmentsOf(filing.contents, filing.round)));
  return { items: repairItems(filing, submitted, documentsInUse(filing.contents, papers, checks)), submitted };
}

/** A flagged item for a reply: the person's word is left out. */
export const shownRepair = ({ word: _, ...item }: RepairItem, { contents }: Filing) => ({
  ...item,
  name: fieldName(item.field, contents.eligibility.organizerKind),
});
