import type { Day } from '../answers.ts';
import type { BusinessLicence } from '../people.ts';
import { type Drawing, drawing, paragraph, stamp, star, stretched, text, wrap } from './svg.ts';

/** The forms in use: since 2019 landscape, before that portrait, and the one that a phone or a PDF shows. */
export type LicenceForm = 'landscape' | 'portrait' | 'electronic';

/** The labels on a licence, by the kind of organization. */
interface Labels {
  readonly head: string;
  readonly place: string;
  /** Label of `capital`; undefined where none is printed. */
  readonly capital?: string;
  readonly founded: string;
}

const COMPANY: Labels = { head: '法定代表人', place: '住所', capital: '注册资本', founded: '成立日期' };
const SOLE_TRADER: Labels = { head: '经营者', place: '经营场所', founded: '注册日期' };
const BRANCH: Labels = { head: '负责人', place: '营业场所', founded: '成立日期' };
const PARTNERSHIP: Labels = {
  head: '执行事务合伙人',
  place: '主要经营场所',
  capital: '出资额',
  founded: '成立日期',
};

function labelsOf(type: string): Labels {
  if (type.includes('个体')) return SOLE_TRADER;
  if (type.includes('分公司')) return BRANCH;
  return type.includes('合伙') ? PARTNERSHIP : COMPANY;
}

type Paper = Drawing & { readonly corner: number };

/** A specimen 营业执照: a plain star in place of the emblem, and a fictional stamp. */
export function businessLicence(licence: BusinessLicence, form: LicenceForm = 'landscape'): Paper {
  const labels = labelsOf(licence.type);
  if (form === 'portrait') return portraitForm(licence, labels);
  return form === 'electronic' ? electronicForm(licence, labels) : landscapeForm(licence, labels);
}

const SHEET = { width: 1400, height: 960, corner: 2 } as const;
const SIZE = 22;
const ROW = 54;
const TOP = 400;
const LEFT = { x: 112, value: 282, label: 130 } as const;
const RIGHT = { x: 800, value: 954, label: 112 } as const;

function landscapeForm(licence: BusinessLicence, labels: Labels): Paper {
  return drawing(SHEET, [
    `<rect width="${SHEET.width}" height="${SHEET.height}" fill="#fcf9ee"/>`,
    doubleBorder(SHEET.width, SHEET.height - 46),
    emblem(700, 100, 46),
    text(725, 232, '营业执照', { size: 80, bold: true, fill: '#2a2114', spacing: 50, anchor: 'middle' }),
    text(700, 286, '（副本）', { size: 27, anchor: 'middle' }),
    text(LEFT.x, 212, '统一社会信用代码', { size: 21, bold: true, spacing: 2 }),
    text(LEFT.x, 250, licence.creditCode, { size: 25 }),
    text(1200, 230, '样  张', { size: 44, fill: '#c44', anchor: 'middle', opacity: 0.5 }),
    twoColumns(licence, labels),
    stretched(RIGHT.x, 690, RIGHT.label, '登记机关', { size: SIZE, bold: true }),
    text(RIGHT.value, 690, licence.authority, { size: SIZE }),
    text(970, 850, written(licence.issuedOn), { size: SIZE }),
    stamp(1255, 800, 82, '样例登记机关专用'),
    text(700, 940, '测试样张，非真实证照', { size: 13, fill: '#555', anchor: 'middle' }),
  ]);
}

/** The text of a landscape licence, below its head. */
function twoColumns(licence: BusinessLicence, { head, place, capital, founded }: Labels): string {
  const left = (row: number, label: string, lines: readonly string[], size = SIZE) =>
    field(LEFT, TOP + row * ROW, label, lines, size);
  const name = wrap(licence.name, 22);
  // A second line of the name moves the rest down.
  const below = name.length - 1;
  const right: readonly (readonly [string, readonly string[]])[] = [
    ...(capital ? [[capital, [licence.capital]] as const] : []),
    [founded, [written(licence.foundedOn)]],
    [place, wrap(licence.address, 16)],
  ];
  return [
    left(0, '名称', name),
    left(below * 0.6 + 1, '类型', [licence.type]),
    left(below * 0.6 + 2, head, [licence.legalRepresentative]),
    left(below * 0.6 + 3, '经营范围', wrap(licence.scope, 24), 19),
    ...right.map(([label, lines], row) => field(RIGHT, TOP + row * ROW, label, lines, SIZE)),
  ].join('');
}

const PORTRAIT = { width: 1000, height: 1414, corner: 2 } as const;
const COLUMN = { x: 178, value: 350, label: 146 } as const;

