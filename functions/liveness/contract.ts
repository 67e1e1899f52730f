import * as z from 'zod/mini';
import { defineContract } from '../../shared/edge/contract.ts';
import { READ_LIMITS } from '../../shared/edge/default-limits.ts';
import { instant } from '../../shared/schemas/instant.ts';
import { id } from '../../shared/schemas/words.ts';

const grant = z.strictObject({
  documentId: id,
  post: z.strictObject({ url: z.url(), fields: z.record(z.string(), z.string()) }),
});

const checkView = z.strictObject({
  checkId: id,
  filingId: id,
  websiteId: id,
  state: z.enum(['open', 'verifying', 'passed', 'card-replaced', 'failed', 'handed-over', 'unanswered']),
  reasons: z.array(
    z.strictObject({
      code: z.string(),
      advice: z.string(),
      measured: z.optional(z.number()),
      limit: z.optional(z.number()),
    }),
  ),
  similarity: z.optional(z.number()),
  assurance: z.optional(z.enum(['vendor', 'none'])),
  notices: z.array(z.string()),
  triesLeft: z.number(),
  expiresAt: instant,
});

const checkId = z.strictObject({ checkId: id });

export const contract = defineContract({
  openCheck: {
    method: 'POST',
    path: '/v1/liveness-checks',
    summary: '开始一次视频核身：得到动作指令和照片、视频的上传凭证，或核身页面',
    caller: 'session',
    once: true,
    // Opening uses no try, but verifying is billed: far more than five tries for each of ten websites.
    limits: [{ per: 'account', times: 60, seconds: 3600 }],
    body: z.strictObject({
      filingId: id,
      websiteId: id,
      photoContentType: z.enum(['image/jpeg', 'image/png']),
      videoContentType: z.enum(['video/mp4', 'video/quicktime', 'video/webm']),
      consentTextVersion: z.string().check(z.maxLength(40)),
    }),
    reply: z.strictObject({
      checkId: id,
      challenge: z.array(z.strictObject({ action: z.enum(['open-mouth', 'close-eyes']), label: z.string() })),
      photo: grant,
      video: z.optional(grant),
      page: z.optional(
        z.strictObject({ kind: z.enum(['eid', 'hosted']), token: z.string(), url: z.optional(z.string()) }),
      ),
      expiresAt: instant,
    }),
    status: 201,
  },
  verify: {
    method: 'POST',
    path: '/v1/liveness-checks/{checkId}/verification',
    summary: '开始验证：照片和视频上传完成后调用，返回核身结果和改进建议',
    caller: 'session',
    limits: [{ per: 'account', times: 60, seconds: 3600 }],
    params: checkId,
    reply: checkView,
  },
  showCheck: {
    method: 'GET',
    path: '/v1/liveness-checks/{checkId}',
    summary: '查看一次视频核身的结果',
    caller: 'session',
    limits: READ_LIMITS,
    params: checkId,
    reply: checkView,
  },
});
