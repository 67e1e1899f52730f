import type { Finding } from '../../../contracts/kit/finding.ts';
import type { Place } from '../../../contracts/review-desk/evidence.ts';
import type { Document, JudgedKind } from './document.ts';
import { boxOf } from './print.ts';

/** What a letter or a hand-held photo must show, as it is called in a list. */
export const PART_LABELS = {
  heading: '标题',
  names: '主办者和负责人',
  domain: '域名',
  signature: '签名',
  seal: '公章',
  fingerprint: '手印',
  date: '日期',
  face: '一张人脸',
  card: '一张看得清的证件',
} as const;
export type PictureRequirement = keyof typeof PART_LABELS;

/** One of these in a picture that a machine has looked at. */
export interface JudgedPart {
  readonly part: PictureRequirement;
  /** A Chinese sentence that says what to do; absent where the part was found. */
  readonly problem?: string | undefined;
  /** Where it is missing or wrong, in pixels of the picture; absent where nobody knows. */
  readonly place?: Place | undefined;
  /** Another kind of paper, or another person's: it stays an objection, however often the picture is taken. */
  readonly isOther?: boolean;
}

const RULES = { 'commitment-letter': 'MT-97', 'handheld-photo': 'MT-98' } as const satisfies Record<JudgedKind, string>;
const isOfParts = ({ ruleId }: Pick<Finding, 'ruleId'>): boolean => (Object.values(RULES) as string[]).includes(ruleId);

const finding = (
  kind: JudgedKind,
  severity: Finding['severity'],
  message: string,
  params: Finding['params'],
): Finding => ({ ruleId: RULES[kind], severity, field: 'file', message, params });

/**
 * The findings of a picture that was looked at: `info` with the parts that were found, and `block` for each of the others,
 * whose params are the part and its frame in percent of the picture. A better picture is asked for once, as of a certificate:
 * of the second one the reviewer is told.
 *
 * @param earlier the pictures of the same paper before this one.
 */
export function findingsOfParts(
  kind: JudgedKind,
  parts: readonly JudgedPart[],
  picture: { readonly width: number; readonly height: number },
  earlier: readonly Pick<Document, 'findings'>[],
): readonly Finding[] {
  const isAsked = earlier.some(({ findings }) => findings.some(isObjection));
  const found = parts.filter(({ problem }) => problem === undefined).map(({ part }) => part);
  const labels = found.map((part) => PART_LABELS[part]).join('、');
  const missing = parts.flatMap(({ part, problem, place, isOther = false }) => {
    if (problem === undefined) return [];
    const params = { part, ...(place && frameOf(place, picture)) };
    if (!isAsked || isOther) return [finding(kind, 'block', problem, params)];
    const [what] = problem.split(/，请|。/);
    return [finding(kind, 'warn', `重拍的照片仍有这个问题，由审核员看照片，不用再拍：${what}。`, params)];
  });
  return [
    ...(found.length > 0 ? [finding(kind, 'info', `已看到：${labels}。`, { parts: found.join(' ') })] : []),
    ...missing,
  ];
}

/** Machines could not look: nothing is said against the picture, and the reviewer knows. */
export const unjudgedFinding = (kind: JudgedKind): Finding =>
  finding(kind, 'warn', '照片已收到，这次没有自动检查，由审核员查看；请自己对照样例看一遍。', {});

/** What was said against a picture, whether it was left to the reviewer or not. */
const isObjection = (found: Finding): boolean => isOfParts(found) && found.severity !== 'info' && !isUnjudged(found);

const isUnjudged = ({ params }: Pick<Finding, 'params'>): boolean => Object.keys(params).length === 0;

/** What the person leaves to the reviewer stops nothing any more, and is marked. */
export const leftToReviewer = (findings: readonly Finding[]): readonly Finding[] =>
  findings.map((found) =>
    isOfParts(found) && found.severity === 'block'
      ? { ...found, severity: 'warn', message: `申请人认为照片没有问题，请审核员看：${found.message}` }
      : found,
  );

/** A part of a picture as it is shown. `left`: to the reviewer. */
export interface ShownPart {
  readonly part: PictureRequirement;
  readonly label: string;
  readonly state: 'found' | 'missing' | 'left';
  /** What is missing; empty where it was found. */
  readonly text: string;
  /** In percent of the picture. */
  readonly frame?: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** What a picture's findings say of its parts, those found first, what they say else, and whether a reviewer is to look. */
export function partsIn<Told extends Omit<Finding, 'suggestion'>>(findings: readonly Told[]) {
  const parts = findings.flatMap((found): readonly ShownPart[] => {
    const { part, parts: names = '', left, top, width, height } = found.params;
    if (!isOfParts(found) || isUnjudged(found)) return [];
    const seen = String(names).split(' ') as PictureRequirement[];
    if (found.severity === 'info') return seen.map((name) => shown(name, 'found', ''));
    const base = shown(part as PictureRequirement, found.severity === 'block' ? 'missing' : 'left', found.message);
    const frame = { left: Number(left), top: Number(top), width: Number(width), height: Number(height) };
    return [left === undefined ? base : { ...base, frame }];
  });
  const others = findings.filter((found) => !isOfParts(found) || isUnjudged(found));
  const isForReviewer = findings.some((found) => isOfParts(found) && found.severity === 'warn');
  return { parts, others, isForReviewer };
}

const shown = (part: PictureRequirement, state: ShownPart['state'], text: string): ShownPart => ({
  ...{ part, label: PART_LABELS[part], state, text },
});

/** The upright box around a place, within the picture. */
function frameOf(place: Place, { width, height }: { readonly width: number; readonly height: number }) {
  const [[left, top], , [right, bottom]] = boxOf([place]) ?? place;
  const share = (from: number, to: number, size: number) => {
    const [least, most] = [Math.max(0, from), Math.min(size, to)];
    const percent = (value: number) => Math.round((1000 * value) / size) / 10;
    return { from: percent(least), length: percent(Math.max(0, most - least)) };
  };
  const [across, down] = [share(left, right, width), share(top, bottom, height)];
  return { left: across.from, top: down.from, width: across.length, height: down.length };
}
