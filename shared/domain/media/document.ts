import { type Finding, stops } from '../../../contracts/kit/finding.ts';
import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { Place } from '../../../contracts/review-desk/evidence.ts';
import type { Evidence } from './weights.ts';

const MEBIBYTE = 1024 * 1024;
// Stored as JPEG, whatever arrives. Phones save pictures of web pages as WebP.
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
// Phones record MP4 or QuickTime; browsers record WebM or MP4.
const VIDEO_TYPES = ['video/mp4', 'video/quicktime', 'video/webm'] as const;

/** Limits for the upload of one kind of document. Photos: at most 4 MB, JPG or PNG (MT-05), or WebP. */
export interface DocumentLimits {
  readonly label: string;
  readonly contentTypes: readonly string[];
  readonly maxBytes: number;
  /**
   * Photos: the shorter side must have at least this many pixels (720 is our own choice, MT-05). Certificates may be smaller:
   * the reading tells whether they are legible.
   */
  readonly minShortSidePixels?: number;
  readonly maxSeconds?: number;
}

const photo = (label: string, minShortSidePixels = 720): DocumentLimits => ({
  label,
  contentTypes: PHOTO_TYPES,
  maxBytes: 4 * MEBIBYTE,
  minShortSidePixels,
});

/** Short sides of the smallest pictures that were read surely, measured with the drawn certificates (docs/ocr.md). */
const [MIN_CARD_PIXELS, MIN_LICENCE_PIXELS] = [320, 480] as const;

/** What to do with a photo in the format of newer phones, which no decoder here reads. */
export const HEIC_ADVICE =
  '这是 HEIC 格式的照片，请换成 JPG 或 PNG 后上传：苹果手机请在“设置→相机→格式”中选“兼容性最佳”，其他手机请在相机设置中关闭“高效图片”，再重新拍摄。';

export const isHeic = (contentType: string): boolean => /^image\/hei[cf]/.test(contentType);

/** Every kind of document, with its limits. */
export const DOCUMENT_KINDS = {
  'business-licence': photo('营业执照', MIN_LICENCE_PIXELS),
  'id-front': photo('身份证人像面', MIN_CARD_PIXELS),
  'id-back': photo('身份证国徽面', MIN_CARD_PIXELS),
  passport: photo('护照资料页', MIN_LICENCE_PIXELS),
  'card-front': photo('证件正面', MIN_LICENCE_PIXELS),
  'card-back': photo('证件背面', MIN_LICENCE_PIXELS),
  'commitment-letter': photo('网站备案承诺书'),
  'handheld-photo': photo('手持证件照'),
  'authorization-letter': photo('网站负责人授权书'),
  'residence-proof': photo('居住证明'),
  'employment-proof': photo('就业证明'),
  'former-licence': photo('原营业执照', MIN_LICENCE_PIXELS),
  'name-change-proof': photo('单位名称变更证明'),
  'ending-declaration': photo('注销或取消接入声明'),
  'domain-certificate': photo('域名实名认证截图'),
  'pre-approval': photo('前置审批文件'),
  'liveness-photo': photo('核身照片', 480),
  // FaceID accepts 8 M of base64.
  'liveness-video': { label: '核身视频', contentTypes: VIDEO_TYPES, maxBytes: 6 * MEBIBYTE, maxSeconds: 15 },
  // They come from the vendor, and are written anew here.
  'liveness-frame': { label: '核身关键画面', contentTypes: ['image/jpeg'], maxBytes: 4 * MEBIBYTE },
} as const satisfies Record<string, DocumentLimits>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** What a liveness check brings: the photo, the film, and the key frames of the film that the vendor returns. */
export const LIVENESS_KINDS = [
  'liveness-photo',
  'liveness-video',
  'liveness-frame',
] as const satisfies readonly DocumentKind[];
export const isOfLiveness = (kind: DocumentKind): boolean => (LIVENESS_KINDS as readonly DocumentKind[]).includes(kind);

/** Kinds that somebody uploads: all but key frames, which the product keeps itself. */
export type UploadedKind = Exclude<DocumentKind, 'liveness-frame'>;
export const UPLOADED_KINDS = (Object.keys(DOCUMENT_KINDS) as DocumentKind[]).filter(
  (kind): kind is UploadedKind => kind !== 'liveness-frame',
);

export const limitsOf = (kind: DocumentKind): DocumentLimits => DOCUMENT_KINDS[kind];

/** Kinds that are read by OCR. */
export const READABLE_KINDS = ['business-licence', 'id-front', 'id-back'] as const satisfies readonly DocumentKind[];
export type ReadableKind = (typeof READABLE_KINDS)[number];
export const isReadable = (kind: DocumentKind): kind is ReadableKind =>
  (READABLE_KINDS as readonly DocumentKind[]).includes(kind);

/** Kinds that a machine looks at for what they must show: of their values a person's number alone is kept, for its place. */
export type JudgedKind = 'commitment-letter' | 'handheld-photo';
export const isJudged = (kind: DocumentKind): kind is JudgedKind =>
  kind === 'commitment-letter' || kind === 'handheld-photo';
/** Whether a machine looks at it before it is `ready`. */
export const isLookedAt = (kind: DocumentKind): kind is ReadableKind | JudgedKind => isReadable(kind) || isJudged(kind);

