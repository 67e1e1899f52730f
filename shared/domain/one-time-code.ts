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

/** Time to give a certificate number after the right code, and how often. */
export const PROOF = { withinSeconds: 10 * 60, tries: 3 } as const;

const MINUTE_MS = 60 * 1000;

/** Whether a number has been silent for so long that it may belong to somebody else now. */
export const isSilent = (provenAt: Date, now: Date): boolean =>
  now.getTime() - provenAt.getTime() > SILENT_DAYS * 24 * 60 * MINUTE_MS;

/** A code of random bytes. The last of 2^32 numbers give 967,296 codes a chance that is 0.02 % higher. @param random at least 4 bytes. */
export const codeOf = (random: Uint8Array): string =>
  String(new DataView(random.buffer, random.byteOffset).getUint32(0) % 10 ** CODE.digits).padStart(CODE.digits, '0');

/** At most so many within so many seconds, for each pair. */
const windows = (...pairs: readonly (readonly [times: number, seconds: number])[]) =>
  pairs.map(([times, seconds]) => ({ times, seconds }));

const [MINUTE, HOUR, DAY] = [60, 60 * 60, 24 * 60 * 60] as const;

/** What limits the codes of one purpose to one number or mailbox, whoever asks. */
export const ADDRESS_LIMITS = windows([1, CODE.resendInSeconds], [5, HOUR], [10, DAY]);

/**
 * What limits the codes that strangers have sent to one number: they wait longer each time. Half of what an SMS vendor
 * delivers to a number by default is left for its owner. Source: Tencent Cloud SMS, frequency limits (five an hour, ten a day).
 */
export const STRANGER_LIMITS = windows([1, CODE.resendInSeconds], [2, 10 * MINUTE], [3, HOUR], [4, 4 * HOUR], [5, DAY]);

/** What limits the codes that one browser asks for without being signed in; a network may have many browsers. */
export const BROWSER_LIMITS = windows([10, HOUR], [30, DAY]);

/** What limits the codes that a network asks for: the signed-in together, and apart from them whoever is not. */
export const NETWORK_LIMITS = windows([60, HOUR], [300, DAY]);

/** Codes that strangers get without a proof: the first of each network and to each number, and so many in all. */
export const WITHOUT_PROOF = { times: 1, ofAll: 500, seconds: DAY } as const;

/** A puzzle: how long it may take, and how many bits of the digest are 0, beside a captcha and without one. */
export const PUZZLE = { expiresInSeconds: 5 * MINUTE, bits: 16, bitsBesideCaptcha: 18 } as const;

/**
 * `right`: it is never right again · `wrong`: may be typed again · `locked`: too many tries were wrong · `late`: its time is over ·
 * `over`: no such code, or used.
 */
export type CodeCheck =
  | { readonly outcome: 'right'; readonly address: string }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  | { readonly outcome: 'locked' | 'late' | 'over' };

/**
 * To be called when the counted try is committed: what is thrown inside its transaction takes the try back.
 *
 * @throws Refused('one-time-code.wrong') with the tries that are left,
 * Refused('one-time-code.locked' | 'one-time-code.late' | 'one-time-code.over')
 */
export function requireRight(check: CodeCheck): asserts check is Extract<CodeCheck, { readonly outcome: 'right' }> {
  if (check.outcome === 'wrong') throw new Refused('one-time-code.wrong', { triesLeft: check.triesLeft });
  if (check.outcome !== 'right') throw new Refused(`one-time-code.${check.outcome}`);
}
