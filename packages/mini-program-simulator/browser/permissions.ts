import { Refused } from './api.ts';
import { ask, showDialog } from './overlays.ts';
import { program, query } from './program.ts';

export type Scope = 'scope.camera';

const QUESTIONS: Readonly<Record<Scope, string>> = { 'scope.camera': '申请使用你的摄像头' };
/** `errno` of a refused privacy guideline. Source: WeChat, 小程序隐私协议开发指南. */
const PRIVACY_REFUSED = 104;

const answers = new Map<string, boolean>(query.refused.map((scope) => [scope, false]));
let isPrivacyAgreed = program.app.__usePrivacyCheck__ !== true;

export const openPrivacyContract = async (): Promise<void> => {
  await showDialog({ title: '小程序隐私保护指引', buttons: [{ name: 'ok', text: '返回' }] });
};

/** Before the first use of anything personal WeChat asks. @throws Refused */
export async function needPrivacy(): Promise<void> {
  isPrivacyAgreed ||= await ask('用户隐私保护提示', '使用前请阅读并同意《小程序隐私保护指引》', '拒绝', '同意');
  if (!isPrivacyAgreed) throw new Refused('privacy permission is not authorized', PRIVACY_REFUSED);
}

/** Asks for a scope once, and remembers the answer; a refused one is only opened in the settings. @throws Refused */
export async function permit(scope: Scope): Promise<void> {
  await needPrivacy();
  if (!answers.has(scope)) answers.set(scope, await ask('授权申请', QUESTIONS[scope], '拒绝', '允许'));
  if (!answers.get(scope)) throw new Refused('auth deny');
}

/** The settings page, where everything that was asked can be allowed. */
export async function openSetting(): Promise<{ authSetting: Record<string, boolean> }> {
  for (const [scope, isAllowed] of answers) {
    const text = QUESTIONS[scope as Scope] ?? scope;
    answers.set(scope, isAllowed || (await ask('设置', text, '不允许', '允许')));
  }
  return { authSetting: Object.fromEntries(answers) };
}
