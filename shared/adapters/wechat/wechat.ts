import * as z from 'zod/mini';
import type { WeChat } from '../../ports/accounts/wechat.ts';
import { errcodeOf, failed, parseJson, type WeChatSettings, weChatApi } from './wechat-api.ts';

/** The code is invalid, too old or used, or WeChat blocked this person as high-risk. */
const NOBODY: ReadonlySet<number> = new Set([40029, 40163, 40226]);

/** The WeChat platform by its server API (`jscode2session`, `getwxacodeunlimit`). */
export function createWeChat(settings: WeChatSettings): WeChat {
  const { appId, appSecret, version } = settings;
  const api = weChatApi(settings);
  return {
    async openidOf(code) {
      const query = { appid: appId, secret: appSecret, js_code: code, grant_type: 'authorization_code' };
      const answer = await api.ask({ path: '/sns/jscode2session', query });
      const errcode = errcodeOf(answer);
      if (errcode === undefined)
        return parseJson(z.object({ openid: z.string().check(z.minLength(1)) }), answer).openid;
      if (NOBODY.has(errcode)) return undefined;
      throw failed(errcode);
    },

    async miniProgramCode(scene, page) {
      const body = { scene, page, env_version: version, check_path: version === 'release' };
      const answer = await api.askWithToken({ path: '/wxa/getwxacodeunlimit', body });
      if (isPicture(answer)) return answer;
      throw failed(errcodeOf(answer));
    },
  };
}

/** JPEG, or PNG for a transparent background; recognized by the bytes, because errors have the same status. */
const isPicture = (answer: Buffer) =>
  ['ffd8ff', '89504e47'].some((signature) => answer.subarray(0, signature.length / 2).toString('hex') === signature);
