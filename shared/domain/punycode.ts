/**
 * Turns one label of a domain name from punycode into the characters people read. The way back is done by the URL parser of every
 * browser and Node.js.
 *
 * Source: RFC 3492, sections 6.1 and 6.2.
 */
const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
// mutation: equivalent because from 71 to 82 every bias gives the first number the same thresholds.
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
const MAX_CODE_POINT = 0x10ffff;

/** `xn--fiqs8s` → `中国`; labels that are no punycode, or broken, stay as they are. */
export function decodeLabel(label: string): string {
  return label.startsWith('xn--') ? (decode(label.slice(4)) ?? label) : label;
}

function decode(input: string): string | undefined {
  const lastDash = input.lastIndexOf('-');
  // mutation: equivalent for the 0 that stands for no code point: every character has one.
  const output = [...input.slice(0, Math.max(lastDash, 0))].map((c) => c.codePointAt(0) ?? 0);
  let position = lastDash + 1;
  let n = INITIAL_N;
  let bias = INITIAL_BIAS;
  let i = 0;
  while (position < input.length) {
    const start = i;
    for (let weight = 1, k = BASE; ; k += BASE) {
      if (position === input.length) return undefined;
      const digit = DIGITS.indexOf(input.charAt(position++));
      if (digit < 0) return undefined;
      i += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapt(i - start, length, start === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > MAX_CODE_POINT) return undefined;
    // mutation: equivalent for the 0, because removing -1 characters is removing none.
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
