import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;

/** Codes by time as authenticator apps show them (RFC 6238 with its defaults). */
export function codeAt(secret: Buffer, at: Date): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(stepAt(at)));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/**
 * Checks codes: the current one and the one before it are right, and each only once (RFC 6238, section 5.2).
 *
 * @param secretOf the person's secret
 */
export function createCodeCheck(secretOf: (id: string) => Buffer, now: () => Date) {
  const used = new Map<string, number>();
  return (id: string, code: string): boolean => {
    const steps = [0, -1].map((back) => new Date(now().getTime() + back * STEP_SECONDS * 1000));
    const given = Buffer.from(code);
    const right = steps.find((at) => {
      const wanted = Buffer.from(codeAt(secretOf(id), at));
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
    if (!right || stepAt(right) <= (used.get(id) ?? 0)) return false;
    used.set(id, stepAt(right));
    return true;
  };
}
