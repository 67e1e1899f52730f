import * as z from 'zod/mini';
import { asAnybody, asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { id } from '../../contracts/kit/words.ts';
import { declineReason, handOverState } from '../../shared/schemas/hand-over-state.ts';

export const filmGrant = z.strictObject({
  documentId: id,
  post: z.strictObject({ url: z.url(), fields: z.record(z.string(), z.string()) }),
});

/** A check as the phone of a link sees it, without the ids of the filing. */
export const ownView = z.strictObject({
  checkId: id,
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

export const checkView = z.extend(ownView, { filingId: id, websiteId: id });

export const openedCheck = z.strictObject({
  checkId: id,
  challenge: z.array(z.strictObject({ action: z.enum(['open-mouth', 'close-eyes']), label: z.string() })),
  photo: filmGrant,
  video: z.optional(filmGrant),
  page: z.optional(z.strictObject({ kind: z.enum(['eid', 'hosted']), token: z.string(), url: z.optional(z.string()) })),
  expiresAt: instant,
});

const media = {
  photoContentType: z.enum(['image/jpeg', 'image/png']),
  videoContentType: z.enum(['video/mp4', 'video/quicktime', 'video/webm']),
  consentTextVersion: z.string().check(z.maxLength(40)),
};

/** What the site owner's phone shows: the token from its link, and the secret that it made itself. */
const pass = {
  token: z.string().check(z.regex(/^[\w-]{22}$/)),
  device: z.string().check(z.regex(/^[\w-]{43}$/)),
};

/** A site owner's phone looks every two seconds for a few minutes; behind a mobile network many share an address. */
const OWNER_LIMITS = [{ per: 'address', times: 1200, seconds: 600 }] as const;

const checkId = z.strictObject({ checkId: id });

export const contract = defineContract({
  openCheck: {
    ...asApplicant('POST', '/v1/liveness-checks'),
    title: 'Start a liveness check',
    summary: '开始一次视频核身：得到动作指令和照片、视频的上传凭证，或核身页面',
    idempotent: true,
    // Opening uses no try, but verifying is billed: far more than five tries for each of ten websites.
    limits: [{ per: 'account', times: 60, seconds: 3600 }],
    body: z.strictObject({ filingId: id, websiteId: id, ...media }),
    reply: openedCheck,
    status: 201,
  },
  handOver: {
    ...asApplicant('POST', '/v1/liveness-checks/hand-overs'),
    title: 'Hand a liveness check over to the site owner',
    summary: '把视频核身交给网站负责人的手机：得到链接里的令牌，24 小时内有效，只能由一部手机打开',
    limits: [{ per: 'account', times: 60, seconds: 3600 }],
    body: z.strictObject({ filingId: id, websiteId: id }),
    reply: z.strictObject({ handOverId: id, token: z.string(), expiresAt: instant }),
    status: 201,
  },
  showHandOvers: {
    ...asApplicant('GET', '/v1/liveness-checks/hand-overs'),
    title: 'Show liveness checks that were handed over',
    summary: '查看一份备案里交给网站负责人手机的核身',
    query: z.strictObject({ filingId: id }),
    reply: z.strictObject({
      handOvers: z.array(
        z.strictObject({
          handOverId: id,
          websiteId: id,
          state: handOverState,
          declineReason: z.optional(declineReason),
          sentAt: instant,
          openedAt: z.optional(instant),
          expiresAt: instant,
          triesLeft: z.number(),
        }),
      ),
    }),
  },
  cancelHandOver: {
    ...asApplicant('DELETE', '/v1/liveness-checks/hand-overs/{handOverId}'),
    title: "Cancel a liveness check's hand-over",
    summary: '收回交给网站负责人手机的核身',
    params: z.strictObject({ handOverId: id }),
    reply: z.strictObject({ state: z.literal('cancelled') }),
  },
  openHandOver: {
    ...asAnybody('POST', '/v1/liveness-checks/hand-overs/openings'),
    title: "Open a liveness check's hand-over",
    summary: '网站负责人（备案转移时是主体负责人）的手机打开链接：看到为哪个网站、为什么核身；此后只有这部手机能用',
    limits: OWNER_LIMITS,
    body: z.strictObject(pass),
    reply: z.strictObject({
      state: handOverState,
      /** `transfer`: the record goes to another account, and `siteOwner` is its principal. */
      purpose: z.enum(['filing', 'transfer']),
      asker: z.optional(z.string()),
      organizer: z.optional(z.string()),
      domain: z.string(),
      number: z.optional(z.string()),
      /** Both accounts of a transfer, masked. */
      giver: z.optional(z.string()),
      receiver: z.optional(z.string()),
      siteOwner: z.string(),
      consentTextVersion: z.string(),
      triesLeft: z.number(),
      expiresAt: instant,
    }),
  },
  openOwnCheck: {
    ...asAnybody('POST', '/v1/liveness-checks/hand-overs/checks'),
    title: 'Start a handed-over liveness check',
    summary: '网站负责人本人同意后，在自己的手机上开始一次视频核身',
    limits: [{ per: 'address', times: 120, seconds: 3600 }],
    body: z.strictObject({ ...pass, ...media }),
    reply: openedCheck,
    status: 201,
  },
  verifyOwnCheck: {
    ...asAnybody('POST', '/v1/liveness-checks/hand-overs/verifications'),
    title: 'Verify a handed-over liveness check',
    summary: '网站负责人的手机上传完照片和视频后开始验证',
    limits: OWNER_LIMITS,
    body: z.strictObject({ ...pass, checkId: id }),
    reply: ownView,
  },
  showOwnCheck: {
    ...asAnybody('POST', '/v1/liveness-checks/hand-overs/results'),
    title: 'Show a handed-over liveness check',
    summary: '网站负责人的手机查看核身结果',
    limits: OWNER_LIMITS,
    body: z.strictObject({ ...pass, checkId: id }),
    reply: ownView,
  },
  declineHandOver: {
    ...asAnybody('POST', '/v1/liveness-checks/hand-overs/refusals'),
    title: "Decline a liveness check's hand-over",
    summary: '网站负责人拒绝核身，说明是哪一种情况：找错了人、本人不同意，或不认识发来的人；为转移备案时，转移随即停止',
    limits: OWNER_LIMITS,
    body: z.strictObject({ ...pass, reason: declineReason }),
    reply: z.strictObject({ state: z.literal('declined') }),
  },
  verify: {
    ...asApplicant('POST', '/v1/liveness-checks/{checkId}/verification'),
    title: 'Verify a liveness check',
    summary: '开始验证：照片和视频上传完成后调用，返回核身结果和改进建议',
    limits: [{ per: 'account', times: 60, seconds: 3600 }],
    params: checkId,
    reply: checkView,
  },
  showCheck: {
    ...asApplicant('GET', '/v1/liveness-checks/{checkId}'),
    title: 'Get a liveness check',
    summary: '查看一次视频核身的结果',
    params: checkId,
    reply: checkView,
  },
  showChecks: {
    ...asApplicant('GET', '/v1/liveness-checks'),
    title: 'Show the liveness checks of a filing',
    summary: '查看一份备案里每个网站的核身结果，不论是在哪台设备上做的；没有做过的网站不列出',
    query: z.strictObject({ filingId: id }),
    reply: z.strictObject({ checks: z.array(checkView) }),
  },
});
