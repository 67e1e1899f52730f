import type { Input, Output } from '../../../contracts/kit/contract.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import { MOST_TIES, mayEnd } from '../../domain/ties.ts';
import type { DeclaredTie } from '../../ports/declared-ties.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

const view = ({ tieId, kind, relation, declaredAt }: DeclaredTie) => ({
  tieId,
  kind,
  relation,
  declaredAt: declaredAt.toISOString(),
});

/** Declares a number of one's own, of family or of a company. @throws Refused('tie.too-many') */
export async function declareTie(
  { staff: { staffId }, body: { kind, relation, value } }: Input<typeof contract.declareTie>,
  { declaredTies }: Pick<Ports, 'declaredTies'>,
): Promise<Output<typeof contract.declareTie>> {
  const tie = await declaredTies.declare({ staffId, kind, relation }, value);
  if (!tie) throw new Refused('tie.too-many', { most: MOST_TIES });
  return { tie: view(tie) };
}

/** What the caller has declared, without the numbers. */
export async function listTies(
  { staff }: Input<typeof contract.listTies>,
  { declaredTies }: Pick<Ports, 'declaredTies'>,
): Promise<Output<typeof contract.listTies>> {
  return { ties: (await declaredTies.ofStaff(staff.staffId)).map(view) };
}

/** What everybody else has declared, without the numbers: for whoever may end it. */
export async function listTiesOfOthers(
  { staff }: Input<typeof contract.listTiesOfOthers>,
  { declaredTies }: Pick<Ports, 'declaredTies'>,
): Promise<Output<typeof contract.listTiesOfOthers>> {
  const ties = await declaredTies.ofOthers(staff.staffId);
  return { ties: ties.map((tie) => ({ ...view(tie), staffId: tie.staffId })) };
}

/** Ends somebody else's declaration. @throws Refused('tie.unknown' | 'tie.own') */
export async function endTie(
  { staff, tieId }: Input<typeof contract.endTie>,
  { declaredTies }: Pick<Ports, 'declaredTies'>,
): Promise<Output<typeof contract.endTie>> {
  const tie = await declaredTies.find(tieId);
  if (!tie) throw new Refused('tie.unknown');
  if (!mayEnd(tie, staff.staffId)) throw new Refused('tie.own');
  await declaredTies.end(tieId, staff.staffId);
  return { ended: true };
}
