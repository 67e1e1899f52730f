import type { FilingId } from '../../../contracts/kit/record-id.ts';
import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { sameText } from '../../../contracts/normal-forms/text.ts';
import { type FilingContents, type Person, siteOwnerOf } from '../filing/filing.ts';

/**
 * The state of a check. `unanswered`: the vendor was called, and perhaps paid, but gave no result about the person; the
 * check is over and costs no try.
 */
export type LivenessState = 'open' | 'verifying' | 'passed' | 'failed' | 'unanswered';

/** Why a try failed, with advice for the person. Adapters map the codes of their vendor to these. */
export const LIVENESS_REASONS = {
  'no-face': '画面中没有检测到清晰的人脸，请正对镜头重新拍摄。',
  'several-faces': '画面中出现了多个人，请确保只有网站负责人本人。',
  'face-too-close': '人脸离镜头太近，请稍微后退。',
  'face-too-far': '人脸离镜头太远，请靠近一些。',
  'face-too-small': '照片中的人脸太小，请用更高的分辨率重新拍摄。',
  'face-off-centre': '人脸不在画面中央，请调整位置后重试。',
  'face-turned': '脸没有正对镜头，请摆正头部后重新拍摄。',
  'head-cut-off': '头部没有完整入镜，请将镜头放低或后退后重新拍摄。',
  'eyes-closed': '眼睛没有睁开，请睁眼正对镜头重新拍摄。',
  'face-covered': '面部有遮挡，请摘下口罩、帽子和墨镜，露出五官。',
  'too-dark': '光线太暗，请到明亮的地方重新拍摄。',
  'too-bright': '光线太强，请避免逆光或强光直射。',
  'uneven-light': '面部光线明暗不均，请正对光源重新拍摄。',
  'poor-photo': '照片不够清晰，请保持稳定后重新拍摄。',
  'wall-hidden': '看不到足够的背景墙，请后退一些重新拍摄。',
  'background-not-white': '背景不是纯白色，请在明亮的地方以白色墙面为背景重新拍摄。',
  'challenge-missed': '没有按提示完成动作，请看清提示后按顺序完成。',
  'voice-unclear': '没有听清朗读的内容，请在安静的地方大声朗读后重试。',
  'poor-video': '视频不够清晰，请擦净镜头、保持稳定后重新录制。',
  'video-unreadable': '视频无法读取，请重新录制。',
  'video-too-short': '视频太短，请完整录制后上传。',
  'video-too-long': '视频太长，请在十几秒内完成动作后重新录制。',
  'not-live': '未能确认是本人实时拍摄，请不要使用照片或屏幕翻拍。',
  'seen-before': '这张照片或这段视频已经用于其他核身，请现场重新拍摄。',
  'other-person': '视频中的人与证件照片不一致，请由网站负责人本人完成。',
  'not-on-card': '照片与身份证上的人像不一致，请由网站负责人本人拍摄，或重新上传本人的身份证。',
  'card-replaced':
    '身份证照片在核身之后换过，没有确认新照片与核身的是同一人。请重新上传网站负责人本人的身份证人像面，或由本人重新核身。',
  'identity-mismatch': '姓名与身份证号码不一致，请核对网站负责人信息。',
  'identity-unknown': '没有查到该身份信息，请核对姓名和证件号码后重试；次数用完后由审核人员人工核验。',
  'not-registered': '尚未注册电子身份证，请按页面提示注册后重试。',
  'certificate-expired': '身份证已过有效期，请更换证件后重试。',
  'certificate-unreadable': '身份证没有拍清楚，请平放证件后重新拍摄。',
  'page-timeout': '核身页面已超时，请重新开始核身，本次不计次数。',
  'limit-reached': '今天的核身次数已用完，请明天再试。',
  'consent-withdrawn': '你已撤回同意，这次核身已结束，照片和视频已删除，本次不计次数。要继续办理，请重新同意后再核身。',
  'try-later': '核身服务繁忙，请过一会儿重新核身。',
} as const satisfies Record<string, string>;

export type LivenessReason = keyof typeof LIVENESS_REASONS;

