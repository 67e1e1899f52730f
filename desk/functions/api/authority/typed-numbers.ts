import type { Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { organizerView } from '../cases/work-row.ts';
import type { contract } from '../contract.ts';
import type { UseCase } from '../use-case.ts';

const MOST_SHOWN = 200;

/** Numbers that wait for a second person, without those of cases that are tied to the caller. */
export const listNumbers: UseCase<'listNumbers'> = async (
  { staff: { staffId } },
  { authorityAnswers, declaredTies, openCases },
) => {
  const numbers: Output<typeof contract.listNumbers>['numbers'][number][] = [];
  for (const { answer, caseId = '', typedBy } of await authorityAnswers.toConfirm(MOST_SHOWN)) {
    const [row, contents] = [await openCases.find(caseId), await openCases.contents(caseId)];
    if (!row || !contents || !answer.numbers || (await declaredTies.isTied(staffId, caseId))) continue;
    const { organizer, websites } = answer.numbers;
    numbers.push({
      caseId,
      number: answer.number,
      sequence: answer.sequence,
      filingType: row.filingType,
      subject: organizerView(row),
      typedBy,
      isMine: typedBy === staffId,
      organizer,
      websites: contents.websites.map(({ id, domain }) => ({ domain, number: websites[id] ?? '' })),
    });
  }
  return { numbers };
};

/**
 * Confirms numbers that somebody else has typed, all that the caller has seen or none.
 *
 * @throws Refused('proposal.own' | 'case.tied'); Refused('desk.changed-meanwhile') for what does not wait any more
 */
export const confirmNumbers: UseCase<'confirmNumbers'> = async (
  { staff: { staffId }, body: { answers } },
  { auditLog, authorityAnswers, clock, declaredTies, transactions },
) => {
  await transactions.inTransaction(async () => {
    const waiting = await authorityAnswers.toConfirm(MOST_SHOWN);
    for (const { number, sequence } of answers.toSorted((a, b) => a.number - b.number)) {
      const found = waiting.find(({ answer }) => answer.number === number && answer.sequence === sequence);
      if (found?.typedBy === staffId) throw new Refused('proposal.own');
      const { caseId = '' } = found ?? {};
      if (found && (await declaredTies.isTied(staffId, caseId))) throw new Refused('case.tied');
      if (!found || !(await authorityAnswers.confirm(number, sequence, staffId)))
        throw new Refused('desk.changed-meanwhile');
      const facts = { number, sequence };
      const entry = { caseId, at: clock.now(), actor: staffId, action: 'authority-numbers-confirmed', facts } as const;
      await auditLog.append(entry);
    }
  });
  for (const { number } of answers) await authorityAnswers.apply(number);
  return { confirmed: answers.length };
};
