import { describe, expect, it, vi } from 'vitest';
import { ApiError, networkLost } from '../../contracts/client/api-error.ts';
import { type Script, scriptedApi, shown } from '../../tests/support/scripted-api.ts';
import { createLiveness, reasonsOf } from './liveness.ts';

const POST = { url: 'https://store', fields: {} };
const CHECK = {
  checkId: 'c1',
  challenge: [],
  photo: { documentId: 'p', post: POST },
  video: { documentId: 'v', post: POST },
};
const PASSED = { checkId: 'c1', state: 'passed', reasons: [], notices: [], triesLeft: 3 };
const TYPES = { photoContentType: 'image/jpeg', videoContentType: 'video/mp4' } as const;

function livenessWith(script: Script, send: () => Promise<void> = async () => {}) {
  const { call } = scriptedApi(script);
  const shares: number[] = [];
  const liveness = createLiveness<{ readonly size: number }>(
    {
      call,
      async send(_, __, tell) {
        await send();
        tell(1);
        shares.push(liveness.current.sent);
      },
      show: shown,
    },
    'f',
    'w',
  );
  return { liveness, shares };
}

describe('a liveness check', () => {
  it('goes from the challenge through upload and intake to its result', async () => {
    const { liveness, shares } = livenessWith({
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

    expect([liveness.current.phase, liveness.current.result?.state, shares]).toEqual(['done', 'passed', [0.25, 1]]);
  });

  it('takes the outcome of a request whose reply was lost, when the same was sent again and is refused', async () => {
    vi.useFakeTimers();
    const closed = { error: { code: 'liveness.closed', message: '这次视频核身已经结束，请重新开始核身。' } };
    const ready = (documentId: string) => [{ documentId, state: 'ready', findings: [] }];
    const { liveness } = livenessWith({
      'POST /v1/liveness-checks': [CHECK],
      'GET /v1/uploads/p': ready('p'),
      'GET /v1/uploads/v': ready('v'),
      'POST /v1/liveness-checks/c1/verification': [closed],
      'GET /v1/liveness-checks': [
        { checks: [{ ...PASSED, websiteId: 'w', state: 'verifying' }] },
        { checks: [{ ...PASSED, websiteId: 'w' }] },
      ],
    });

    await liveness.begin(TYPES);
    const verified = liveness.verify({ size: 100 }, { size: 300 });
    await vi.runAllTimersAsync();
    await verified;
    vi.useRealTimers();

    expect([liveness.current.phase, liveness.current.result?.state, liveness.current.error]).toEqual([
      'done',
      'passed',
      undefined,
    ]);
  });

  it('keeps what was recorded when the network is lost, and sends only what has not arrived', async () => {
    let uploads = 0;
    const losesSecond = async () => {
      uploads += 1;
      if (uploads === 2) throw networkLost('cut');
    };
    const { liveness } = livenessWith(
      {
        'POST /v1/liveness-checks': [CHECK],
        'GET /v1/uploads/p': [{ documentId: 'p', state: 'ready', findings: [] }],
        'GET /v1/uploads/v': [{ documentId: 'v', state: 'ready', findings: [] }],
        'POST /v1/liveness-checks/c1/verification': [PASSED],
      },
      losesSecond,
    );

    await liveness.begin(TYPES);
    await liveness.verify({ size: 100 }, { size: 300 });
    const lost = { ...liveness.current };
    await liveness.verify({ size: 100 }, { size: 300 });

    expect(lost).toMatchObject({ phase: 'recording', check: { checkId: 'c1' } });
    expect(lost.error).toMatch(/^网络连接中断/);
    expect([liveness.current.phase, liveness.current.result?.state, uploads]).toEqual(['done', 'passed', 3]);
  });

  it('begins anew after a refusal, and when there was no network for the challenge', async () => {
    const refused = async () => Promise.reject(new ApiError('liveness.expired', '超过十分钟了'));
    const late = livenessWith({ 'POST /v1/liveness-checks': [CHECK] }, refused).liveness;
    await late.begin(TYPES);
    await late.verify({ size: 100 }, undefined);
    const without = livenessWith({}).liveness;
    await without.begin(TYPES);

    expect(late.current).toMatchObject({ phase: 'idle', check: undefined, error: '超过十分钟了' });
    expect(without.current).toMatchObject({ phase: 'idle', check: undefined });
  });

  it('that was passed on another device is passed here', async () => {
    const checks = [
      { ...PASSED, checkId: 'c0', websiteId: 'other', state: 'failed' },
      { ...PASSED, websiteId: 'w' },
    ];
    const { liveness } = livenessWith({ 'GET /v1/liveness-checks': [{ checks }] });

    await liveness.load();

    expect(liveness.current).toMatchObject({ phase: 'done', result: { checkId: 'c1', state: 'passed' } });
  });

  it('that nobody has done yet can begin', async () => {
    const { liveness } = livenessWith({ 'GET /v1/liveness-checks': [{ checks: [] }] });

    await liveness.load();

    expect(liveness.current).toMatchObject({ phase: 'idle', result: undefined });
  });

  it('says what to do better only as long as it can be tried again', () => {
    const result = {
      ...PASSED,
      reasons: [{ code: 'too-dark', advice: '光线太暗，请重新拍摄。' }],
    } as never as Parameters<typeof reasonsOf>[0];

    expect(reasonsOf({ ...result, state: 'failed' })).toHaveLength(1);
    expect(reasonsOf({ ...result, state: 'handed-over' })).toEqual([]);
  });
});
