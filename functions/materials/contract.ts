import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount } from '../../contracts/kit/default-limits.ts';
import { view } from '../../contracts/kit/view.ts';
import { id } from '../../contracts/kit/words.ts';
import { DOCUMENT_STATES } from '../../shared/domain/media/document.ts';
import { divisionCode } from '../../shared/schemas/division-code.ts';
import { organizerKind } from '../../shared/schemas/filing-kinds.ts';
import { finding } from '../../shared/schemas/finding.ts';

const params = z.strictObject({ filingId: id });

const guide = z.strictObject({ region: divisionCode, organizerKind });
export const province = z.strictObject({ code: z.string(), name: z.string(), short: z.string(), isOpen: z.boolean() });

export const contract = defineContract({
  listMaterials: {
    method: 'GET',
    path: '/v1/materials/{filingId}',
    summary: '这份备案需要的材料、原因和目前的状态',
    caller: 'session',
    limits: perAccount(600, 600),
    params,
    reply: z.strictObject({
      materials: z.array(
        z.strictObject({
          kind: z.string(),
          label: z.string(),
          subject: z.string(),
          reason: z.string(),
          documentId: z.optional(id),
          state: z.enum(['missing', ...DOCUMENT_STATES]),
          findings: z.array(finding),
          isFiled: z.boolean(),
        }),
      ),
    }),
  },
  listProvinces: {
    method: 'GET',
    path: '/v1/guides',
    summary: '省份，以及能否在这里备案',
    caller: 'anonymous',
    limits: { unlimited: 'a constant table: to count a call would cost more than the reply' },
    reply: z.strictObject({ provinces: z.array(province) }),
  },
  showGuide: {
    method: 'GET',
    path: '/v1/guides/{region}/{organizerKind}',
    summary: '某省某类主办者备案要准备的材料、管局的要求和办理时间；以后填写的内容可能还需要别的材料',
    caller: 'anonymous',
    limits: { unlimited: 'a constant table: to count a call would cost more than the reply' },
    params: guide,
    reply: z.strictObject({
      province,
      organizerKind,
      materials: z.array(
        z.strictObject({
          kind: z.string(),
          label: z.string(),
          of: z.enum(['organizer', 'principal', 'site-owner']),
          reason: z.string(),
        }),
      ),
      demands: z.strictObject({
        domainMonths: z.int(),
        youngest: z.optional(z.int()),
        principal: z.optional(z.enum(['legal-representative', 'letter', 'free'])),
        domainOwner: z.optional(z.enum(['unit', 'unit-or-legal-representative'])),
        outsiders: z.optional(z.enum(['allowed', 'proof', 'local-phone', 'refused'])),
      }),
      duration: z.strictObject({
        initialReviewWorkdays: z.int(),
        smsHours: z.int(),
        reviewWorkdays: z.int(),
      }),
    }),
  },
  blankLetter: {
    method: 'GET',
    path: '/v1/guides/{region}/{organizerKind}/letter',
    summary: '下载空白的《网站备案承诺书》（PDF），无需登录；发起备案后可以下载预填好的',
    caller: 'anonymous',
    // A letter is drawn with a font of 10 MB and stored.
    limits: [{ per: 'address', times: 30, seconds: 3600 }],
    atOnce: { per: 'address', most: 2 },
    params: guide,
    reply: z.strictObject({ letter: view }),
  },
  commitmentLetter: {
    method: 'GET',
    path: '/v1/materials/{filingId}/commitment-letter',
    summary: '下载预填好的《网站备案承诺书》（PDF），打印后签字盖章再拍照上传',
    caller: 'session',
    // A letter is drawn with a font of 10 MB and stored.
    limits: perAccount(60),
    atOnce: { per: 'account', most: 1 },
    params,
    query: z.strictObject({ websiteId: id }),
    reply: z.strictObject({ letter: view }),
  },
});
