import { provinceOf } from '../../../contracts/data/provinces.ts';
import type { Place } from '../../../contracts/review-desk/evidence.ts';
import { type FilingContents, type OrganizerKind, siteOwnerOf } from '../filing/filing.ts';
import {
  frameOfPrint,
  inFrame,
  type PrintFrame,
  placeOfStrip,
  redExtent,
  type ScaledCopy,
  type Strip,
  writtenWidth,
} from './ink.ts';
import type { JudgedPart } from './picture-parts.ts';
import type { SeenLine } from './places.ts';
import { boxOf, hasName, plainText, textOf, usualHeight } from './print.ts';

/** Some provinces require a fingerprint beside a person's signature (PV-GD-06). @param region GB/T 2260 code of the province */
export const wantsFingerprint = (kind: OrganizerKind, region: string): boolean =>
  kind === 'individual' && provinceOf(region)?.fingerprint === true;

/** Width of a mark in heights of the letter's print: a company's seal has 40 mm, a finger less than 20. */
const LEAST = { seal: 4, fingerprint: 1 } as const;
/** Width that a pen must have left, in heights of the label beside it. */
const LEAST_WRITTEN = 0.8;

const HEADING = /承诺书/;
const WRONG_SHEET = /真实性核验单/;
const MOST_HEADING = 24;

/**
 * What a commitment letter must show: its heading, the names and domains of this filing, signature, seal or fingerprint, and
 * date. What is no letter at all lacks the heading alone: the rest would say nothing.
 *
 * @param copy of the picture, for ink and colour.
 */
export function judgeLetter(
  contents: FilingContents,
  lines: readonly SeenLine[],
  copy: ScaledCopy,
): readonly JudgedPart[] {
  const texts = lines.map((line) => textOf(line));
  if (texts.some((text) => WRONG_SHEET.test(text)))
    return [
      {
        part: 'heading',
        problem: '这是“网站真实性核验单”，要交的是“网站备案承诺书”，请换成承诺书再拍。',
        isOther: true,
      },
    ];
  if (!texts.some((text) => HEADING.test(text) && text.length <= MOST_HEADING))
    return [missing('heading', '没有看到标题“网站备案承诺书”。请拍签好的承诺书，四个角都在画面里。')];
  const { organizerKind, region } = contents.eligibility;
  return [
    { part: 'heading' },
    ...namesPart(contents, lines),
    domainPart(contents, lines),
    signaturePart(organizerKind, lines, copy),
    ...markPart(organizerKind, region, lines, copy),
    datePart(lines, copy),
  ];
}

const missing = (part: JudgedPart['part'], problem: string, place?: Place): JudgedPart => ({ part, problem, place });

/** What is not filled in yet can't be compared. */
function namesPart(contents: FilingContents, lines: readonly SeenLine[]): readonly JudgedPart[] {
  const { organizer, websites } = contents;
  if (!organizer) return [];
  const text = lines.map((line) => plainText(textOf(line))).join('');
  const label = (pattern: RegExp) => lines.find((line) => pattern.test(textOf(line)));
  if (!hasName(organizer.name, text))
    return [
      missing('names', '没有找到这份备案的主办者名称，请核对后重新打印、签字。', placeOf(label(/主办者|单位名称/))),
    ];
  const owners = websites.flatMap((website) => siteOwnerOf(contents, website)?.name ?? []);
  const unnamed = [...new Set(owners)].filter((name) => !hasName(name, text));
  if (unnamed.length > 0) {
    const problem = `没有找到网站负责人${owners.length > 1 ? unnamed.join('、') : '的姓名'}，请核对后重新打印、签字。`;
    return [missing('names', problem, placeOf(label(/网站负责人/)))];
  }
  return [{ part: 'names' }];
}

const placeOf = (line: SeenLine | undefined, margin = 8): Place | undefined =>
  boxOf(
    (line ?? []).map(({ place }) => place),
    margin,
  );

/** A name in ASCII as a machine may misread it: dashes, dots and look-alikes make no difference. */
const likeDomain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/[—–―‐−]/g, '-')
    .replace(/[。·]/g, '.')
    .replace(/[li|]/g, '1')
    .replace(/o/g, '0');

function domainPart({ websites, eligibility }: FilingContents, lines: readonly SeenLine[]): JudgedPart {
  const domains = websites.length > 0 ? websites.map(({ domain }) => domain) : [eligibility.domain];
  const texts = lines.map((line) => likeDomain(textOf(line)));
  const isPrinted = (domain: string) => {
    const wanted = likeDomain(domain).replace(/[.\\^$*+?()[\]{}|]/g, '\\$&');
    const alone = new RegExp(`(^|[^a-z0-9-])${wanted}($|[^a-z0-9.-]|\\.$)`);
    return texts.some((text) => alone.test(text));
  };
  const absent = domains.filter((domain) => !isPrinted(domain));
  if (absent.length === 0) return { part: 'domain' };
  const line = lines.find((candidate) => /域名|[a-z0-9-]\.[a-z]{2}/i.test(textOf(candidate)));
  return missing('domain', `没有找到这份备案的域名 ${absent.join('、')}，请核对后重新打印、签字。`, placeOf(line));
}

/** A printed label for a blank, and where the blank begins. */
interface Label {
  readonly frame: PrintFrame;
  /** In heights from the frame's origin. */
  readonly end: number;
}

