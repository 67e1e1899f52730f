import { Refused } from '../../contracts/kit/refusal.ts';

/** A code that is sent to a phone or a mailbox and typed in: whoever types it reads what arrives there. */
export const CODE = {
  /** The vendor's templates for codes take no more than six digits. Source: Tencent Cloud SMS, template rules. */
  digits: 6,
  expiresInSeconds: 5 * 60,
  tries: 5,
  resendInSeconds: 60,
} as const;

/**
 * Days without a code after which a mobile number proves nothing about an account any more: carriers give a number that
 * was given up to somebody else after 90 days. Source: 电信服务规范, 号码冻结期 of 90 days.
 */
const SILENT_DAYS = 90;

/** Minutes that one sitting lasts: whoever links a phone number has signed in no longer ago. */
const SITTING_MINUTES = 10;

/** Time to give a certificate number after the right code, and how often. */
export const PROOF = { withinSeconds: 10 * 60, tries: 3 } as const;

const MINUTE_MS = 60 * 1000;

/** Whether a number has been silent for so long that it may belong to somebody else now. */
export const isSilent = (provenAt: Date, now: Date): boolean =>
  now.getTime() - provenAt.getTime() > SILENT_DAYS * 24 * 60 * MINUTE_MS;

/** Whether a sign-in belongs to the sitting that goes on now. */
export const isOfThisSitting = (openedAt: Date, now: Date): boolean =>
  now.getTime() - openedAt.getTime() <= SITTING_MINUTES * MINUTE_MS;

/** A code of random bytes. The last of 2^32 numbers give 967,296 codes a chance that is 0.02 % higher. @param random at least 4 bytes. */
export const codeOf = (random: Uint8Array): string =>
  String(new DataView(random.buffer, random.byteOffset).getUint32(0) % 10 ** CODE.digits).padStart(CODE.digits, '0');

/** What limits the sending of codes to one number or mailbox, whoever asks. */
export const ADDRESS_LIMITS = [
  { times: 1, seconds: CODE.resendInSeconds },
  { times: 5, seconds: 60 * 60 },
  { times: 10, seconds: 24 * 60 * 60 },
] as const;

/** What limits the codes that one browser asks for without being signed in; a network may have many browsers. */
export const BROWSER_LIMITS = [
  { times: 10, seconds: 60 * 60 },
  { times: 30, seconds: 24 * 60 * 60 },
] as const;

/** What limits the codes that a network asks for: the signed-in together, and apart from them whoever is not. */
export const NETWORK_LIMITS = [
  { times: 60, seconds: 60 * 60 },
  { times: 300, seconds: 24 * 60 * 60 },
] as const;

/** `right`: it is never right again · `wrong`: may be typed again · `over`: no such code, expired, used, or too many tries. */
export type CodeCheck =
  | { readonly outcome: 'right'; readonly address: string }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  | { readonly outcome: 'over' };

/**
 * To be called when the counted try is committed: what is thrown inside its transaction takes the try back.
 *
 * @throws Refused('one-time-code.wrong') with the tries that are left, Refused('one-time-code.over')
 */
export function requireRight(check: CodeCheck): asserts check is Extract<CodeCheck, { readonly outcome: 'right' }> {
  if (check.outcome === 'wrong') throw new Refused('one-time-code.wrong', { triesLeft: check.triesLeft });
  if (check.outcome === 'over') throw new Refused('one-time-code.over');
}
