import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type CloudActions, parametersOf } from './cloud-action.ts';

/** The captcha application of the laptop's account. */
export const LAPTOP_CAPTCHA = { appId: '190000001', secret: 'laptop-captcha-secret-key' } as const;

const TICKET_SECONDS = 5 * 60;
const text = z.string().check(z.minLength(1));
const asked = z.strictObject({
  ...{ CaptchaType: z.literal(9), CaptchaAppId: z.int(), AppSecretKey: text },
  ...{ Ticket: text, Randstr: text, UserIp: text },
});
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** What the vendor's page gives to somebody who has passed. @param at in Unix seconds. */
export function passedCaptcha(at = nowSeconds()) {
  const randstr = `@${randomBytes(2).toString('hex')}`;
  return { ticket: `tr03${at}-${randstr}-${randomBytes(16).toString('hex')}`, randstr };
}

/** DescribeCaptchaResult. Shapes and codes: Tencent Cloud API captcha 2019-07-22. */
export function captchaActions(): CloudActions {
  const used = new Set<string>();
  const resultOf = ({ Ticket, Randstr, CaptchaAppId, AppSecretKey }: z.infer<typeof asked>) => {
    if (String(CaptchaAppId) !== LAPTOP_CAPTCHA.appId || AppSecretKey !== LAPTOP_CAPTCHA.secret)
      return [100, 'appid-secretkey-ticket mismatch'];
    const [, at, randstr] = /^tr03(\d+)-(@[0-9a-f]{4})-[0-9a-f]{32}$/.exec(Ticket) ?? [];
    if (randstr === undefined) return [15, 'decrypt fail'];
    if (randstr !== Randstr) return [7, 'captcha no match'];
    if (Number(at) < nowSeconds() - TICKET_SECONDS) return [8, 'ticket expired'];
    return used.has(Ticket) ? [9, 'ticket reused'] : [1, 'OK'];
  };
  return {
    'captcha/2019-07-22/DescribeCaptchaResult': async (body) => {
      const request = parametersOf(asked, body, 'MissingParameter');
      const [CaptchaCode, CaptchaMsg] = resultOf(request);
      used.add(request.Ticket);
      return { CaptchaCode, CaptchaMsg, EvilLevel: 0, GetCaptchaTime: 0 };
    },
  };
}
