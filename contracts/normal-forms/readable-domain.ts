// @ts-expect-error: the package has no types.
import punycode from 'punycode.js';

/**
 * The form that people read, e.g. `xn--fsqu00a.xn--fiqs8s` → `例子.中国`. Labels without or with invalid punycode stay
 * unchanged.
 */
export const readableDomain = (ascii: string): string => ascii.split('.').map(readableLabel).join('.');

/** @throws RangeError for invalid punycode after `xn--`. */
const decodePunycode: (text: string) => string = punycode.decode;

function readableLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  try {
    return decodePunycode(label.slice('xn--'.length));
  } catch {
    return label;
  }
}
