import type { Laptop } from '../../local/laptop.ts';

/** The last one-time code that a laptop has sent by SMS; news of filings may have been sent since. `''` when there is none. */
export const lastSmsCode = ({ sms }: Pick<Laptop, 'sms'>): string =>
  sms
    .messages()
    .flatMap(({ text }) => /验证码为(\d{6})/.exec(text)?.[1] ?? [])
    .at(-1) ?? '';