/** A reason, with the measured value and its limit if there is one. */
export interface LivenessObjection {
  readonly code: LivenessReason;
  readonly measured?: number | undefined;
  readonly limit?: number | undefined;
}

/** Reasons that depend neither on the person nor on the media: they cost no try. */
const COST_NO_TRY: readonly LivenessReason[] = [
  'page-timeout',
  'limit-reached',
  'consent-withdrawn',
  'card-replaced',
  'try-later',
];

export const costsTry = (reason: LivenessReason): boolean => !COST_NO_TRY.includes(reason);

/** Actions on camera, in this order. Codes 1 and 2 of FaceID `GetActionSequence`. */
export interface ActionChallenge {
  readonly actions: readonly ('open-mouth' | 'close-eyes')[];
}

/** A page of the vendor on which the check takes place. */
export interface PageChallenge {
  readonly page: {
    readonly kind: 'eid' | 'hosted';
    /** The client opens the page with it. Useless without our key to the vendor. */
    readonly token: string;
    readonly url?: string | undefined;
  };
}

/** What the person must do. */
export type LivenessChallenge = ActionChallenge | PageChallenge;

/** The assurance of a result. `none`: from the built-in engine for demonstrations, which proves no identity. */
export type Assurance = 'vendor' | 'none';

/** Shown beside every result without assurance. */
export const NO_ASSURANCE = '内置核验结果，仅供演示和开发，不构成实名核身';

/** Shown when no try is left: a reviewer decides. */
export const HANDED_OVER = '核身次数已用完，由审核人员人工核验。';

export const ACTION_LABELS = { 'open-mouth': '张嘴', 'close-eyes': '闭眼一秒再睁开' } as const;

/** Seconds to record a challenge and send it to verification. */
export const CHALLENGE_LIFETIME_SECONDS = 600;

/**
 * Hours for which a passed check may be used for a submission (MT-17: the shortest published lifetime of a face task is
 * 72 hours).
 */
export const PASSED_LIFETIME_HOURS = 72;

/** Tries per site owner of a website before a reviewer decides. */
export const MAX_TRIES = 5;

/** A verification that takes longer than any function may run has died with its instance. It costs no try. */
export const VERIFICATION_DIED_SECONDS = 300;

/** Minimum similarity, 0 to 100, at which FaceID considers two faces the same person. */
export const SAME_PERSON_SIMILARITY = 70;

/**
 * Minimum similarity of the photo to the portrait on the card, on the same scale. Lower because the portrait may be
 * twenty years old. One stranger in 1,000 reaches it, but the authority's own record decides anyway.
 */
export const ON_CARD_SIMILARITY = 56;

/** Whether a photo shows the person on the card. @param similarity undefined when no face could be compared. */
export const isOnCard = (similarity: number | undefined): boolean =>
  similarity !== undefined && similarity >= ON_CARD_SIMILARITY;

/** The values that identify a person to the authority. */
export type CheckedPerson = Pick<Person, 'name' | 'idNumber'>;

/** Whether the vendor can check a person: it asks the authority's record of the holders of a 居民身份证. */
export const canBeChecked = ({ certificateType = 'id-card' }: Partial<Pick<Person, 'certificateType'>>): boolean =>
  certificateType === 'id-card';

/**
 * A check of one site owner for one website of one filing, or of the principal when the filing's record goes to another
 * account.
 */
