import { describe, expect, it } from 'vitest';
import { type Script, scriptedApi, shown } from '../tests/support/scripted-api.ts';
import { networkLost } from './api-error.ts';
import { createLiveness } from './liveness.ts';

const POST = { url: 'https://store', fields: {} };
const CHECK = {
  checkId: 'c1',
  challenge: [],
  photo: { documentId: 'p', post: POST },
  video: { documentId: 'v', post: POST },
};
const PASSED = { checkId: 'c1', state: 'passed', reasons: [], notices: [], triesLeft: 3 };
const TYPES = { photoContentType: 'image/jpeg', videoContentType: 'video/mp4' } as const;

function livenessWith(script: Script, keptId?: string, send: () => Promise<void> = async () => {}) {
  const { call } = scriptedApi(script);
  const shares: number[] = [];
  let kept = keptId;
  const liveness = createLiveness<{ readonly size: number }>(
    {
      call,
      async send(_, __, tell) {
        await send();
        tell(1);
        shares.push(liveness.current.sent);
      },
      show: shown,
      kept: {
        read: () => kept,
        write: (id) => {
          kept = id;
        },
      },
    },
    'f',
    'w',
  );
  return { liveness, shares, keptNow: () => kept };
}

describe('a liveness check', () => {
  it('goes from the challenge through upload and intake to its result', async () => {
    const { liveness, shares, keptNow } = livenessWith({
      'POST /v1/liveness-checks': [CHECK],
      'GET /v1/uploads/p': [
        { documentId: 'p', state: 'checking', findings: [] },
        { documentId: 'p', state: 'ready', findings: [] },
      ],
      'GET /v1/uploads/v': [{ documentId: 'v', state: 'ready', findings: [] }],
      'POST /v1/liveness-checks/c1/verification': [PASSED],
    });

    await liveness.begin(TYPES);
    expect(liveness.current.phase).toBe('recording');
    await liveness.verify({ size: 100 }, { size: 300 });

    expect([liveness.current.phase, liveness.current.result?.state, shares, keptNow()]).toEqual([
      'done',
      'passed',
      [0.25, 1],
      'c1',
    ]);
  });

  it('begins anew when an upload fails', async () => {
    const lost = async () => Promise.reject(networkLost('cut'));
    const { liveness } = livenessWith({ 'POST /v1/liveness-checks': [CHECK] }, undefined, lost);

    await liveness.begin(TYPES);
    await liveness.verify({ size: 100 }, undefined);

    expect(liveness.current).toMatchObject({ phase: 'idle', check: undefined });
    expect(liveness.current.error).toMatch(/^网络连接中断/);
  });

  it.each([
    ['passed', 'done'],
    ['open', 'idle'],
  ])('that is %s on this device is %s again', async (state, phase) => {
    const { liveness } = livenessWith({ 'GET /v1/liveness-checks/c1': [{ ...PASSED, state }] }, 'c1');

    await liveness.load();

    expect(liveness.current.phase).toBe(phase);
  });
});
