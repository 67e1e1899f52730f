import * as z from 'zod/mini';
import type { PhoneNumbers } from '../../ports/accounts/phone-numbers.ts';
import { errcodeOf, failed, parseJson, type WeChatSettings, weChatApi } from './wechat-api.ts';

/** The code is invalid, too old or used. */
const NOTHING: ReadonlySet<number> = new Set([40029, 40163]);

const MAINLAND = '86';

const shared = z.object({ phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.string() }) });

/** The phone number button of a mini program by WeChat's server API (`getuserphonenumber`). */
export function createPhoneNumbers(settings: WeChatSettings): PhoneNumbers {
  const api = weChatApi(settings);
  return {
    async numberOf(code) {
      const answer = await api.askWithToken({ path: '/wxa/business/getuserphonenumber', body: { code } });
      const errcode = errcodeOf(answer);
      if (errcode !== undefined && NOTHING.has(errcode)) return undefined;
      if (errcode !== undefined) throw failed(errcode);
      const { purePhoneNumber, countryCode } = parseJson(shared, answer).phone_info;
      return countryCode === MAINLAND ? purePhoneNumber : undefined;
    },
  };
}