export interface LivenessCheck {
  readonly id: string;
  readonly filingId: FilingId;
  /** Undefined of a transfer. */
  readonly websiteId: string | undefined;
  /** The transfer of the record that the filing brought; undefined of a website. It counts for nothing else. */
  readonly transferId?: string | undefined;
  /** The site owner, or the principal, when the check was opened. */
  readonly person: CheckedPerson;
  readonly state: LivenessState;
  readonly challenge: LivenessChallenge;
  /** Version of the text that the site owner consented to before the recording (SEC-01, SEC-02). */
  readonly consentTextVersion: string;
  readonly photoDocumentId: string;
  /** Undefined if the vendor records the video. */
  readonly videoDocumentId?: string | undefined;
  /** Key frames of the film of a check that was passed, the vendor's best first; none where it returned none. */
  readonly frameDocumentIds?: readonly string[] | undefined;
  /** Whether the photo has been accepted. This check is billed, so it runs once. */
  readonly photoAccepted: boolean;
  /** Documents with an ID card whose portrait the photo agrees with. */
  readonly matchedCards: readonly string[];
  /** How similar the photo is to the portraits on them, 0 to 100, by document. Absent where no face could be compared. */
  readonly cardSimilarities?: Readonly<Record<string, number>> | undefined;
  readonly reasons: readonly LivenessObjection[];
  /** 0 to 100, from the provider. */
  readonly similarity?: number | undefined;
  readonly assurance?: Assurance | undefined;
  /** The deadline of the challenge; after a pass, the end of its validity. */
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

/** Whether a check is of the current site owner. That of a former site owner does not count for their successor. */
export function isOfSiteOwner({ websiteId, person }: LivenessCheck, contents: FilingContents): boolean {
  const website = contents.websites.find(({ id }) => id === websiteId);
  const siteOwner = website && siteOwnerOf(contents, website);
  return siteOwner !== undefined && isSamePerson(siteOwner, person);
}

/** The websites of one person in a filing. */
const websitesOf = (contents: FilingContents, person: CheckedPerson): readonly string[] =>
  contents.websites.flatMap((website) => {
    const owner = siteOwnerOf(contents, website);
    return owner && isSamePerson(owner, person) ? [website.id] : [];
  });

/** Provinces, by GB/T 2260 code, in which one check serves all websites of a person in a filing. The guide has none. */
export type LivenessTerms = { readonly oneLivenessProvinces: readonly string[] };

/** Whether one check serves all websites of a person in a filing. */
export const isOneForAll = ({ eligibility }: FilingContents, { oneLivenessProvinces }: LivenessTerms): boolean =>
  oneLivenessProvinces.includes(eligibility.region);

/** The websites that a check for one of them serves, in the order of the filing: that one alone, or all of its owner's. */
export function websitesServed(contents: FilingContents, websiteId: string, terms: LivenessTerms): readonly string[] {
  const website = contents.websites.find(({ id }) => id === websiteId);
  const owner = website && isOneForAll(contents, terms) && siteOwnerOf(contents, website);
  return owner ? websitesOf(contents, owner) : [websiteId];
}

/** The checks of a filing, once for each website that they serve: where one serves all, for those that its person owns now. */
export function checksServing(checks: readonly LivenessCheck[], contents: FilingContents, terms: LivenessTerms) {
  if (!isOneForAll(contents, terms)) return checks;
  return checks.flatMap((check) =>
    check.websiteId === undefined
      ? [check]
      : websitesOf(contents, check.person).map((websiteId) => ({ ...check, websiteId })),
  );
}

/** Whether two checks are of the same person for the same website or transfer. */
export const isOfSamePerson = (first: LivenessCheck, second: LivenessCheck): boolean =>
  first.websiteId === second.websiteId &&
  first.transferId === second.transferId &&
  isSamePerson(first.person, second.person);

/** Whether both are the same person to the authority. */
export const isSamePerson = (first: CheckedPerson, second: CheckedPerson): boolean =>
  sameText(first.name, second.name) && certificateForm(first.idNumber) === certificateForm(second.idNumber);

/**
 * Number of tries of one site owner for one website. A check in verification counts, because it may fail; one that died
 * with its instance does not.
 */
export const triesTaken = (checks: readonly Pick<LivenessCheck, 'state' | 'createdAt'>[], now: Date): number =>
  checks.filter((check) => check.state === 'failed' || (check.state === 'verifying' && !hasDied(check, now))).length;

/** Whether a check died with the instance that verified it. It may have been billed, so it is never retried. */
export const hasDied = ({ state, createdAt }: Pick<LivenessCheck, 'state' | 'createdAt'>, now: Date): boolean =>
  state === 'verifying' && createdAt <= oldestRunning(now);

/** A check in verification that was opened at this time or earlier has died. */
export const oldestRunning = (now: Date): Date =>
  new Date(now.getTime() - (CHALLENGE_LIFETIME_SECONDS + VERIFICATION_DIED_SECONDS) * 1000);
