import * as z from 'zod/mini';
import { asAnybody, asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { MAX_INTEGER } from '../../contracts/kit/storable.ts';
import { view } from '../../contracts/kit/view.ts';
import { id } from '../../contracts/kit/words.ts';
import { place } from '../../contracts/review-desk/evidence.ts';
import {
  DOCUMENT_STATES,
  type DocumentKind,
  type DocumentSubject,
  SECOND_SOURCES,
  UPLOADED_KINDS,
} from '../../shared/domain/media/document.ts';
import { organizerKind } from '../../shared/schemas/filing-kinds.ts';
import { finding } from '../../shared/schemas/finding.ts';
import { declineReason, handOverState } from '../../shared/schemas/hand-over-state.ts';

/** What a client may ask for, typed as any kind, so that what is stored may be shown. */
const kind = z.enum(UPLOADED_KINDS as readonly DocumentKind[]);
const SUBJECT = /^(organizer|principal|website:[0-9a-f-]{36})$/;
/** `organizer`, `principal` or `website:<id>`: whom a document is about. */
const subject = z
  .custom<DocumentSubject>((value) => typeof value === 'string' && SUBJECT.test(value), {
    error: '请填写 organizer、principal 或 website:<网站编号>。',
  })
  .check(z.meta({ type: 'string', pattern: SUBJECT.source }));
/**
 * A value read by OCR: its source, the confidence that the vendor states, if any, a second source that has the same
 * value, if any, where it stands in the picture, if that was found, and whether the person should check it against the
 * certificate.
 */
export const offeredField = z.strictObject({
  text: z.string(),
  confidence: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  agreesWith: z.optional(z.enum(SECOND_SOURCES)),
  origin: z.optional(z.string()),
  places: z.optional(z.array(place)),
  isDoubtful: z.boolean(),
});
const documentId = z.strictObject({ documentId: id });

export const uploadGrant = z.strictObject({
  documentId: id,
  post: z.strictObject({ url: z.url(), fields: z.record(z.string(), z.string()) }),
  put: z.strictObject({ url: z.url(), headers: z.record(z.string(), z.string()) }),
  expiresAt: instant,
});
const contentType = z.string().check(z.maxLength(100));
const bytes = z.int().check(z.positive(), z.maximum(MAX_INTEGER));

/** What the other phone shows: the token from its link, and the secret that it made itself. */
const pass = {
  token: z.string().check(z.regex(/^[\w-]{22}$/)),
  device: z.string().check(z.regex(/^[\w-]{43}$/)),
};
/** A picture as the other phone sees it: nothing of what was read. */
export const handedOver = z.strictObject({
  documentId: id,
  kind,
  state: z.enum(DOCUMENT_STATES),
  findings: z.array(finding),
});
/** A phone looks every two seconds while a picture is read; behind a mobile network many share an address. */
const OTHER_PHONE_LIMITS = [{ per: 'address', times: 1200, seconds: 600 }] as const;

export const contract = defineContract({
  grantUpload: {
    ...asApplicant('POST', '/v1/uploads'),
    title: 'Get permission to upload a picture',
    summary:
      '申请上传一份材料：得到小程序表单（POST）和网页直传（PUT）两种凭证。发起备案前不填 filingId，只能上传证件：先同意 /v1/me/consents，一天内没有用于备案即删除',
    idempotent: true,
    // 200 permits a day are enough for ten websites; this limit also bounds refused requests.
    limits: [{ per: 'account', times: 300, seconds: 3600 }],
    body: z.strictObject({
      filingId: z.optional(id),
      kind,
      subject,
      contentType,
      bytes,
    }),
    reply: uploadGrant,
    status: 201,
  },
  reusePicture: {
    ...asApplicant('POST', '/v1/uploads/reuses'),
    title: 'Reuse a picture of a record',
    summary: '新增网站或接入备案时，沿用本账号已备案的证件照片：复制一份，同新上传的照片一样重新检查和识别',
    // Not once: the copy is put after the document is committed. A second call makes a second document, and the newest counts.
    limits: [{ per: 'account', times: 60, seconds: 3600 }],
    body: z.strictObject({ filingId: id, kind, subject }),
    reply: documentId,
    status: 201,
  },
  handOverUpload: {
    ...asApplicant('POST', '/v1/uploads/hand-overs'),
    title: 'Hand a picture over to another phone',
    summary:
      '把一种材料或一张证件的正反面交给另一部手机拍：得到链接里的令牌，自己的手机 30 分钟、别人的手机 24 小时内有效，只能由一部手机打开；不填 filingId 时拍的是发起备案前的证件',
    limits: [{ per: 'account', times: 60, seconds: 3600 }],
    body: z.strictObject({
      filingId: z.optional(id),
      kinds: z.array(kind).check(z.minLength(1), z.maxLength(2)),
      subject,
      isForOther: z.boolean(),
    }),
    reply: z.strictObject({ handOverId: id, token: z.string(), expiresAt: instant }),
    status: 201,
  },
  showUploadHandOvers: {
    ...asApplicant('GET', '/v1/uploads/hand-overs'),
    title: 'Show pictures that were handed over',
    summary: '查看交给另一部手机拍的材料到了哪一步：一份备案的，不填 filingId 时是发起备案前的',
    query: z.strictObject({ filingId: z.optional(id) }),
    reply: z.strictObject({
      handOvers: z.array(
        z.strictObject({
          handOverId: id,
          kinds: z.array(kind),
          subject: z.string(),
          state: handOverState,
          declineReason: z.optional(declineReason),
          sentAt: instant,
          openedAt: z.optional(instant),
          expiresAt: instant,
          triesLeft: z.number(),
          documents: z.array(z.strictObject({ documentId: id, kind, state: z.enum(DOCUMENT_STATES) })),
        }),
      ),
    }),
  },
  cancelUploadHandOver: {
    ...asApplicant('DELETE', '/v1/uploads/hand-overs/{handOverId}'),
    title: "Cancel a picture's hand-over",
    summary: '收回交给另一部手机拍的材料',
    params: z.strictObject({ handOverId: id }),
    reply: z.strictObject({ state: z.literal('cancelled') }),
  },
  openUploadHandOver: {
    ...asAnybody('POST', '/v1/uploads/hand-overs/openings'),
    title: "Open a picture's hand-over",
    summary: '另一部手机打开链接：看到为谁拍什么（已脱敏）；此后只有这部手机能用',
    limits: OTHER_PHONE_LIMITS,
    body: z.strictObject(pass),
    reply: z.strictObject({
      state: handOverState,
      kinds: z.array(kind),
      asker: z.optional(z.string()),
      organizer: z.optional(z.string()),
      organizerKind: z.optional(organizerKind),
      domain: z.optional(z.string()),
      person: z.optional(z.string()),
      isForOther: z.boolean(),
      consentTextVersion: z.string(),
      documents: z.array(handedOver),
      triesLeft: z.number(),
      expiresAt: instant,
    }),
  },
  grantHandedOver: {
    ...asAnybody('POST', '/v1/uploads/hand-overs/grants'),
    title: 'Get permission to upload a handed-over picture',
    summary: '另一部手机申请上传一张照片；是别人的手机时，须先由本人同意',
    limits: [{ per: 'address', times: 120, seconds: 3600 }],
    body: z.strictObject({
      ...pass,
      kind,
      contentType,
      bytes,
      consent: z.optional(
        z.strictObject({ name: z.string().check(z.maxLength(50)), textVersion: z.string().check(z.maxLength(40)) }),
      ),
    }),
    reply: uploadGrant,
    status: 201,
  },
  showHandedOver: {
    ...asAnybody('POST', '/v1/uploads/hand-overs/documents'),
    title: 'Show a handed-over picture',
    summary: '另一部手机查看自己上传的照片能不能用；看不到识别结果',
    limits: OTHER_PHONE_LIMITS,
    body: z.strictObject({ ...pass, documentId: id }),
    reply: handedOver,
  },
  declineUpload: {
    ...asAnybody('POST', '/v1/uploads/hand-overs/refusals'),
    title: "Decline a picture's hand-over",
    summary: '另一部手机上的人不愿意拍，说明是哪一种情况：链接马上失效',
    limits: OTHER_PHONE_LIMITS,
    body: z.strictObject({ ...pass, reason: declineReason }),
    reply: z.strictObject({ state: z.literal('declined') }),
  },
  removeDocument: {
    ...asApplicant('DELETE', '/v1/uploads/{documentId}'),
    title: 'Delete an unused certificate',
    summary: '删除发起备案前上传、还没有用于备案的证件',
    params: documentId,
    reply: documentId,
  },
  leaveToReviewer: {
    ...asApplicant('POST', '/v1/uploads/{documentId}/for-reviewer'),
    title: 'Leave a document to the reviewer',
    summary: '承诺书、手持证件照自动检查没有通过，本人认为没有问题：交给审核员看。不再拦住提交，审核员会看到这个标记',
    params: documentId,
    reply: z.strictObject({ documentId: id, findings: z.array(finding) }),
  },
  showDocument: {
    ...asApplicant('GET', '/v1/uploads/{documentId}'),
    title: 'Get a document and what was read',
    summary:
      '查看材料的处理状态、识别结果（已脱敏）和问题；最多等待 wait 秒，处理完成就回答，填写 seen（已经显示的状态）时状态一变就回答',
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
    view: z.object({ fields: z.record(z.string(), offeredField) }),
  },
});
