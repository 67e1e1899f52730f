import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

const PAGE = 50;

/** Decisions that wait to be looked at, without the caller's own and those of cases that are tied to them. */
export async function listSamples(
  { staff }: Input<typeof contract.listSamples>,
  { declaredTies, samples, openCases }: Ports,
): Promise<Output<typeof contract.listSamples>> {
  const drawn = await samples.toJudge(staff.staffId, PAGE);
  const tied = await Promise.all(drawn.map(({ caseId }) => declaredTies.isTied(staff.staffId, caseId)));
  const untied = drawn.filter((_, place) => !tied[place]);
  const rows = await Promise.all(
    untied.map(async (sample) => ({
      ...sample,
      domains: [...((await openCases.find(sample.caseId))?.summary.domains ?? [])],
    })),
  );
  return { samples: rows };
}

/** Marks a drawn decision, once. @throws Refused('sample.unknown'); Refused('case.tied') */
export async function judgeSample(
  { staff, decisionId, body }: Input<typeof contract.judgeSample>,
  { auditLog, clock, declaredTies, samples, transactions }: Ports,
): Promise<Output<typeof contract.judgeSample>> {
  const { staffId } = staff;
  const { result, comment, row } = body;
  await transactions.inTransaction(async () => {
    const at = clock.now();
    const caseId = await samples.judge({ decisionId, by: staffId, at, result, row, comment });
    if (caseId === undefined) throw new Refused('sample.unknown');
    if (await declaredTies.isTied(staffId, caseId)) throw new Refused('case.tied');
    const facts = { decision: decisionId, result };
    await auditLog.append({ caseId, at, actor: staffId, action: 'sample-judged', facts });
  });
  return { judged: true };
}
