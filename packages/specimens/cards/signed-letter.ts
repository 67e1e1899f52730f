import type { Day } from '../answers.ts';
import type { Specimen } from '../people.ts';
import { drawing, paragraph, stamp, text, wrap } from './svg.ts';

// A4 at 150 dots per inch.
export const SHEET = { width: 1240, height: 1754, corner: 0 } as const;
export const MARGIN = 150;
const BODY = 30;
const LINE = 54;
const PEN = '#27306f';

const PROMISES = [
  '一、备案时填写的信息和上传的材料真实、完整、有效；信息变化时及时办理变更。',
  '二、网站只用于已备案的用途，不发布法律法规禁止的内容。',
  '三、依法需要前置审批或者专项许可的服务，取得批准后再开展。',
  '四、配合接入服务商和通信管理部门的核验与检查，联系方式保持畅通。',
  '五、如有违反，愿意承担相应的责任。',
];

/** What somebody may forget on a letter: the mark is the stamp of an enterprise, the fingerprint of a person. */
export type Forgotten = 'signature' | 'date' | 'mark';

/** A commitment letter on paper, signed in regular script as 广东 requires. */
export function signedLetter(specimen: Specimen, signedOn: Day, forgotten?: Forgotten) {
  const { organizer, idCard, website, domain } = specimen;
  const enterprise = specimen.organizerKind === 'enterprise';
  const certificate = enterprise
    ? `统一社会信用代码：${specimen.licence.creditCode}`
    : `公民身份号码：${idCard.idNumber}`;
  const facts = [
    `主办者名称：${organizer.name}`,
    certificate,
    `网站名称：${website.name}`,
    `网站域名：${domain}`,
    `网站负责人：${idCard.name}`,
  ];
  const promises = PROMISES.flatMap((promise) => wrap(promise, 31));
  const promisesTop = 340 + (facts.length + 2) * LINE;
  return drawing(SHEET, [
    `<rect width="${SHEET.width}" height="${SHEET.height}" fill="#fdfdfb"/>`,
    text(SHEET.width / 2, 220, '网站备案承诺书', { size: 60, bold: true, anchor: 'middle', spacing: 6 }),
    paragraph(MARGIN, 340, LINE, facts, { size: BODY }),
    text(MARGIN, promisesTop - LINE, '本主办者郑重承诺：', { size: BODY }),
    paragraph(MARGIN, promisesTop, LINE, promises, { size: BODY }),
    text(MARGIN, 1330, enterprise ? '法定代表人签字：' : '本人签字：', { size: BODY }),
    forgotten === 'signature' ? '' : handwriting(440, 1336, idCard.name, 56),
    text(MARGIN, 1430, '日期：', { size: BODY }),
    forgotten === 'date' ? '' : handwriting(300, 1434, written(signedOn), 40),
    text(MARGIN, 1530, enterprise ? '单位名称（盖章）：' : '按手印：', { size: BODY }),
    forgotten === 'mark' ? '' : enterprise ? stamp(880, 1490, 150, organizer.name) : fingerprint(360, 1520),
  ]);
}

/** Characters written one by one with a pen: never quite straight, none joined to the next. */
export function handwriting(x: number, y: number, content: string, size: number): string {
  let left = x;
  const characters = [...content].map((character, index) => {
    const place = left;
    left += size * (/\d/.test(character) ? 0.64 : 1.04);
    const turn = ((index * 5) % 7) - 3;
    const shift = ((index * 3) % 5) - 2;
    return `<g transform="translate(${place},${y + shift}) rotate(${turn}) skewX(-7)">${text(0, 0, character, { size, fill: PEN })}</g>`;
  });
  return characters.join('');
}

/** A red oval of ridges. */
function fingerprint(cx: number, cy: number): string {
  const ridges = [8, 16, 24, 32, 40, 48].map(
    (radius, index) =>
      `<ellipse cx="${cx}" cy="${cy + index}" rx="${radius * 0.8}" ry="${radius * 1.15}" ` +
      `stroke-dasharray="${30 + index * 11} ${4 + index}"/>`,
  );
  return `<g fill="none" stroke="#c9302c" stroke-width="4.5" opacity="0.75" transform="rotate(12,${cx},${cy})">${ridges.join('')}</g>`;
}

/** A day as it is written by hand or printed in a letter. */
export const written = (day: Day) => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
