import * as z from 'zod/mini';
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  type DocumentKind,
  type DocumentSubject,
  SECOND_SOURCES,
} from '../../shared/domain/media/document.ts';
import { MAX_INTEGER } from '../../shared/domain/storable.ts';
import { defineContract } from '../../shared/edge/contract.ts';
import { READ_LIMITS, WRITE_LIMITS } from '../../shared/edge/default-limits.ts';
import { finding } from '../../shared/schemas/finding.ts';
import { instant } from '../../shared/schemas/instant.ts';
import { view } from '../../shared/schemas/view.ts';
import { id } from '../../shared/schemas/words.ts';

const kind = z.enum(Object.keys(DOCUMENT_KINDS) as [DocumentKind, ...DocumentKind[]]);
const subject = z.custom<DocumentSubject>(
  (value) => typeof value === 'string' && /^(organizer|principal|website:[0-9a-f-]{36})$/.test(value),
  { error: '请填写 organizer、principal 或 website:<网站编号>。' },
);
/**
 * A value read by OCR: its source, the confidence that the vendor states, if any, a second source that has the same
 * value, if any, and whether the person should check it against the certificate.
 */
const offeredField = z.strictObject({
  text: z.string(),
  confidence: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  agreesWith: z.optional(z.enum(SECOND_SOURCES)),
  origin: z.optional(z.string()),
  isDoubtful: z.boolean(),
});
const documentId = z.strictObject({ documentId: id });

export const contract = defineContract({
  grantUpload: {
    method: 'POST',
    path: '/v1/uploads',
    summary:
      '申请上传一份材料：得到小程序表单（POST）和网页直传（PUT）两种凭证。发起备案前不填 filingId，只能上传证件：先同意 /v1/me/consents，一天内没有用于备案即删除',
    caller: 'session',
    once: true,
    // 200 permits a day are enough for ten websites; this limit also bounds refused requests.
    limits: [{ per: 'account', times: 300, seconds: 3600 }],
    body: z.strictObject({
      filingId: z.optional(id),
      kind,
      subject,
      contentType: z.string().check(z.maxLength(100)),
      bytes: z.int().check(z.positive(), z.maximum(MAX_INTEGER)),
    }),
    reply: z.strictObject({
      documentId: id,
      post: z.strictObject({ url: z.url(), fields: z.record(z.string(), z.string()) }),
      put: z.strictObject({ url: z.url(), headers: z.record(z.string(), z.string()) }),
      expiresAt: instant,
    }),
    status: 201,
  },
  removeDocument: {
    method: 'DELETE',
    path: '/v1/uploads/{documentId}',
    summary: '删除发起备案前上传、还没有用于备案的证件',
    caller: 'session',
    limits: WRITE_LIMITS,
    params: documentId,
    reply: documentId,
  },
  showDocument: {
    method: 'GET',
    path: '/v1/uploads/{documentId}',
    summary:
      '查看材料的处理状态、识别结果（已脱敏）和问题；最多等待 wait 秒，处理完成就回答，填写 seen（已经显示的状态）时状态一变就回答',
    caller: 'session',
    limits: READ_LIMITS,
    // A poll holds an instance. A page follows few documents at once, and others wait two seconds.
    atOnce: { per: 'account', most: 3 },
    params: documentId,
    query: z.strictObject({
      wait: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(20)), 0),
      seen: z.optional(z.enum(DOCUMENT_STATES)),
    }),
    reply: z.strictObject({
      documentId: id,
      filingId: z.optional(id),
      kind,
      subject: z.string(),
      state: z.enum(DOCUMENT_STATES),
      findings: z.array(finding),
      fields: z.optional(z.record(z.string(), offeredField)),
      view: z.optional(view),
      picture: z.optional(view),
    }),
  },
});
