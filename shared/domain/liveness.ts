import { type FilingContents, type Person, siteOwnerOf } from './filing.ts';
import { normalIdentityNumber } from './identity-number.ts';
import { sameText } from './normal-form.ts';

/** How a check that has been verified ended, or that it is still going on. */
export type LivenessState = 'open' | 'verifying' | 'passed' | 'failed';

/** Why a try failed. Each has its advice below; adapters map their vendor's codes to these. */
export const LIVENESS_REASONS = {
  'no-face': '画面中没有检测到清晰的人脸，请正对镜头重新拍摄。',
  'several-faces': '画面中出现了多个人，请确保只有网站负责人本人。',
  'face-too-close': '人脸离镜头太近，请稍微后退。',
  'face-too-far': '人脸离镜头太远，请靠近一些。',
  'face-off-centre': '人脸不在画面中央，请调整位置后重试。',
  'face-covered': '面部有遮挡，请摘下口罩、帽子和墨镜，露出五官。',
  'too-dark': '光线太暗，请到明亮的地方重新拍摄。',
  'too-bright': '光线太强，请避免逆光或强光直射。',
  'poor-photo': '照片不够清晰，请保持稳定后重新拍摄。',
  'background-not-white': '背景不是纯白色，请以白色墙面为背景重新拍摄。',
  'challenge-missed': '没有按提示完成动作，请看清提示后按顺序完成。',
  'video-unreadable': '视频无法读取，请重新录制。',
  'video-too-short': '视频太短，请完整录制后上传。',
  'not-live': '未能确认是本人实时拍摄，请不要使用照片或屏幕翻拍。',
  'other-person': '视频中的人与证件照片不一致，请由网站负责人本人完成。',
  'identity-mismatch': '姓名与身份证号码不一致，请核对网站负责人信息。',
  'identity-unknown': '没有查到该身份信息，请核对后重试或联系客服人工审核。',
  'limit-reached': '今天的核身次数已用完，请明天再试。',
  'try-later': '核身服务繁忙，请稍后重试，本次不计次数。',
} as const satisfies Record<string, string>;

export type LivenessReason = keyof typeof LIVENESS_REASONS;

/** What the person must do on camera, in this order. Codes: 1 open the mouth, 2 close the eyes (FaceID `GetActionSequence`). */
export interface LivenessChallenge {
  readonly actions: readonly ('open-mouth' | 'close-eyes')[];
}

export const ACTION_LABELS = { 'open-mouth': '张嘴', 'close-eyes': '闭眼一秒再睁开' } as const;

/** Seconds in which a challenge must be recorded and sent to verification. */
export const CHALLENGE_LIFETIME_SECONDS = 600;

/** Hours for which a passed check may be used for a submission (MT-17: the shortest published life of a face task is 72 hours). */
export const PASSED_LIFETIME_HOURS = 72;

/** Tries per website before a person decides instead of the machine. */
export const MAX_TRIES = 5;

/** Least similarity, 0 to 100, at which FaceID calls two faces the same person. */
export const SAME_PERSON_SIMILARITY = 70;

/** What the authority knows a person by. */
export type CheckedPerson = Pick<Person, 'name' | 'idNumber'>;

/** A check of one site owner for one website of one filing. */
export interface LivenessCheck {
  readonly id: string;
  readonly filingId: string;
  readonly websiteId: string;
  /** Whom it is of: the site owner when the check was opened. */
  readonly person: CheckedPerson;
  readonly state: LivenessState;
  readonly challenge: LivenessChallenge;
  readonly photoDocumentId: string;
  readonly videoDocumentId: string;
  readonly reasons: readonly LivenessReason[];
  /** 0 to 100, as the provider says. */
  readonly similarity?: number | undefined;
  /** Until when the challenge may be answered, or, once passed, until when the result counts. */
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

/** Whether a check is of him who is the site owner now. One of somebody who was replaced says nothing about his successor. */
export function isOfSiteOwner({ websiteId, person }: LivenessCheck, contents: FilingContents): boolean {
  const website = contents.websites.find(({ id }) => id === websiteId);
  const siteOwner = website && siteOwnerOf(contents, website);
  return (
    siteOwner !== undefined &&
    sameText(siteOwner.name, person.name) &&
    normalIdentityNumber(siteOwner.idNumber) === normalIdentityNumber(person.idNumber)
  );
}
