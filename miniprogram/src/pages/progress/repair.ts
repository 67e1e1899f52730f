import type { FilingView } from '../../../../client/messages.ts';
import { type ClearRepair, loadRepair, oldPicturesOf, type Repair, repairText } from '../../../../client/repair.ts';
import { itemInHand, repairAction, repairMain } from '../../../../client/step-states.ts';
import { MOST_WORD_CHARACTERS } from '../../../../shared/domain/filing/repair.ts';
import { call, readView } from '../../api.ts';
import { overviews } from '../../overview.ts';
import { stepUrl } from '../../route.ts';
import { nameOf } from '../../tables.ts';

const WORDS = { open: '待修改', changed: '已修改', answered: '已说明' } as const;

/** The repair of a returned filing on this page. */
export interface RepairState {
  repair: Repair | undefined;
  /** The item that the person chose; else the first that is open. */
  chosen: number | undefined;
  isWriting: boolean;
  word: string;
  /** Pictures of the item in hand, as they were submitted. */
  pictures: readonly string[];
}

export const NO_REPAIR: RepairState = {
  repair: undefined,
  chosen: undefined,
  isWriting: false,
  word: '',
  pictures: [],
};

const inHand = ({ repair, chosen }: RepairState): ClearRepair | undefined => itemInHand(repair?.items ?? [], chosen);

/**
 * Loads the items, and what is shown of the one in hand. @param now what is typed meanwhile about the same item stays.
 * @throws ApiError
 */
export async function loadItems(filingId: string, now: () => RepairState): Promise<RepairState> {
  const repair = await loadRepair(filingId, call, readView);
  const loaded = await choose({ ...NO_REPAIR, repair }, now().chosen);
  const { isWriting, word } = now();
  return isWriting && inHand(now())?.item === inHand(loaded)?.item ? { ...loaded, isWriting, word } : loaded;
}

/** Takes an item in hand. Without its old picture the words are still there. */
export async function choose(state: RepairState, chosen: number | undefined): Promise<RepairState> {
  const next = { ...state, chosen };
  const item = inHand(next);
  const pictures = item ? await oldPicturesOf(item, call).catch(() => []) : [];
  const isWriting = item !== undefined && (item.kind === 'other' || item.word !== undefined);
  return { ...next, pictures, isWriting, word: item?.word ?? '' };
}

/** Keeps the word about the item in hand, or takes it back. @throws ApiError */
export async function keepWord(filingId: string, state: RepairState, word: string | undefined): Promise<RepairState> {
  const item = inHand(state);
  if (!item || !state.repair) return state;
  const params = { filingId, round: state.repair.round, item: item.item };
  if (word === undefined) await call('takeBackAnswer', { params });
  else await call('answerFlag', { params, body: { word } });
  await overviews.load(filingId);
  return loadItems(filingId, () => NO_REPAIR);
}

const lineOf = (item: ClearRepair): string => {
  if (item.state === 'open') return item.reason;
  if (item.word !== undefined) return `${item.state === 'changed' ? '已修改' : '没改'}，已说明：${item.word}`;
  const text = repairText(item.field, item.now, nameOf);
  return text ? `已改为“${text}”` : WORDS[item.state];
};

/** The page's main action. */
export const mainOfRepair = (state: RepairState, view: FilingView) =>
  repairMain(inHand(state), overviews.of(view.filingId), view);

/** What WXML gets; null while nothing is loaded. */
export function repairView(state: RepairState, view: FilingView) {
  const item = inHand(state);
  if (!state.repair) return null;
  const action = item && repairAction(item, view);
  return {
    others: state.repair.items
      .filter((other) => other.item !== item?.item)
      .map((other) => ({
        item: other.item,
        name: other.name,
        isOpen: other.state === 'open',
        stateText: WORDS[other.state],
        line: lineOf(other),
      })),
    current: item
      ? {
          field: item.field,
          name: item.name,
          isOpen: item.state === 'open',
          stateText: WORDS[item.state],
          reason: item.reason,
          suggestion: item.suggestion ?? '',
          before: repairText(item.field, item.before, nameOf),
          pictures: state.pictures,
          isFixed: item.kind === 'other',
          hasWord: item.word !== undefined,
          actionText: action?.label ?? '',
          url: action ? stepUrl(view.filingId, action.step, action.field) : '',
        }
      : null,
    isWriting: state.isWriting,
    word: state.word,
    mayKeep: state.word.trim() !== '',
    mostCharacters: MOST_WORD_CHARACTERS,
  };
}
