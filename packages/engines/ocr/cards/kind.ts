import type { TextLine } from '../picture/page.ts';
import type { CertificateKind } from '../reading.ts';

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** How many labels of each kind of certificate there are. */
function scoresOf(lines: readonly TextLine[]): Readonly<Record<CertificateKind, number>> {
  const text = lines.map((line) => line.text).join('\n');
  return {
    'business-licence':
      // Alone on its line: forms mention a 营业执照 too.
      3 * count(text, /^.?营业执照.{0,2}$/gm) +
      count(text, /统一社会信用代码|法定代表人|经营范围|注册资本|登记机关|成立日期|注册号/g),
    // At the beginning of a line: forms mention 负责人姓名.
    'id-front': 2 * count(text, /公民身份|身份号码/g) + count(text, /^(姓名|住址|出生|性别)|民族/gm),
    'id-back': 2 * count(text, /居民身份证|居民居住证/g) + 2 * count(text, /签发机关|有效期限/g),
  };
}

/**
 * The kind of certificate, by its printed labels; undefined for none.
 *
 * @param expected decides between the two sides of a card in one picture.
 */
export function kindOf(lines: readonly TextLine[], expected?: CertificateKind): CertificateKind | undefined {
  const scores = Object.entries(scoresOf(lines)) as [CertificateKind, number][];
  const [kind, score] = scores.reduce((best, candidate) => (candidate[1] > best[1] ? candidate : best));
  if (score < MIN_SCORE) return undefined;
  const isSide = expected === 'id-front' || expected === 'id-back';
  return kind !== 'business-licence' && isSide && hasBothSides(lines) ? expected : kind;
}

/** Whether both sides of a card are there. The portrait side of a 临时居民身份证 has issuer and validity, but no title. */
export function hasBothSides(lines: readonly TextLine[]): boolean {
  const { 'id-front': front, 'id-back': back } = scoresOf(lines);
  const hasTitle = lines.some(({ text }) => /居民身份证|居民居住证/.test(text) && !text.includes('临时'));
  return front >= MIN_SCORE + 1 && back >= MIN_SCORE + 2 && hasTitle;
}

/** Certificates in the picture; both sides of a card are one. */
export function papersIn(lines: readonly TextLine[]): number {
  const { 'business-licence': licence } = scoresOf(lines);
  const titles = lines.filter(({ text }) => /^.?营业执照.{0,2}$/.test(text)).length;
  const fronts = lines.filter(({ text }) => /公民身份|身份号码/.test(text)).length;
  const backs = lines.filter(({ text }) => /签发机关/.test(text)).length;
  const licences = Math.max(titles, licence >= 2 * MIN_SCORE ? 1 : 0);
  return Math.max(1, licences + Math.max(fronts, backs));
}

/** A single label occurs in many texts: 住址 on a form, 法定代表人 in a contract. */
const MIN_SCORE = 2;

/** The number of sides of a kind in the picture, at least 1. */
export const sidesIn = (lines: readonly TextLine[], label: RegExp): number =>
  Math.max(1, lines.filter((line) => label.test(line.text)).length);

/** Only a 临时居民身份证 has issuer and validity on the portrait side; on the other side its name is printed. */
export const isTemporary = (lines: readonly TextLine[], kind: CertificateKind): boolean =>
  lines.some(({ text }) => (kind === 'id-front' ? /签发机关|有效期限/ : /临时.{0,2}居民|临时身份/).test(text)) &&
  !(kind === 'id-front' && hasBothSides(lines));

/** A 港澳居民居住证 or 台湾居民居住证, by its name; on the other side only the number shows it. */
export const isResidencePermit = (lines: readonly TextLine[]): boolean =>
  lines.some(({ text }) => /居民居住证/.test(text));
