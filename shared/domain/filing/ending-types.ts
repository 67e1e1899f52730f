import { ENDING_TYPES, type EndingType } from '../../../contracts/data/endings.ts';
import type { Filing } from './filing.ts';
import type { FilingType } from './filing-types.ts';
import { isEditable } from './machine.ts';

export const isEnding = (type: FilingType): type is EndingType => (ENDING_TYPES as readonly string[]).includes(type);

/** Whether there is something to fill in or to mend. An ending that comes back is given up, and filed anew. */
export const mayBeFilledIn = ({ filingType, state }: Pick<Filing, 'filingType' | 'state'>): boolean =>
  isEditable(state) && !isEnding(filingType);
