import { sameText } from '../../contracts/normal-forms/text.ts';
import type { Draft } from './form-draft.ts';

/** By key, the values that a form took over from certificates, and that nobody has looked at since. */
export type TakenOver = Record<string, string | undefined>;

/** Whether a value still is what the form took over: whoever changes it has looked at it. */
export const isTakenOver = (key: string, draft: Draft, taken: Readonly<TakenOver>): boolean => {
  const text = taken[key];
  return text !== undefined && sameText(String(draft[key] ?? ''), text);
};