/** One column, as licences were printed until 2019. */
function portraitForm(licence: BusinessLicence, { head, place, capital, founded }: Labels): Paper {
  const rows: readonly (readonly [string, readonly string[], number?])[] = [
    ['名称', wrap(licence.name, 21)],
    ['类型', wrap(licence.type, 21)],
    [place, wrap(licence.address, 21)],
    [head, [licence.legalRepresentative]],
    ...(capital ? [[capital, [licence.capital]] as const] : []),
    [founded, [written(licence.foundedOn)]],
    ['经营范围', wrap(licence.scope, 28), 20],
  ];
  let y = 640;
  const printed = rows.map(([label, lines, size = 26]) => {
    const drawn = field(COLUMN, y, label, lines, size, 26);
    y += 52 + (lines.length - 1) * size * 1.45;
    return drawn;
  });
  return drawing(PORTRAIT, [
    `<rect width="${PORTRAIT.width}" height="${PORTRAIT.height}" fill="#fbf6e6"/>`,
    doubleBorder(PORTRAIT.width, PORTRAIT.height),
    emblem(500, 190, 78),
    text(520, 400, '营业执照', { size: 104, bold: true, fill: '#2a2114', spacing: 38, anchor: 'middle' }),
    text(500, 470, '（副本）', { size: 36, anchor: 'middle' }),
    text(500, 545, `统一社会信用代码 ${licence.creditCode}`, { size: 25, anchor: 'middle' }),
    ...printed,
    text(400, 1190, '登记机关', { size: 25, spacing: 12 }),
    text(560, 1190, licence.authority, { size: 25 }),
    text(620, 1300, written(licence.issuedOn), { size: 25 }),
    stamp(810, 1230, 92, '样例登记机关专用'),
    text(500, 1375, '测试样张，非真实证照', { size: 15, fill: '#555', anchor: 'middle' }),
  ]);
}

const SCREEN = { width: 1400, height: 990, corner: 0 } as const;

/** White, no frame, no stamp, a square code beside the title. */
function electronicForm(licence: BusinessLicence, labels: Labels): Paper {
  return drawing(SCREEN, [
    `<rect width="${SCREEN.width}" height="${SCREEN.height}" fill="#fff"/>`,
    emblem(700, 96, 44),
    text(725, 226, '营业执照', { size: 80, bold: true, spacing: 50, anchor: 'middle' }),
    text(LEFT.x, 212, '统一社会信用代码', { size: 21, bold: true, spacing: 2 }),
    text(LEFT.x, 250, licence.creditCode, { size: 25 }),
    squareCode(1150, 130, licence.creditCode),
    twoColumns(licence, labels),
    stretched(RIGHT.x, 720, RIGHT.label, '登记机关', { size: SIZE, bold: true }),
    text(RIGHT.value, 720, licence.authority, { size: SIZE }),
    text(970, 860, written(licence.issuedOn), { size: SIZE }),
    text(700, 960, '电子营业执照样张，非真实证照', { size: 15, fill: '#555', anchor: 'middle' }),
  ]);
}

/** Looks like a QR code without content. */
function squareCode(x: number, y: number, content: string): string {
  const side = 25;
  const isDark = (column: number, row: number) =>
    ((content.charCodeAt((column * 7 + row * 3) % content.length) * (column + 2) * (row + 5)) >> 3) % 2 === 0;
  const cells = Array.from({ length: side * side }, (_, index) => {
    const [column, row] = [index % side, Math.floor(index / side)];
    return isDark(column, row) ? `M${x + column * 5},${y + row * 5}h5v5h-5z` : '';
  });
  const corners = [
    [0, 0],
    [18, 0],
    [0, 18],
  ].map(([column = 0, row = 0]) => {
    const [left, top] = [x + column * 5, y + row * 5];
    return (
      `<rect x="${left}" y="${top}" width="35" height="35"/><rect x="${left + 5}" y="${top + 5}" width="25" height="25" fill="#fff"/>` +
      `<rect x="${left + 10}" y="${top + 10}" width="15" height="15"/>`
    );
  });
  return `<path d="${cells.join('')}" fill="#111"/><g fill="#111">${corners.join('')}</g>`;
}

const emblem = (x: number, y: number, radius: number) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#c8453f" stroke-width="5"/>${star(x, y, radius * 0.74, '#c8453f')}`;

function field(
  column: { readonly x: number; readonly value: number; readonly label: number },
  y: number,
  label: string,
  lines: readonly string[],
  size: number,
  labelSize = SIZE,
): string {
  return (
    stretched(column.x, y, column.label, label, { size: labelSize, bold: true }) +
    paragraph(column.value, y, size * 1.45, lines, { size })
  );
}

const doubleBorder = (width: number, height: number) =>
  '<g fill="none" stroke="#b9a76a">' +
  `<rect x="30" y="30" width="${width - 60}" height="${height - 60}" stroke-width="6"/>` +
  `<rect x="42" y="42" width="${width - 84}" height="${height - 84}" stroke-width="2"/></g>`;

/** `2019-05-20` as printed on licences, `2019年05月20日`. */
const written = (day: Day) => day.replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日');
