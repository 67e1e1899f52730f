import type { FilingView } from '../../../../client/calls/messages.ts';
import { REPAIR_WORDS, type Repairing, repairLine, repairText } from '../../../../client/filing/repair.ts';
import { repairAction, repairMain } from '../../../../client/filing/step-states.ts';
import { MOST_WORD_CHARACTERS } from '../../../../shared/domain/filing/repair.ts';
import { overviews } from '../../overview.ts';
import { stepUrl } from '../../route.ts';
import { nameOf } from '../../tables.ts';

/** The page's main action. */
export const mainOfRepair = ({ inHand }: Repairing, view: FilingView) =>
  repairMain(inHand(), overviews.of(view.filingId), view);

/** What WXML gets; null while nothing is loaded. */
export function repairView({ state, inHand }: Repairing, view: FilingView) {
  const item = inHand();
  if (!state.repair) return null;
  const action = item && repairAction(item, view);
  return {
    others: state.repair.items
      .filter((other) => other.item !== item?.item)
      .map((other) => ({
        item: other.item,
        name: other.name,
        isOpen: other.state === 'open',
        stateText: REPAIR_WORDS[other.state],
        line: repairLine(other, nameOf),
      })),
    current: item
      ? {
          field: item.field,
          name: item.name,
          isOpen: item.state === 'open',
          stateText: REPAIR_WORDS[item.state],
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
