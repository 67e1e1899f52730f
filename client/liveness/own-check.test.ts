import { describe, expect, it } from 'vitest';
import { ApiError } from '../../contracts/client/api-error.ts';
import type { Call } from '../calls/api-client.ts';
import { createOwnLiveness, handOverLink, ownerLinkWords } from './own-check.ts';

const PASS = { token: 'T'.repeat(22), device: 'D'.repeat(43) };
const CHECK = {
  checkId: 'c1',
  challenge: [],
  photo: { documentId: 'd1', post: { url: 'https://store/', fields: {} } },
  expiresAt: '',
};
const PASSED = { checkId: 'c1', state: 'passed', reasons: [], notices: [], triesLeft: 3, expiresAt: '' };

/** A phone whose verification answers in this order. */
function phone(...answers: readonly (object | ApiError)[]) {
  const calls: string[] = [];
  const rest = [...answers];
  const call = (async (name: string) => {
    calls.push(name);
    if (name === 'openOwnCheck') return CHECK;
    const answer = rest.shift();
    if (answer instanceof ApiError) throw answer;
    return answer;
  }) as unknown as Call;
  const show = <State extends object>(now: State) => ({
    now,
    change: (part: Partial<State>) => void Object.assign(now, part),
  });
  const kept = { read: () => undefined, write: () => {} };
  const sleep = async () => void calls.push('pause');
  return {
    calls,
    liveness: createOwnLiveness({ call, send: async () => {}, show, kept, sleep }, PASS, () => 'filing'),
  };
}

const missing = (findings: readonly unknown[]) =>
  new ApiError('liveness.media-missing', '还没有上传完成', { findings: findings as never });

describe('a check on the site owner’s own phone', () => {
  it('asks for the verification until its files have arrived', async () => {
    const { calls, liveness } = phone(missing([]), missing([]), PASSED);

    await liveness.begin({ photoContentType: 'image/jpeg', videoContentType: 'video/mp4' });
    await liveness.verify({ size: 1 }, undefined);

    expect(calls).toEqual(['openOwnCheck', 'verifyOwnCheck', 'pause', 'verifyOwnCheck', 'pause', 'verifyOwnCheck']);
    expect(liveness.current).toMatchObject({ phase: 'done', result: { state: 'passed' } });
  });

  it('tells at once that a file was refused', async () => {
    const { calls, liveness } = phone(missing([{ message: '视频太短' }]));

    await liveness.begin({ photoContentType: 'image/jpeg', videoContentType: 'video/mp4' });
    await liveness.verify({ size: 1 }, undefined);

    expect(calls).toEqual(['openOwnCheck', 'verifyOwnCheck']);
    expect(liveness.current).toMatchObject({ phase: 'idle', error: '还没有上传完成' });
  });
});

describe('the link', () => {
  it('has its token in the fragment', () => {
    expect(handOverLink('https://icp.example.cn/page/?a=1#/filings/f1/liveness', 'tok')).toBe(
      'https://icp.example.cn/page/?a=1#/hand-over/tok',
    );
  });
});

describe('the link to a site owner', () => {
  it('leads to their name and number where nobody is known by them, else to somebody in their place', () => {
    const failed = (code: string) => ({ reasons: [{ code, advice: '' }] });

    expect(ownerLinkWords(failed('identity-unknown'))).toBe('去核对姓名和证件号码');
    expect(ownerLinkWords(failed('too-dark'))).toBe('负责人已离职？换人');
    expect(ownerLinkWords(undefined)).toBe('负责人已离职？换人');
  });
});
