import { describe, expect, it } from 'vitest';
import { inOrder, type Queued } from './queue-order.ts';

const at = (text: string) => new Date(`${text}:00+08:00`);
const now = at('2026-11-26T15:00');
const queued = (id: string, dueAt: string, risk = 0, receivedAt = '2026-11-25T10:00'): Queued => ({
  id,
  dueAt: at(dueAt),
  risk,
  receivedAt: at(receivedAt),
});
const order = (...all: readonly Queued[]) => [...all].sort(inOrder(now)).map(({ id }) => id);

describe('the order of a queue', () => {
  it('is overdue, due today, later, whatever the risk', () => {
    expect(
      order(
        queued('later', '2026-11-27T00:00', 9),
        queued('today', '2026-11-26T23:59', 5),
        queued('just overdue', '2026-11-26T15:00', 1),
      ),
    ).toEqual(['just overdue', 'today', 'later']);
  });

  it('is by risk, then by age in each group', () => {
    expect(
      order(
        queued('new', '2026-11-26T16:00', 1, '2026-11-25T12:00'),
        queued('old', '2026-11-26T17:00', 1, '2026-11-25T09:00'),
        queued('risky', '2026-11-26T18:00', 2, '2026-11-26T09:00'),
      ),
    ).toEqual(['risky', 'old', 'new']);
  });

  it('is the same for everybody when all else is equal', () => {
    expect(order(queued('b', '2026-11-26T16:00'), queued('a', '2026-11-26T16:00'))).toEqual(['a', 'b']);
  });
});
