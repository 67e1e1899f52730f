import { neighbourOf } from './checklist.ts';
import type { OpenCase } from './open-case.ts';
import type { CheckRow } from './operations.ts';

/**
 * The keys of a checklist: J and K move, the space bar opens the next that needs judgement, 1 to 3 conclude on the open row alone.
 *
 * @param inOrder the rows in the order of the screen.
 */
export function rowKeys(open: OpenCase, inOrder: readonly CheckRow[], mayJudge: boolean): Record<string, () => void> {
  const step = (by: 1 | -1) => () => open.open(neighbourOf(inOrder, open.openRow.value, by));
  const judge = (conclusion: 'fits' | 'differs' | 'open') => () => void open.judge(conclusion);
  return {
    j: step(1),
    k: step(-1),
    ...(mayJudge && { ' ': open.openNext, '1': judge('fits'), '2': judge('differs'), '3': judge('open') }),
  };
}