/** Maximum lifetime of an upload grant. The grants of a liveness check end with its challenge. */
export const GRANT_LIFETIME_SECONDS = 15 * 60;

/** Limits of the upload grants of one person in 24 hours, which begin with the first. */
export interface DailyLimit {
  readonly grants: number;
  /** Bytes that all these grants allow together. */
  readonly bytes: number;
}

/**
 * The limit for grants of all kinds. Ten websites, each with six photos of 4 MB and one liveness check, need 80 grants and
 * 340 MB; the rest is for retries.
 */
export const DAILY_LIMIT: DailyLimit = { grants: 200, bytes: 512 * MEBIBYTE };

/** The subject of a document: the organizer, its principal, or one website (with the documents of its site owner). */
export type DocumentSubject = 'organizer' | 'principal' | `website:${string}`;

/**
 * Certificates of one account that may wait for a filing at once: both sides of a card and a licence, each a few times.
 * They are deleted after a day.
 */
export const MOST_BEFORE_FILING = 12;

/** The most that one filing takes over: a licence and both sides of a card. */
export const MOST_TAKEN_OVER = 3;

/** Papers that may come before a filing: certificates, and what else an ending needs when the filed phone is lost. */
const BEFORE_FILING: Partial<Readonly<Record<DocumentKind, DocumentSubject>>> = {
  'business-licence': 'organizer',
  'id-front': 'principal',
  'id-back': 'principal',
  passport: 'principal',
  'card-front': 'principal',
  'handheld-photo': 'principal',
  'ending-declaration': 'organizer',
};

/** Whether a document of this kind and subject may be uploaded before a filing. */
export const mayPrecedeFiling = (kind: DocumentKind, subject: DocumentSubject): boolean =>
  BEFORE_FILING[kind] === subject;

/** How often the check of a file may begin. One that ended the instance each time is hostile, and is refused. */
export const MAX_CHECKS = 5;

/**
 * `waiting` for the file · `received` by the store and to be checked (again) · `checking` by intake · `reading` by OCR
 * · `ready` for use · `refused`, with the reason in its findings. A document never goes back to an earlier state.
 */
export const DOCUMENT_STATES = ['waiting', 'received', 'checking', 'reading', 'ready', 'refused'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** Whether a document is in a final state. */
export const isSettled = ({ state }: Pick<Document, 'state'>): boolean => state === 'ready' || state === 'refused';

/** Whether nothing was found in its picture that stops a filing. */
export const isUsable = ({ state, findings }: Pick<Document, 'state' | 'findings'>): boolean =>
  state === 'ready' && !stops(findings);

/** States in which a document waits for a file, a check or OCR, and may be orphaned by an instance that died. */
export const UNSETTLED_STATES = DOCUMENT_STATES.filter((state) => !isSettled({ state }));

/** The interval between two checks of an idle unsettled document, as a share of its age. */
export const IDLE_PAUSE_SHARE = 0.25;

/**
 * A second source that has the same value as a reading: its check digit · another value of the same certificate · the
 * six inputs of the eligibility check · the other side of the card · the licence beside the card, or the card beside the
 * licence · the commercial register · a domain's owner · the
 * person, who typed it or compared it with the certificate.
 */
export const SECOND_SOURCES = [
  'check-digit',
  'same-certificate',
  'eligibility',
  'other-side',
  'other-certificate',
  'company-register',
  'domain-owner',
  'person',
] as const;
export type SecondSource = (typeof SECOND_SOURCES)[number];

/** A value read from a certificate. */
export interface ReadField {
  readonly text: string;
  /** 0 to 1; absent when the vendor states none. */
  readonly confidence?: number;
  /** Absent when no second source has the same value. */
  readonly agreesWith?: SecondSource;
  /** What its own paper and its vendor say for it and against it; absent of readings before that was kept. */
  readonly evidence?: readonly Evidence[];
  /** The API that read it, e.g. `tencent.ocr.IDCardOCR`. */
  readonly origin?: string;
  /** Where it stands in the picture; absent when nobody found it. */
  readonly places?: readonly Place[];
}

/** Read values by our own field names, e.g. `name`, `creditCode`, `idNumber`, `validTo`. */
export type ReadFields = Readonly<Record<string, ReadField>>;

export interface Document {
  readonly id: string;
  /** Undefined for a certificate that was uploaded before a filing was opened. */
  readonly filingId: FilingId | undefined;
  readonly applicantId: string;
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
  readonly state: DocumentState;
  readonly contentType: string;
  /** Where the client uploads the file; deleted after intake. For a key frame, a key that nobody has a permit for. */
  readonly incomingKey: string;
  /** Where the checked file is stored, or will be stored after the check. No client knows this key. */
  readonly cleanKey?: string | undefined;
  readonly findings: readonly Finding[];
  readonly fields?: ReadFields | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * The document of a kind about a subject that counts: the newest whose file has arrived. One that is awaited doesn't hide
 * what is there: its sender may have closed the page.
 *
 * @param documents oldest first.
 */
export function newestOf<One extends Pick<Document, 'kind' | 'subject' | 'state'>>(
  documents: readonly One[],
  kind: DocumentKind,
  subject: DocumentSubject,
): One | undefined {
  const own = documents.filter((document) => document.kind === kind && document.subject === subject);
  return own.findLast(({ state }) => state !== 'waiting') ?? own.at(-1);
}
