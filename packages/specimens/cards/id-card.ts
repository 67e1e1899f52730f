import type { Day } from '../answers.ts';
import type { IdCard } from '../people.ts';
import { drawing, paragraph, picture, star, text, waves, wrap } from './svg.ts';

// The proportions of an ID-1 card, 85.6 × 54 mm, in units of a thousandth of its width.
const CARD = { width: 1000, height: 631, corner: 36 } as const;
const LABEL = '#35709f';
const INK = '#1d1d1d';
const VALUE_X = 196;
const PORTRAIT = { x: 640, y: 84, width: 290, height: 365 } as const;

/** The portrait side of a specimen 居民身份证: no microprint, no real background, 样张 below the portrait. */
export const idFront = (card: IdCard, portrait: Buffer | undefined) =>
  drawing(CARD, [
    paper('#e8f0f6', '#f5eff3', ['#b9d3e6', '#e8c9d6', '#c9dbe9']),
    holder(card),
    ethnicity(card),
    portraitOf(portrait),
    number(card),
  ]);

/** The side of a specimen 居民身份证 with issuer and validity: a plain star in place of the emblem. */
export const idBack = (card: IdCard) =>
  drawing(CARD, [
    paper('#e6f1ec', '#f3efe9', ['#bcd8cb', '#e6cfc0', '#c6d7e2']),
    emblem(),
    text(306, 256, '居民身份证', { size: 86, bold: true, spacing: 32 }),
    fact(500, '签发机关', card.issuer),
    fact(576, '有效期限', validity(card), 1),
  ]);

const label = (x: number, y: number, content: string) => text(x, y, content, { size: 31, fill: LABEL });
const value = (x: number, y: number, content: string) => text(x, y, content, { size: 36, fill: INK });
const ethnicity = (card: IdCard) => label(298, 184, '民') + label(350, 184, '族') + value(408, 185, card.ethnicity);
const number = ({ idNumber }: IdCard) =>
  text(68, 576, '公民身份号码', { size: 31, fill: LABEL, spacing: 2 }) +
  text(330, 578, idNumber, { size: 44, fill: INK, spacing: 7 });
/** A line on the other side. */
const fact = (y: number, name: string, content: string, spacing = 0) =>
  text(260, y, name, { size: 34, bold: true }) + text(418, y, content, { size: 34, fill: INK, spacing });

/** Name, sex, birth date and address with their labels. */
function holder(card: IdCard): string {
  const [year = '', month = '', day = ''] = card.birthday.split('-').map((part) => String(Number(part)));
  return [
    label(68, 104, '姓'),
    label(120, 104, '名'),
    text(VALUE_X, 106, card.name, { size: 40, fill: INK, spacing: 2 }),
    label(68, 184, '性'),
    label(120, 184, '别'),
    value(VALUE_X, 185, card.sex),
    label(68, 264, '出'),
    label(120, 264, '生'),
    value(VALUE_X, 265, year),
    label(298, 264, '年'),
    text(364, 265, month, { size: 36, fill: INK, anchor: 'middle' }),
    label(402, 264, '月'),
    text(472, 265, day, { size: 36, fill: INK, anchor: 'middle' }),
    label(508, 264, '日'),
    label(68, 350, '住'),
    label(120, 350, '址'),
    paragraph(VALUE_X, 351, 48, wrap(card.address, 11), { size: 36, fill: INK }),
  ].join('');
}

function portraitOf(portrait: Buffer | undefined): string {
  const { x, y, width, height } = PORTRAIT;
  const style = { size: 26, fill: '#c44', anchor: 'middle', opacity: 0.55 } as const;
  const mark = text(x + width / 2, y + height + 40, '样 张', style);
  return (portrait ? picture(x, y, width, height, portrait) : silhouette()) + mark;
}

/** A star in place of the emblem, and the name of the state. */
const emblem = () =>
  `<circle cx="150" cy="148" r="84" fill="none" stroke="#c8453f" stroke-width="7"/>${star(150, 148, 62, '#c8453f')}` +
  text(150, 284, '样张', { size: 30, fill: '#c44', anchor: 'middle', opacity: 0.7 }) +
  text(300, 142, '中华人民共和国', { size: 62, bold: true, spacing: 16 });

/** The background of the card: a gradient from side to side under fine waves. */
function paper(outer: string, inner: string, colours: readonly string[]): string {
  const stop = (offset: number, colour: string) => `<stop offset="${offset}" stop-color="${colour}"/>`;
  const stops = stop(0, outer) + stop(0.5, inner) + stop(1, outer);
  return (
    `<defs><linearGradient id="paper" x1="0" y1="0" x2="1" y2="0.4">${stops}</linearGradient></defs>` +
    `<rect width="${CARD.width}" height="${CARD.height}" fill="url(#paper)"/>${waves(CARD.width, CARD.height, colours)}`
  );
}

/** A silhouette of head and shoulders. */
function silhouette(): string {
  const { x, y, width, height } = PORTRAIT;
  const centre = x + width / 2;
  return (
    `<clipPath id="portrait"><rect x="${x}" y="${y}" width="${width}" height="${height}"/></clipPath><g clip-path="url(#portrait)">` +
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#eef2f5"/><g fill="#a9b4be">` +
    `<ellipse cx="${centre}" cy="${y + height}" rx="132" ry="112"/><ellipse cx="${centre}" cy="${y + 148}" rx="74" ry="94"/></g></g>`
  );
}

const validity = ({ validFrom, validTo }: IdCard) =>
  `${dotted(validFrom)}-${validTo === 'long-term' ? '长期' : dotted(validTo)}`;

/** `2019-03-11` as printed on the card, `2019.03.11`. */
const dotted = (day: Day) => day.replaceAll('-', '.');
