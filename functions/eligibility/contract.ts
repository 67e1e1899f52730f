import * as z from 'zod/mini';
import { asAnybody } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { TABLE_LIMITS } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { anyText } from '../../contracts/kit/words.ts';
import { eligibilityInput } from '../../shared/schemas/eligibility.ts';
import { filingType } from '../../shared/schemas/filing-kinds.ts';
import { finding } from '../../shared/schemas/finding.ts';

export const contract = defineContract({
  checkEligibility: {
    method: 'POST',
    path: '/v1/eligibility-checks',
    title: 'Check whether a website can be filed here',
    summary:
      '验证备案类型：可以备案时返回类型、ticket（仅限本账号）和小程序码。未登录时应答带 signIn；登录后只为备案过或已上传证件的号码查询备案记录，否则带 certificate: missing',
    caller: 'optional-session',
    limits: [
      { per: 'address', times: 600, seconds: 600 },
      { per: 'account', times: 120, seconds: 600 },
    ],
    body: z.strictObject({
      ...eligibilityInput.shape,
      wanted: z.optional(filingType),
    }),
    reply: z.union([
      z.strictObject({ signIn: z.literal(true), eligible: z.optional(z.literal(false)), findings: z.array(finding) }),
      z.strictObject({
        certificate: z.literal('missing'),
        eligible: z.optional(z.literal(false)),
        findings: z.array(finding),
      }),
      z.strictObject({
        eligible: z.literal(true),
        filingType,
        findings: z.array(finding),
        ticket: anyText,
        expiresAt: instant,
        miniProgramCode: z.optional(view),
      }),
      z.strictObject({ eligible: z.literal(false), findings: z.array(finding) }),
    ]),
  },
  reference: {
    ...asAnybody('GET', '/v1/reference/{table}'),
    title: 'Get a code table',
    summary: '代码表：省份、行政区划、服务内容、前置审批、语言、材料种类、负责人证件类型',
    limits: TABLE_LIMITS,
    cacheSeconds: 3600,
    params: z.strictObject({
      table: z.enum([
        'provinces',
        'divisions',
        'service-contents',
        'pre-approvals',
        'languages',
        'document-kinds',
        'person-certificates',
      ]),
    }),
    reply: z.strictObject({ table: anyText, rows: z.array(z.record(anyText, z.unknown())) }),
  },
});
