import { type EffectScope, effectScope, reactive, watch } from 'vue';
import type { CheckRow, Conclusion, Reason, ReturnItem } from './operations.ts';

/** A field that is to be mended, while its reason is looked for. */
export interface DraftItem {
  field: string;
  reasonId: string | undefined;
  /** In the reviewer's own words; undefined for the catalogue's. */
  suggestion: string | undefined;
}

const KEY = 'icp-desk.return.';
const drafts = new Map<string, { readonly items: DraftItem[]; readonly keeping: EffectScope }>();

/** What this tab has kept; nothing of what can't be read. */
function keptItems(caseId: string): DraftItem[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY + caseId) ?? '[]');
    return Array.isArray(kept) ? kept.filter((item) => typeof item?.field === 'string') : [];
  } catch {
    return [];
  }
}

/** What is to be returned of a case; it stays while the tab is open, also when the page is loaded anew. */
export function returnDraft(caseId: string): DraftItem[] {
  const known = drafts.get(caseId);
  if (known) return known.items;
  const items = reactive(keptItems(caseId));
  // Of no component: it is kept also after the page that began it.
  const keeping = effectScope(true);
  keeping.run(() => watch(items, () => sessionStorage.setItem(KEY + caseId, JSON.stringify(items)), { flush: 'sync' }));
  drafts.set(caseId, { items, keeping });
  return items;
}

export function forgetDraft(caseId: string): void {
  drafts.get(caseId)?.keeping.stop();
  drafts.delete(caseId);
  sessionStorage.removeItem(KEY + caseId);
}

/** Whoever signs out leaves nothing for the next person. */
export function forgetDrafts(): void {
  for (const caseId of drafts.keys()) forgetDraft(caseId);
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key);
}

const withoutPlaces = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '.*');

/**
 * Whether a reason of the catalogue is about a field. @param fields parts of paths, such as `remark` or `details.name`; `*`
 * stands for the place of a website.
 */
export const isAbout = ({ fields }: Pick<Reason, 'fields'>, field: string): boolean =>
  fields.some((one) => within(withoutPlaces(field)).includes(within(withoutPlaces(one).replace(/\.$/, ''))));

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
