import type * as z from 'zod/mini';
import { scriptOf } from '../../../domain/cases/call.ts';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import type { Judgement } from '../../../domain/staff/work-rules.ts';
import type { Call } from '../../../ports/calls.ts';
import type { callView } from './case-schemas.ts';

/** A call with its script and the answers. The number is in no reply: it is revealed. */
export function callViewOf(
  call: Call,
  rows: readonly CheckRow[],
  judgements: readonly Judgement[],
): z.input<typeof callView> {
  const { id, row, by, startedAt, connectedAt, endedAt, outcome, answers } = call;
  return {
    callId: id,
    row,
    by,
    startedAt,
    ...(connectedAt && { connectedAt }),
    ...(endedAt && { endedAt }),
    ...(outcome && { outcome }),
    items: scriptOf(rows, judgements).map(({ item, text }) => {
      const answer = answers.find((callAnswer) => callAnswer.item === item)?.answer;
      return { item, text, ...(answer && { answer }) };
    }),
  };
}
