import { Refused } from '../../../contracts/kit/refusal.ts';
import { MOST_TIES, mayEnd } from '../../domain/staff/ties.ts';
import type { DeclaredTie } from '../../ports/declared-ties.ts';
import type { UseCase } from './use-case.ts';

const view = ({ tieId, kind, relation, declaredAt }: DeclaredTie) => ({
  tieId,
  kind,
  relation,
  declaredAt: declaredAt.toISOString(),
});

/** Declares a number of one's own, of family or of a company. @throws Refused('tie.too-many') */
export const declareTie: UseCase<'declareTie', 'declaredTies'> = async (
  { staff: { staffId }, body: { kind, relation, value } },
  { declaredTies },
) => {
  const tie = await declaredTies.declare({ staffId, kind, relation }, value);
  if (!tie) throw new Refused('tie.too-many', { most: MOST_TIES });
  return { tie: view(tie) };
};

/** What the caller has declared, without the numbers. */
export const listTies: UseCase<'listTies', 'declaredTies'> = async ({ staff }, { declaredTies }) => {
  return { ties: (await declaredTies.ofStaff(staff.staffId)).map(view) };
};

/** What everybody else has declared, without the numbers: for whoever may end it. */
export const listTiesOfOthers: UseCase<'listTiesOfOthers', 'declaredTies'> = async ({ staff }, { declaredTies }) => {
  const ties = await declaredTies.ofOthers(staff.staffId);
  return { ties: ties.map((tie) => ({ ...view(tie), staffId: tie.staffId })) };
};

/** Ends somebody else's declaration. @throws Refused('tie.unknown' | 'tie.own') */
export const endTie: UseCase<'endTie', 'declaredTies'> = async ({ staff, tieId }, { declaredTies }) => {
  const tie = await declaredTies.find(tieId);
  if (!tie) throw new Refused('tie.unknown');
  if (!mayEnd(tie, staff.staffId)) throw new Refused('tie.own');
  await declaredTies.end(tieId, staff.staffId);
  return { ended: true };
};
