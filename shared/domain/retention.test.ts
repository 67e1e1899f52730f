import { describe, expect, it } from 'vitest';
import {
  ENDED_STATES,
  ERASED_CONTENTS,
  FACE_FILES,
  FINISHED_MESSAGES,
  isErasable,
  keptSince,
  RETENTION,
} from './retention.ts';

describe('what is kept', () => {
  it('is kept so many days from such an event', () => {
    const told = Object.entries(RETENTION).map(([of, { holds, since, days }]) => `${of} ${since} ${days} ${holds}`);

    expect(told).toEqual([
      'face-files 备案成功 0 核身照片和视频',
      'ended-filings 放弃、过期或注销 30 备案内容、证件照片、识别结果和核身记录',
      'eligibility-checks 验证结果失效 7 备案类型验证的六项输入',
      'company-checks 核对 30 企业信息核对的结果',
      'replies 请求 7 重复请求的应答（已脱敏）',
      'scan-tickets 失效 1 扫码登录的凭证摘要',
      'sessions 失效 180 登录记录',
      'inbox-entries 收到 180 已处理事件的编号',
      'messages 产生 180 已办结的送审、提醒和回调消息（只含编号）',
      'audit 产生 1098 查看和处理个人信息的记录（只含编号）',
    ]);
  });

  it.each([
    ['face-files', '2026-11-25T02:00:00.000Z'],
    ['scan-tickets', '2026-11-24T02:00:00.000Z'],
    ['ended-filings', '2026-10-26T02:00:00.000Z'],
    ['audit', '2023-11-23T02:00:00.000Z'],
  ] as const)('as %s on 25 November 2026 at 10 in Beijing is no older than %s', (of, since) => {
    expect(keptSince(of, new Date('2026-11-25T02:00:00Z')).toISOString()).toBe(since);
  });

  it('of a face are the photo and the video, from the approval on', () => {
    expect(FACE_FILES).toEqual({ kinds: ['liveness-photo', 'liveness-video'], since: 'approved' });
  });

  it('as long as a message has its time is not a message that waits or is parked', () => {
    expect(FINISHED_MESSAGES).toEqual(['sent', 'ended']);
  });

  it('of an erased filing names nobody', () => {
    expect(ERASED_CONTENTS).toEqual({
      eligibility: {
        region: '000000',
        organizerKind: 'individual',
        certificateType: 'id-card',
        certificateNumber: '',
        domain: '',
        cloudService: { kind: 'authorization-code', code: '' },
      },
      websites: [],
    });
  });

  it('of a filing may go at once when nobody needs the filing any more', () => {
    expect(ENDED_STATES).toEqual(['revoked', 'abandoned', 'expired']);
    expect(isErasable('revoked')).toBe(true);
    expect(isErasable('approved')).toBe(false);
  });
});
