import { Refused } from '../../../../contracts/kit/refusal.ts';
import { sendsAt } from '../../../domain/cases/decision.ts';
import { keptUntil } from '../../../domain/staff/time-limits.ts';
import { contradicts, hasConcludedFirst } from '../../../domain/staff/work-rules.ts';
import type { UseCase } from '../use-case.ts';
import { decisionViewOf } from './decision-view.ts';
import { workAt } from './held-case.ts';
import { wholeCase } from './whole-case.ts';

/**
 * The second view of a decision: by somebody else, who has first concluded on what made the case one for two.
 *
 * @throws Refused('case.changed') when this decision does not wait for it; Refused('second-view.own' |
 * 'second-view.conclude-first' | 'second-view.contradicts') and as `workAt`.
 */
export const viewSecond: UseCase<'viewSecond'> = (input, ports) =>
  workAt(input, ports, async ({ row, now, settings, hours }) => {
    const { caseId, staff, body } = input;
    const { decisionId, agrees, comment } = body;
    const decision = await ports.decisions.latestOf(caseId);
    if (decision?.id !== decisionId || decision.state !== 'second-view') throw new Refused('case.changed');
    if (decision.decidedBy === staff.staffId) throw new Refused('second-view.own');
    const { rows } = await wholeCase(row, ports);
    const own = (await ports.judgements.ofCase(caseId)).filter(({ staffId }) => staffId === staff.staffId);
    if (!hasConcludedFirst(rows, own)) throw new Refused('second-view.conclude-first');
    if (agrees && contradicts(decision.kind, own)) throw new Refused('second-view.contradicts');
    const isViewed = await ports.decisions.viewSecond({
      decisionId,
      by: staff.staffId,
      agrees,
      comment,
      at: now,
      sendsAt: sendsAt(now, settings.undoSeconds),
      keptUntil: keptUntil(now, row.clock.limitMs, hours),
    });
    const viewed = await ports.decisions.latestOf(caseId);
    if (!isViewed || !viewed) throw new Refused('case.changed');
    return decisionViewOf(viewed, rows);
  });
