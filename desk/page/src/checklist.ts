import type { CheckRow, Conclusion, Face } from './operations.ts';

/** Rows of one group, in the order of the package. */
export interface RowGroup {
  readonly title: string;
  readonly rows: readonly CheckRow[];
}

export function groupsOf(rows: readonly CheckRow[]): readonly RowGroup[] {
  const groups = new Map<string, CheckRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups].map(([title, members]) => ({ title, rows: members }));
}

/**
 * A later round shows what the applicant was asked to mend, what else changed, and what nobody has judged yet; the rest is folded
 * together.
 */
export function roundGroups(rows: readonly CheckRow[]): {
  readonly shown: readonly RowGroup[];
  readonly unchanged: readonly RowGroup[];
} {
  const asked = rows.filter((row) => row.asked !== undefined);
  const others = rows.filter((row) => row.asked === undefined);
  const moved = others.filter((row) => row.isChanged || row.needsJudgement);
  const shown = [
    { title: '要求修改的', rows: asked },
    { title: '另外改动和待看的', rows: moved },
  ];
  return {
    shown: shown.filter((group) => group.rows.length > 0),
    unchanged: groupsOf(others.filter((row) => !moved.includes(row))),
  };
}

/** A change shows what it makes different, old beside new, and what else wants a person; the rest is as it is filed. */
function changeGroups(rows: readonly CheckRow[]): ReturnType<typeof roundGroups> {
  const changed = rows.filter(isDifference);
  const others = rows.filter((row) => !isDifference(row) && row.needsJudgement);
  const shown = [
    { title: '变更的内容', rows: changed },
    { title: '另外待看的', rows: others },
  ];
  return {
    shown: shown.filter((group) => group.rows.length > 0),
    unchanged: groupsOf(rows.filter((row) => !changed.includes(row) && !others.includes(row))),
  };
}

const isDifference = ({ record }: CheckRow): boolean => record?.agreement === 'differs';

/** Why the rows that are folded need no second look. */
export const unchangedWords = (round: number): string =>
  round === 1 ? '与在案信息相同' : '与上一轮相同，已有人判断过或机器没有发现问题';

/** The paper that shows a row's value best: the one that it was read from, else the first that proves it. */
export const paperOf = ({ read, documents }: CheckRow): string | undefined =>
  documents.find((id) => id === read?.documentId) ?? documents[0];

/** The face that a row is about: that of its liveness check. */
export const faceOf = (row: CheckRow | undefined, faces: readonly Face[]): Face | undefined =>
  faces.find(({ photo, video, frames }) =>
    [photo, video, ...frames].some((id) => id !== undefined && row?.documents.includes(id)),
  );

/** An ending changes nothing: what wants a person is shown, and what is filed is folded. */
function endingGroups(rows: readonly CheckRow[]): ReturnType<typeof roundGroups> {
  return {
    shown: groupsOf(rows.filter((row) => row.needsJudgement)),
    unchanged: groupsOf(rows.filter((row) => !row.needsJudgement)),
  };
}

/**
 * The rows as the checklist shows them: by section at first, of a change what differs, later what was asked and changed.
 *
 * @param isEnding whether they are of a filing that ends something.
 */
export function shownGroups(
  rows: readonly CheckRow[],
  round: number,
  isEnding: boolean,
): ReturnType<typeof roundGroups> {
  if (isEnding) return endingGroups(rows);
  if (round === 1 && rows.some(isDifference)) return changeGroups(rows);
  // Without what the round before was flagged for, all rows are shown.
  if (round === 1 || !rows.some((row) => row.asked !== undefined || row.isChanged))
    return { shown: groupsOf(rows), unchanged: [] };
  return roundGroups(rows);
}

/** The order in which the keys move: that of the screen. */
export function inShownOrder(rows: readonly CheckRow[], round: number, isEnding: boolean): readonly CheckRow[] {
  const { shown, unchanged } = shownGroups(rows, round, isEnding);
  return [...shown, ...unchanged].flatMap((group) => group.rows);
}

/** Whether a row still needs a person: the machine left it, and nobody has settled it. */
export const isToJudge = (row: CheckRow, conclusion: Conclusion | undefined): boolean =>
  row.needsJudgement && (conclusion === undefined || conclusion === 'open' || conclusion === 'call');

/**
 * The row that opens by itself: the next that nobody has judged after this one, else the first before it; undefined when
 * none is left.
 */
export function followingRow(
  rows: readonly CheckRow[],
  row: string,
  isLeft: (row: CheckRow) => boolean,
): string | undefined {
  const place = rows.findIndex(({ row: path }) => path === row);
  const inTurn = [...rows.slice(place + 1), ...rows.slice(0, Math.max(place, 0))];
  return inTurn.find(isLeft)?.row;
}

/** The row before or after one; the same at an end. */
export function neighbourOf(rows: readonly CheckRow[], row: string | undefined, step: 1 | -1): string | undefined {
  const place = rows.findIndex(({ row: path }) => path === row);
  return rows[Math.min(rows.length - 1, Math.max(0, place + step))]?.row;
}

/** Whether a row is a number that people answer. */
export const isPhone = ({ row }: Pick<CheckRow, 'row'>): boolean => /(mobile|phone)$/i.test(row);
