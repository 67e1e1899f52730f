import { describe, expect, it } from 'vitest';
import { groupOfTask, inOrderOfTasks, type QueuedTask, reasonOfNotice } from './task-queue.ts';

const NOW = new Date('2026-11-26T02:00:00Z');
const at = (text: string) => new Date(text);

describe('a task that the authority has sent', () => {
  it('is overdue at its very instant, due today until midnight in Beijing, and without a date for later', () => {
    expect(groupOfTask(NOW, NOW)).toBe('overdue');
    expect(groupOfTask(at('2026-11-26T15:59:59.999Z'), NOW)).toBe('due-today');
    expect(groupOfTask(at('2026-11-26T16:00:00Z'), NOW)).toBe('later');
    expect(groupOfTask(undefined, NOW)).toBe('later');
  });

  it('stands behind what is late, then what is riskier, then what waits longer', () => {
    const task = (taskId: string, standing: QueuedTask['standing'], risk: number, since?: string): QueuedTask => ({
      taskId,
      standing,
      risk,
      since: since === undefined ? undefined : at(since),
    });
    const tasks = [
      task('later', 'later', 9, '2026-11-01T00:00:00Z'),
      task('young', 'overdue', 0, '2026-11-25T00:00:00Z'),
      task('today', 'due-today', 0, '2026-11-20T00:00:00Z'),
      task('risky', 'overdue', 2, '2026-11-25T00:00:00Z'),
      task('old', 'overdue', 0, '2026-11-24T00:00:00Z'),
    ];

    expect(tasks.toSorted(inOrderOfTasks).map(({ taskId }) => taskId)).toEqual([
      'risky',
      'old',
      'young',
      'today',
      'later',
    ]);
  });

  it('says what it waits for', () => {
    expect(reasonOfNotice('told', undefined)).toBe('等主办者整改');
    expect(reasonOfNotice('answered', undefined)).toBe('主办者已答复，待复查');
    expect(reasonOfNotice('open', 'not-rectified')).toBe('已上报未整改，等主办者整改');
  });
});
