import * as z from 'zod/mini';
import { ROLES } from '../../../contracts/desk/rights.ts';
import { asAnybody, asStaff } from '../../../contracts/kit/callers.ts';
import { defineContract } from '../../../contracts/kit/contract.ts';
import { perAccount, SIGN_IN_LIMITS } from '../../../contracts/kit/default-limits.ts';
import { id } from '../../../contracts/kit/words.ts';
import { isTieValue, RELATIONS, TIE_KINDS } from '../../domain/staff/ties.ts';

export const staff = z.strictObject({
  staffId: id,
  displayName: z.string(),
  roles: z.array(z.enum(ROLES)),
});

/** A declaration. The number is in no reply. */
export const tie = z.strictObject({
  tieId: id,
  kind: z.enum(TIE_KINDS),
  relation: z.enum(RELATIONS),
  declaredAt: z.iso.datetime(),
});

/** A session in force. A colleague's name is shown only when it is asked for. */
export const openSession = z.strictObject({
  sessionId: id,
  staffId: id,
  roles: z.array(z.enum(ROLES)),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  isOwn: z.boolean(),
});

const MAX_ANSWER = 8_000;

/** Sign-in of the staff by the operator's identity provider. */
export const contract = defineContract({
  beginSignIn: {
    ...asAnybody('POST', '/v1/staff-session/tries'),
    summary: '开始登录，得到登录服务的地址',
    cookies: true,
    limits: SIGN_IN_LIMITS,
    reply: z.strictObject({ url: z.url() }),
  },
  signIn: {
    ...asAnybody('POST', '/v1/staff-session'),
    summary: '登录服务返回后完成登录',
    cookies: true,
    origin: true,
    limits: SIGN_IN_LIMITS,
    body: z.strictObject({
      /** The query with which the identity provider sent the browser back. */
      answer: z.string().check(z.startsWith('?'), z.maxLength(MAX_ANSWER)),
      /** SHA-256, base64url, of a random secret that the page makes and sends in X-Desk-Key from now on. */
      pageKeyHash: z.string().check(z.regex(/^[\w-]{43}$/)),
    }),
    reply: z.strictObject({ staff }),
  },
  showStaff: {
    ...asStaff('use-desk', 'GET', '/v1/staff-session'),
    summary: '查看自己的登录和岗位',
    reply: z.strictObject({ staff }),
  },
  signOut: {
    ...asStaff('use-desk', 'DELETE', '/v1/staff-session'),
    summary: '退出登录',
    cookies: true,
    reply: z.strictObject({ url: z.optional(z.url()) }),
  },
  listOpenSessions: {
    ...asStaff('manage-staff', 'GET', '/v1/staff-session/open'),
    summary: '查看现在的登录（不含姓名），最近使用的在前',
    reply: z.strictObject({ sessions: z.array(openSession) }),
  },
  endOpenSession: {
    ...asStaff('manage-staff', 'DELETE', '/v1/staff-session/open/{sessionId}'),
    summary: '立即结束一个登录；要让人不能再登录，请在登录服务里停用',
    params: z.object({ sessionId: id }),
    reply: z.strictObject({ ended: z.literal(true) }),
  },
  declareTie: {
    ...asStaff('declare-ties', 'POST', '/v1/staff-session/ties'),
    summary: '申报与自己有关的证件号码或电话，含有它的案件不再交给自己',
    // Whoever tries numbers out learns from what is closed to them then which one it was.
    limits: perAccount(10, 86_400),
    body: z
      .strictObject({
        kind: z.enum(TIE_KINDS),
        relation: z.enum(RELATIONS),
        value: z.string().check(z.trim(), z.maxLength(60)),
      })
      .check(
        z.refine(({ kind, value }) => isTieValue(kind, value), {
          path: ['value'],
          error: '请填写完整的证件号码或电话号码（固定电话带区号，分机写在后面）。',
        }),
      ),
    reply: z.strictObject({ tie }),
    status: 201,
  },
  listTies: {
    ...asStaff('declare-ties', 'GET', '/v1/staff-session/ties'),
    summary: '查看自己的申报（不含号码）',
    reply: z.strictObject({ ties: z.array(tie) }),
  },
  listTiesOfOthers: {
    ...asStaff('end-ties', 'GET', '/v1/staff-session/ties/others'),
    summary: '查看同事的申报（不含号码和姓名），以便结束不再需要的',
    reply: z.strictObject({ ties: z.array(z.strictObject({ ...tie.shape, staffId: id })) }),
  },
  showColleague: {
    ...asStaff('see-statistics', 'GET', '/v1/staff-session/colleagues/{staffId}'),
    summary: '一位同事的姓名和岗位',
    params: z.object({ staffId: id }),
    reply: z.strictObject({ staff }),
  },
  endTie: {
    ...asStaff('end-ties', 'DELETE', '/v1/staff-session/ties/{tieId}'),
    summary: '结束他人的申报',
    params: z.object({ tieId: id }),
    reply: z.strictObject({ ended: z.literal(true) }),
  },
});
