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

describe('retention', () => {
  it('has these days and events', () => {
    const descriptions = Object.entries(RETENTION).map(
      ([of, { holds, since, days }]) => `${of} ${since} ${days} ${holds}`,
    );

    expect(descriptions).toEqual([
      'erased-accounts 注销账号 0 已注销账号的全部内容；限制次数用的摘要到计数周期结束为止，至多 1 天；用过的核身照片和视频只剩摘要，到核身后 180 天为止，查不到是谁的',
      'erased-objects 删除内容 0 已删除内容的文件：删除时已删一次，半小时后再删一次',
      'face-files 备案成功；备案转移时的核身，开始半小时后 0 核身照片、视频和关键画面',
      'face-fingerprints 核身 180 人脸和视频的指纹，防止重复使用同一次拍摄；备案删除后只留摘要和日期，查不到是谁的',
      'ended-filings 不予受理、放弃、过期或注销 30 备案内容、证件照片、识别结果和核身记录',
      'ended-records 主体和全部网站注销 30 备案信息的所有版本',
      'unused-certificates 上传 1 发起备案前上传、没有用于备案的证件和识别结果',
      'hand-overs 失效 1 交给另一部手机的链接；备案里只留下那里本人的同意',
      'eligibility-checks 验证结果失效 7 备案类型验证的六项输入',
      'asked-numbers 查询 1 查询过备案记录的证件号码和手机号码（摘要）',
      'company-checks 核对 30 企业信息核对的结果',
      'paid-calls 最后一次使用 365 计费服务的使用次数：全部用户合计的、每个备案的（只含编号）',
      'paid-calls-of-people 最后一次使用 1 每个人当天使用计费服务的次数（摘要）',
      'kept-facts 失效（查询后 5 分钟） 0 域名和云服务的查询结果',
      'running-calls 最迟的结束时间 0 正在进行的访问',
      'caller-limits 计数周期结束 0 访问频率的计数（摘要）',
      'views 查看 1 限时查看的文件属于哪个账号',
      'replies 请求 7 重复请求的应答（已脱敏）',
      'scan-tickets 失效 1 扫码登录的凭证摘要、请求登录的设备',
      'one-time-codes 失效 0 短信和邮件验证码（摘要）',
      'contact-links 失效 1 确认联系方式的链接（摘要）',
      'sessions 失效 180 登录记录',
      'seen-messages 签名失效（收到后 10 分钟） 0 收到过的签名消息的编号（摘要）',
      'inbox-entries 收到 180 已处理事件的编号',
      'messages 产生 180 已办结的送审、提醒和回调消息（只含编号）',
      'audit 产生 1098 查看和处理个人信息的记录（只含编号）',
    ]);
  });

  it.each([
    ['face-files', '2026-11-25T02:00:00.000Z'],
    ['scan-tickets', '2026-11-24T02:00:00.000Z'],
    ['ended-filings', '2026-10-26T02:00:00.000Z'],
    ['ended-records', '2026-10-26T02:00:00.000Z'],
    ['audit', '2023-11-23T02:00:00.000Z'],
  ] as const)('of %s on 25 November 2026 at 10:00 in Beijing starts at %s', (retentionClass, since) => {
    expect(keptSince(retentionClass, new Date('2026-11-25T02:00:00Z')).toISOString()).toBe(since);
  });

  it('of face files covers the photo and the video, from the approval on', () => {
    expect(FACE_FILES).toEqual({ kinds: ['liveness-photo', 'liveness-video', 'liveness-frame'], since: 'approved' });
  });

  it('of messages does not cover waiting and parked ones', () => {
    expect(FINISHED_MESSAGES).toEqual(['sent', 'ended']);
  });

  it('leaves no personal data in an erased filing', () => {
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

  it('allows the immediate erasure of a filing that is no longer needed', () => {
    expect(ENDED_STATES).toEqual(['declined', 'revoked', 'abandoned', 'expired']);
    expect(isErasable('revoked', false)).toBe(true);
    expect(isErasable('approved', false)).toBe(false);
    expect(isErasable('approved', true)).toBe(true);
  });
});
