import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { UseCase } from '../use-case.ts';

const PAGE = 50;

/** Decisions that wait to be looked at, without the caller's own and those of cases that are tied to them. */
export const listSamples: UseCase<'listSamples'> = async ({ staff }, { declaredTies, samples, openCases }) => {
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
};

/** Marks a drawn decision, once. @throws Refused('sample.unknown'); Refused('case.tied') */
export const judgeSample: UseCase<'judgeSample'> = async (
  { staff, decisionId, body },
  { auditLog, clock, declaredTies, samples, transactions },
) => {
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
};
