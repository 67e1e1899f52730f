import type { TextLine } from './page.ts';
import type { CertificateKind } from './reading.ts';

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** The kind of certificate, by its printed labels; undefined for none. */
export function kindOf(lines: readonly TextLine[]): CertificateKind | undefined {
  const text = lines.map((line) => line.text).join('\n');
  const scores: readonly (readonly [CertificateKind, number])[] = [
    [
      'business-licence',
      // Alone on its line: forms mention a 营业执照 too.
      3 * count(text, /^.?营业执照.{0,2}$/gm) +
        count(text, /统一社会信用代码|法定代表人|经营范围|注册资本|登记机关|成立日期|注册号/g),
    ],
    // At the beginning of a line: forms mention 负责人姓名.
    ['id-front', 2 * count(text, /公民身份|身份号码/g) + count(text, /^(姓名|住址|出生|性别)|民族/gm)],
    ['id-back', 2 * count(text, /居民身份证|居民居住证/g) + 2 * count(text, /签发机关|有效期限/g)],
  ];
  const [kind, score] = scores.reduce((best, one) => (one[1] > best[1] ? one : best));
  return score >= MIN_SCORE ? kind : undefined;
}

/** A single label occurs in many texts: 住址 on a form, 法定代表人 in a contract. */
const MIN_SCORE = 2;

/** The number of sides of a kind in the picture, at least 1. */
export const sidesIn = (lines: readonly TextLine[], label: RegExp): number =>
  Math.max(1, lines.filter((line) => label.test(line.text)).length);

/** Only a 临时居民身份证 has issuer and validity on the portrait side; on the other side its name is printed. */
export const isTemporary = (lines: readonly TextLine[], kind: CertificateKind): boolean =>
  lines.some(({ text }) => (kind === 'id-front' ? /签发机关|有效期限/ : /临时.{0,2}居民|临时身份/).test(text));

/** A 港澳居民居住证 or 台湾居民居住证, by its name; on the other side only the number shows it. */
export const isResidencePermit = (lines: readonly TextLine[]): boolean =>
  lines.some(({ text }) => /居民居住证/.test(text));
