import type { Input } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import { picturesToSee } from '../../../domain/cases/sight.ts';
import { hasConcludedFirst, missingToAccept } from '../../../domain/staff/work-rules.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { ownLease, workAt } from './held-case.ts';
import { type WholeCase, wholeCase } from './whole-case.ts';

/**
 * Concludes on one row: nothing marks several. Nobody says that a row fits whose pictures they have not opened in this round.
 *
 * @throws Refused('case.row-unknown' | 'paper.unseen') and as `workAt`.
 */
export const judgeRow: UseCase<'judgeRow'> = (input, ports) =>
  workAt(input, ports, async ({ row: found, lease, now }) => {
    const { caseId, staff, row, body } = input;
    const whole = await wholeCase(found, ports);
    const { rows, sights } = whole;
    const judged = rows.find(({ path }) => path === row);
    if (!judged) throw new Refused('case.row-unknown');
    if (body.conclusion === 'fits') await requireSeen(judged, whole, input, ports);
    await ports.judgements.judge(caseId, { row, staffId: staff.staffId, at: now, ...body }, sights.get(row));
    const facts = { row, conclusion: body.conclusion };
    await ports.auditLog.append({ caseId, at: now, actor: staff.staffId, action: 'concluded', facts });
    const own = (await ports.judgements.ofCase(caseId)).filter(({ staffId }) => staffId === staff.staffId);
    const missing = missingToAccept(rows, own);
    return { row, conclusion: body.conclusion, missing: [...missing], lease: ownLease(lease) };
  });

async function requireSeen(
  row: CheckRow,
  { contents }: WholeCase,
  { caseId, staff }: Input<typeof contract.judgeRow>,
  { clearViews }: Ports,
): Promise<void> {
  const seen = await clearViews.papersSeen(caseId, staff.staffId);
  const unseen = picturesToSee(row, contents).filter((id) => !seen.has(id));
  const labels = contents.documents.flatMap(({ id, label }) => (unseen.includes(id) ? [label] : []));
  if (labels.length > 0) throw new Refused('paper.unseen', { papers: labels.join('、') });
}

/** Writes a note for colleagues, and shows all of them. @throws Refused as `workAt`; Refused('second-view.conclude-first') */
export const addNote: UseCase<'addNote'> = (input, ports) =>
  workAt(input, ports, async ({ row, now }) => {
    const { caseId, staff, body } = input;
    if (row.queue === 'second-view') {
      const own = (await ports.judgements.ofCase(caseId)).filter(({ staffId }) => staffId === staff.staffId);
      const { rows } = await wholeCase(row, ports);
      if (!hasConcludedFirst(rows, own)) throw new Refused('second-view.conclude-first');
    }
    await ports.notes.add(caseId, { by: staff.staffId, at: now, text: body.text });
    await ports.auditLog.append({ caseId, at: now, actor: staff.staffId, action: 'noted', facts: {} });
    return { notes: [...(await ports.notes.ofCase(caseId))] };
  });