/** More after a label is a sentence about it. */
const MOST_BESIDE_LABEL = 16;

function labelOf(pattern: RegExp, lines: readonly SeenLine[]): Label | undefined {
  for (const line of lines) {
    const text = textOf(line);
    const found = pattern.exec(text);
    if (!found || text.length - found.index - found[0].length > MOST_BESIDE_LABEL) continue;
    // Characters of one unit each, as print in letters has.
    const print = line.slice(found.index, found.index + found[0].length);
    const last = print.at(-1);
    const frame = frameOfPrint(print);
    return last && { frame, end: inFrame(frame, last.place[1])[0] };
  }
  return undefined;
}

const SIGNATURE = /^.{0,10}?签[字名章]{1,2}[）)】:：\s]*/;
const DATE = /^日\s*期([（(]手写[）)])?[:：\s]*/;
const SEALED = /^.{0,8}(盖章|公章)|^按?手印/;

/** The blank behind a label, up to the next label beside it and not beyond the print. */
function blankOf({ frame, end }: Label, widest: number, lines: readonly SeenLine[]): Strip {
  const strip = { from: end + 0.2, to: end + widest, top: -1, bottom: 1.8 };
  const isLabel = (text: string) => [SIGNATURE, DATE, SEALED].some((pattern) => pattern.test(text));
  const places = lines.flat().map(({ place }) => inFrame(frame, place[1])[0]);
  const beside = lines.filter((line) => isLabel(textOf(line))).flatMap(([first]) => (first ? [first.place[0]] : []));
  const next = beside
    .map((point) => inFrame(frame, point))
    .filter(([across, below]) => across > end + 1 && Math.abs(below) < 1.5)
    .map(([across]) => across);
  return { ...strip, to: Math.min(strip.to, Math.max(end + 4, ...places), ...next) };
}

function signaturePart(kind: OrganizerKind, lines: readonly SeenLine[], copy: ScaledCopy): JudgedPart {
  const who = kind === 'enterprise' ? '法定代表人' : '本人';
  const problem = `没有看到签名，请由${who}手写签名，一笔一画，再拍一张。`;
  const label = labelOf(SIGNATURE, lines);
  if (!label) return missing('signature', problem);
  const blank = blankOf(label, 10, lines);
  const isSigned = writtenWidth(copy, label.frame, blank) >= LEAST_WRITTEN;
  return isSigned ? { part: 'signature' } : missing('signature', problem, framed(label, blank));
}

/** The label and its blank. */
const framed = ({ frame }: Label, blank: Strip): Place =>
  placeOfStrip(frame, { ...blank, from: -0.3, top: -0.6, bottom: 1.5 });

const WRITTEN_DATE = /\d{2,4}[年.\-/]?\d{1,2}[月.\-/]?\d{1,2}|[〇零一二三四五六七八九十]+年[一二三四五六七八九十]+月/;

function datePart(lines: readonly SeenLine[], copy: ScaledCopy): JudgedPart {
  const problem = '没有看到日期，请手写签字那天的年、月、日，再拍一张。';
  const label = labelOf(DATE, lines);
  if (!label) {
    const isRead = lines.some((line) => /^\d{4}年\d{1,2}月\d{1,2}日?$/.test(textOf(line).replace(/\s/g, '')));
    return isRead ? { part: 'date' } : missing('date', problem);
  }
  const blank = blankOf(label, 15, lines);
  const inBlank = lines.flat().flatMap(({ text, place }) => {
    const [across, below] = inFrame(label.frame, place[0]);
    return across > blank.from - 0.5 && across < blank.to && Math.abs(below) < 1.5 ? [{ text, across }] : [];
  });
  const read = inBlank.toSorted((first, second) => first.across - second.across).map(({ text }) => text);
  // What is printed in the blank begins with 年; a year stands before it.
  const year = inBlank.find(({ text }) => text === '年')?.across ?? blank.to;
  const isDated =
    WRITTEN_DATE.test(read.join('').replace(/\s/g, '')) ||
    writtenWidth(copy, label.frame, { ...blank, to: Math.min(blank.to, year) }) >= LEAST_WRITTEN;
  return isDated ? { part: 'date' } : missing('date', problem, framed(label, blank));
}

/** A seal of an enterprise, a fingerprint of a person where their province wants it. */
function markPart(
  kind: OrganizerKind,
  region: string,
  lines: readonly SeenLine[],
  copy: ScaledCopy,
): readonly JudgedPart[] {
  const part = kind === 'enterprise' ? 'seal' : wantsFingerprint(kind, region) ? 'fingerprint' : undefined;
  if (!part) return [];
  const height = usualHeight(lines);
  const print = boxOf(
    lines.flat().map(({ place }) => place),
    4 * height,
  );
  if (print && redExtent(copy, print, height) >= LEAST[part]) return [{ part }];
  const problem =
    part === 'seal'
      ? '没有看到红色的单位公章，请盖公章（合同章、财务章不行），再拍一张彩色的。'
      : '没有看到红色的手印，请在签名处按手印，再拍一张彩色的。';
  const label = lines.find((line) => SEALED.test(textOf(line)));
  return [missing(part, problem, placeOf(label, 2 * height))];
}
