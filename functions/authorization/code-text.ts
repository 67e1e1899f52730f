/** Capital letters and digits that can't be confused: 32, so that five bits choose one. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 16;

/**
 * A secret as people copy it: `7KQM-W2RT-9XHD-C4PZ`, 80 bits.
 *
 * @param secret at least 16 random bytes in base64url.
 * @throws RangeError when it is shorter.
 */
export function codeText(secret: string): string {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length < LENGTH) throw new RangeError('a code needs 16 random bytes');
  const letters = [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET.charAt(byte & 31)).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
