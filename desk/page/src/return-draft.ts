import { amendmentDrafts } from './amendment-draft.ts';
import { keepDrafts } from './kept-drafts.ts';
import type { CheckRow, Conclusion, Reason, ReturnItem } from './operations.ts';

/** A field that is to be mended, while its reason is looked for. */
export interface DraftItem {
  field: string;
  reasonId: string | undefined;
  /** In the reviewer's own words; undefined for the catalogue's. */
  suggestion: string | undefined;
}

const drafts = keepDrafts<DraftItem>('icp-desk.return.', ({ field }) => typeof field === 'string');

/** What is to be returned of a case; it stays while the tab is open, also when the page is loaded anew. */
export const returnDraft = (caseId: string): DraftItem[] => drafts.of(caseId);

/** Forgets what was to be returned and corrected in a case that is decided. */
export function forgetDraft(caseId: string): void {
  drafts.forget(caseId);
  amendmentDrafts.forget(caseId);
}

/** Whoever signs out leaves nothing for the next person. */
export function forgetDrafts(): void {
  drafts.forgetAll();
  amendmentDrafts.forgetAll();
}

const withoutPlaces = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '.*');

/**
 * Whether a reason of the catalogue is about a field. @param fields parts of paths, such as `remark` or `details.name`; `*`
 * stands for the place of a website.
 */
export const isAbout = ({ fields }: Pick<Reason, 'fields'>, field: string): boolean =>
  fields.some((part) => within(withoutPlaces(field)).includes(within(withoutPlaces(part).replace(/\.$/, ''))));

/** Whole steps of a path only: `name` is no part of `names`. */
const within = (path: string): string => `.${path}.`;

/** The catalogue with what fits a field first; what is not used any more is left out. */
export function reasonsFor(
  reasons: readonly Reason[],
  field: string | undefined,
): {
  readonly fitting: readonly Reason[];
  readonly others: readonly Reason[];
} {
  const inUse = reasons.filter(({ isRetired }) => !isRetired);
  const fitting = field === undefined ? [] : inUse.filter((reason) => isAbout(reason, field));
  return { fitting, others: inUse.filter((reason) => !fitting.includes(reason)) };
}

/** Adds the rows that differ and are not in the draft yet. */
export function addDiffering(
  draft: DraftItem[],
  rows: readonly CheckRow[],
  conclusionOf: (row: CheckRow) => Conclusion | undefined,
): void {
  for (const row of rows) if (conclusionOf(row) === 'differs') addRow(draft, row);
}

export function addRow(draft: DraftItem[], row: CheckRow): void {
  if (draft.some(({ field }) => field === row.row)) return;
  draft.push({ field: row.row, reasonId: undefined, suggestion: undefined });
}

export function dropRow(draft: DraftItem[], field: string): void {
  const place = draft.findIndex((item) => item.field === field);
  if (place >= 0) draft.splice(place, 1);
}

/** The keys of the first reasons that fit a field. */
export const REASON_KEYS = ['q', 'w'] as const;

/** The items that have a reason, as the desk takes them. */
export const itemsOf = (draft: readonly DraftItem[]): readonly ReturnItem[] =>
  draft.flatMap(({ field, reasonId, suggestion }) =>
    reasonId === undefined
      ? []
      : [
          {
            field,
            reasonId,
            ...(suggestion?.trim() && { suggestion: suggestion.trim() }),
          },
        ],
  );
