import * as z from 'zod/mini';
import { asAnybody, asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount, TABLE_LIMITS } from '../../contracts/kit/default-limits.ts';
import { divisionCode } from '../../contracts/kit/division-code.ts';
import { view } from '../../contracts/kit/view.ts';
import { id, recordId } from '../../contracts/kit/words.ts';
import { DOCUMENT_STATES } from '../../shared/domain/media/document.ts';
import { CHANGE_TOPICS } from '../../shared/domain/record/change-topics.ts';
import { organizerKind } from '../../shared/schemas/filing-kinds.ts';
import { finding } from '../../shared/schemas/finding.ts';

const params = z.strictObject({ filingId: id });

const guide = z.strictObject({ region: divisionCode, organizerKind });
export const province = z.strictObject({ code: z.string(), name: z.string(), short: z.string(), isOpen: z.boolean() });
const demands = z.strictObject({
  domainMonths: z.int(),
  footerNumber: z.enum(['organizer', 'website']),
  youngest: z.optional(z.int()),
  principal: z.optional(z.enum(['legal-representative', 'letter', 'free'])),
  domainOwner: z.optional(z.enum(['unit', 'unit-or-legal-representative'])),
  outsiders: z.optional(z.enum(['allowed', 'proof', 'local-phone', 'refused'])),
  fingerprint: z.optional(z.boolean()),
});
const ofBothKinds = z.strictObject({ enterprise: demands, individual: demands });

export const contract = defineContract({
  listMaterials: {
    ...asApplicant('GET', '/v1/materials/{filingId}'),
    title: 'List the materials of a filing',
    summary: '这份备案需要的材料、原因和目前的状态',
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
  listChangeNeeds: {
    ...asApplicant('GET', '/v1/materials/changes/{recordId}'),
    title: 'List what each change of a record needs',
    summary: '已备案的内容可以改哪些，只改其中一样时需要的材料、要不要视频核身；field 为变更订单里对应的字段',
    params: z.strictObject({ recordId }),
    reply: z.strictObject({
      needs: z.array(
        z.strictObject({
          topic: z.enum(CHANGE_TOPICS),
          /** The website that it is about, if it is about one. */
          domain: z.optional(z.string()),
          field: z.string(),
          materials: z.array(z.strictObject({ kind: z.string(), label: z.string(), reason: z.string() })),
          liveness: z.boolean(),
        }),
      ),
    }),
  },
  listProvinces: {
    ...asAnybody('GET', '/v1/guides'),
    title: 'List provinces and their requirements',
    summary: '省份、各省管局对单位和个人的要求，以及能否在这里备案',
    limits: TABLE_LIMITS,
    // An operator may open a province meanwhile.
    cacheSeconds: 300,
    reply: z.strictObject({ provinces: z.array(z.extend(province, { demands: ofBothKinds })) }),
  },
  showGuide: {
    ...asAnybody('GET', '/v1/guides/{region}/{organizerKind}'),
    title: 'Get the guide for a region and kind of organizer',
    summary: '某省某类主办者备案要准备的材料、管局的要求和办理时间；以后填写的内容可能还需要别的材料',
    limits: TABLE_LIMITS,
    cacheSeconds: 300,
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
      demands,
      duration: z.strictObject({
        initialReviewWorkdays: z.int(),
        smsHours: z.int(),
        reviewWorkdays: z.int(),
        longestWorkdays: z.int(),
        recent: z.optional(z.strictObject({ filings: z.int(), half: z.int(), nineOfTen: z.int() })),
      }),
    }),
  },
  blankLetter: {
    ...asAnybody('GET', '/v1/guides/{region}/{organizerKind}/letter'),
    title: 'Download a blank commitment letter',
    summary: '下载空白的《网站备案承诺书》（PDF），无需登录；发起备案后可以下载预填好的',
    // A letter is drawn with a font of 10 MB and stored.
    limits: [{ per: 'address', times: 30, seconds: 3600 }],
    atOnce: { per: 'address', most: 2 },
    params: guide,
    reply: z.strictObject({ letter: view }),
  },
  commitmentLetter: {
    ...asApplicant('GET', '/v1/materials/{filingId}/commitment-letter'),
    title: 'Download the filled-in commitment letter',
    summary: '下载预填好的《网站备案承诺书》（PDF），一份备案一张，写明全部网站和负责人；打印后签字盖章再拍照上传',
    // A letter is drawn with a font of 10 MB and stored.
    limits: perAccount(60),
    atOnce: { per: 'account', most: 1 },
    params,
    reply: z.strictObject({ letter: view }),
  },
});
