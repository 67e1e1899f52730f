import { describe, expect, it } from 'vitest';
import { promptTimer } from './prompt-timer.ts';

/** A timer whose runs end when the test says so. */
function slowTimer() {
  const runs: (() => void)[] = [];
  const fire = (_name: string) =>
    new Promise<{ ok: true; value: undefined; durationMs: number }>((resolve) => {
      runs.push(() => resolve({ ok: true, value: undefined, durationMs: 0 }));
    });
  return { runs, fire };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a timer that is prompted', () => {
  it('runs once for everybody who asks during a run, after it', async () => {
    const { runs, fire } = slowTimer();
    const prompt = promptTimer({ fire }, 'desk-timer');
    const ended: string[] = [];
    void prompt().then(() => ended.push('first'));
    await turn();
    void prompt().then(() => ended.push('second'));
    void prompt().then(() => ended.push('third'));
    await turn();
    const during = runs.length;

    runs[0]?.();
    await turn();
    const afterFirst = [...ended];
    runs[1]?.();
    await turn();

    expect([during, afterFirst, runs.length]).toEqual([1, ['first'], 2]);
    expect(ended).toEqual(['first', 'second', 'third']);
  });
});
