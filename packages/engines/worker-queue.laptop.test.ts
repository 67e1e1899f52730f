import { afterEach, describe, expect, it } from 'vitest';
import { WorkerQueue } from './worker-queue.ts';

/** Replies with the number of jobs of this thread; crashes, hangs or exhausts its memory on demand. */
const SCRIPT = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    let done = 0;
    parentPort.on('message', (job) => {
      if (job === 'crash') throw new Error('boom');
      if (job === 'hang') while (true);
      if (job === 'slow') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
      if (job === 'slow') new BroadcastChannel('worker-queue-test').postMessage('done');
      if (job === 'hoard') for (const kept = []; ; ) kept.push(Array.from({ length: 1e5 }, Math.random));
      parentPort.postMessage(++done);
    });
  `)}`,
);

const queues: WorkerQueue<string, number>[] = [];

function createQueue({ maxWaiting = 4, timeLimitSeconds = 5, graceSeconds = 0 } = {}) {
  const queue = new WorkerQueue<string, number>(SCRIPT, { maxWaiting, timeLimitSeconds, graceSeconds, maxHeapMb: 32 });
  queues.push(queue);
  return queue;
}

afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.close()));
});

describe('WorkerQueue', () => {
  it('does one job after the other on one thread', async () => {
    const queue = createQueue();

    const answers = await Promise.all(['a', 'b', 'c'].map((job) => queue.run(job)));

    expect(answers).toEqual([1, 2, 3]);
  });

  it('gives up a job that takes too long and does the next one on a new thread', async () => {
    const queue = createQueue({ timeLimitSeconds: 0.5 });
    await queue.run('a');

    const hanging = queue.run('hang');
    const next = queue.run('b');

    await expect(hanging).rejects.toMatchObject({ reason: 'timeout' });
    await expect(next).resolves.toBe(1);
  });

  it('lets a thread finish work that must not be interrupted, and does the next job on it', async () => {
    const queue = createQueue({ timeLimitSeconds: 0.5, graceSeconds: 20 });
    const channel = new BroadcastChannel('worker-queue-test');
    const finished = new Promise((resolve) => {
      channel.onmessage = ({ data }) => resolve(data);
    });

    await expect(queue.run('slow')).rejects.toMatchObject({ reason: 'timeout' });

    // On a thread of its own it would be the first.
    expect(await queue.run('a')).toBe(2);
    expect(await finished).toBe('done');
    channel.close();
  });

  it('starts a new thread after a crash', async () => {
    const queue = createQueue();

    await expect(queue.run('crash')).rejects.toMatchObject({ reason: 'crashed' });

    await expect(queue.run('a')).resolves.toBe(1);
  });

  it('starts a new thread after one that exceeded its memory', async () => {
    const queue = createQueue({ timeLimitSeconds: 30 });

    await expect(queue.run('hoard')).rejects.toMatchObject({ reason: 'crashed' });

    await expect(queue.run('a')).resolves.toBe(1);
  });

  it('refuses jobs without room', async () => {
    const queue = createQueue({ maxWaiting: 1 });
    const taken = [queue.run('a'), queue.run('b')];

    await expect(queue.run('c')).rejects.toMatchObject({ reason: 'busy' });

    await expect(Promise.all(taken)).resolves.toEqual([1, 2]);
  });

  it('fails unfinished jobs when it is closed', async () => {
    const queue = createQueue();
    const jobs = [queue.run('hang'), queue.run('a')].map((job) => job.catch((error: unknown) => error));

    await queue.close();

    expect(await Promise.all(jobs)).toMatchObject([{ reason: 'closed' }, { reason: 'closed' }]);
  });
});
