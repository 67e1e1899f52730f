import { Refused } from './api.ts';
import { ask, showDialog } from './overlays.ts';
import { program, query } from './program.ts';

export type Scope = 'scope.camera' | 'scope.record' | 'scope.writePhotosAlbum';

const QUESTIONS: Readonly<Record<Scope, string>> = {
  'scope.camera': '申请使用你的摄像头',
  'scope.record': '申请使用你的麦克风',
  'scope.writePhotosAlbum': '申请保存图片到你的相册',
};
/** `errno` of a refused privacy guideline. Source: WeChat, 小程序隐私协议开发指南. */
const PRIVACY_REFUSED = 104;

const answers = new Map<string, boolean>(query.refused.map((scope) => [scope, false]));
const privacy = { isAgreed: program.app.__usePrivacyCheck__ !== true };

type PrivacyAnswer = { readonly event: 'exposureAuthorization' | 'agree' | 'disagree' };
type PrivacyListener = (resolve: (answer: PrivacyAnswer) => void, info: { referrer: string }) => void;
let listener: PrivacyListener | undefined;

export const onNeedPrivacyAuthorization = (one: PrivacyListener): void => {
  listener = one;
};
export const agreePrivacy = (): void => {
  privacy.isAgreed = true;
};
export const getPrivacySetting = () => ({
  needAuthorization: !privacy.isAgreed,
  privacyContractName: '《小程序隐私保护指引》',
});
export const openPrivacyContract = async (): Promise<void> => {
  await showDialog({ title: '小程序隐私保护指引', buttons: [{ name: 'ok', text: '返回' }] });
};

/** Before the first use of anything personal: WeChat asks, or the mini program does. @throws Refused */
export async function needPrivacy(): Promise<void> {
  if (privacy.isAgreed) return;
  const own = listener;
  privacy.isAgreed = own
    ? await new Promise((resolve) =>
        own(
          ({ event }) => {
            if (event !== 'exposureAuthorization') resolve(event === 'agree');
          },
          { referrer: '' },
        ),
      )
    : await ask('用户隐私保护提示', '使用前请阅读并同意《小程序隐私保护指引》', '拒绝', '同意');
  if (!privacy.isAgreed) throw new Refused('privacy permission is not authorized', PRIVACY_REFUSED);
}

/** Asks for a scope once, and remembers the answer; a refused one is only opened in the settings. @throws Refused */
export async function permit(scope: Scope): Promise<void> {
  await needPrivacy();
  if (!answers.has(scope)) answers.set(scope, await ask('授权申请', QUESTIONS[scope], '拒绝', '允许'));
  if (!answers.get(scope)) throw new Refused('auth deny');
}

export const authSetting = (): Record<string, boolean> => Object.fromEntries(answers);

/** The settings page, where everything that was asked can be allowed. */
export async function openSetting(): Promise<{ authSetting: Record<string, boolean> }> {
  for (const [scope, isAllowed] of answers) {
    const text = QUESTIONS[scope as Scope] ?? scope;
    answers.set(scope, isAllowed || (await ask('设置', text, '不允许', '允许')));
  }
  return { authSetting: authSetting() };
}
