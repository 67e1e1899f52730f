import type { Day } from '../answers.ts';
import type { BusinessLicence } from '../people.ts';
import { type Drawing, drawing, paragraph, stamp, star, stretched, text, wrap } from './svg.ts';

const SHEET = { width: 1400, height: 960, corner: 2 } as const;
const SIZE = 22;
const ROW = 54;
const TOP = 400;
const LEFT = { x: 112, value: 282, label: 130 } as const;
const RIGHT = { x: 800, value: 954, label: 112 } as const;

/** The labels of head and place on the licence of this kind of organization. */
function labelsOf(type: string): readonly [head: string, place: string] {
  if (type.includes('个体')) return ['经营者', '经营场所'];
  if (type.includes('分公司')) return ['负责人', '营业场所'];
  return type.includes('合伙') ? ['执行事务合伙人', '主要经营场所'] : ['法定代表人', '住所'];
}

/** A specimen 营业执照, landscape: a plain star in place of the emblem, and a fictional stamp. */
export function businessLicence(licence: BusinessLicence): Drawing & { readonly corner: number } {
  const [head, place] = labelsOf(licence.type);
  const name = wrap(licence.name, 22);
  const below = 0.6 * (name.length - 1);
  return drawing(SHEET, [
    `<rect width="${SHEET.width}" height="${SHEET.height}" fill="#fcf9ee"/>`,
    border(),
    '<circle cx="700" cy="100" r="46" fill="none" stroke="#c8453f" stroke-width="5"/>',
    star(700, 100, 34, '#c8453f'),
    text(725, 232, '营业执照', { size: 80, bold: true, fill: '#2a2114', spacing: 50, anchor: 'middle' }),
    text(700, 286, '（副本）', { size: 27, anchor: 'middle' }),
    text(LEFT.x, 212, '统一社会信用代码', { size: 21, bold: true, spacing: 2 }),
    text(LEFT.x, 250, licence.creditCode, { size: 25 }),
    text(1200, 230, '样  张', { size: 44, fill: '#c44', anchor: 'middle', opacity: 0.5 }),
    field(LEFT, 0, '名称', name),
    field(LEFT, below + 1, '类型', [licence.type]),
    field(LEFT, below + 2, head, [licence.legalRepresentative]),
    field(LEFT, below + 3, '经营范围', wrap(licence.scope, 24), 19),
    field(RIGHT, 0, '注册资本', [licence.capital]),
    field(RIGHT, 1, '成立日期', [written(licence.foundedOn)]),
    field(RIGHT, 2, place, wrap(licence.address, 16)),
    stretched(RIGHT.x, 690, RIGHT.label, '登记机关', { size: SIZE, bold: true }),
    text(RIGHT.value, 690, licence.authority, { size: SIZE }),
    text(970, 850, written(licence.issuedOn), { size: SIZE }),
    stamp(1255, 800, 82, '样例登记机关专用'),
    text(700, 940, '测试样张，非真实证照', { size: 13, fill: '#555', anchor: 'middle' }),
  ]);
}

function field(
  column: { readonly x: number; readonly value: number; readonly label: number },
  row: number,
  label: string,
  lines: readonly string[],
  size: number = SIZE,
): string {
  const y = TOP + row * ROW;
  return (
    stretched(column.x, y, column.label, label, { size: SIZE, bold: true }) +
    paragraph(column.value, y, size * 1.45, lines, { size })
  );
}

const border = () =>
  '<g fill="none" stroke="#b9a76a">' +
  `<rect x="30" y="30" width="${SHEET.width - 60}" height="${SHEET.height - 106}" stroke-width="6"/>` +
  `<rect x="42" y="42" width="${SHEET.width - 84}" height="${SHEET.height - 130}" stroke-width="2"/></g>`;

/** `2019-05-20` as printed on licences, `2019年05月20日`. */
const written = (day: Day) => day.replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日');
