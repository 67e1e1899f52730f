import { FILING_TYPES } from '../shared/domain/filing/filing-types.ts';
import { isInRepair } from '../shared/domain/filing/repair.ts';
import type { FilingView } from './messages.ts';

/** What a person may do with a filing besides filling it in; each is asked again before it is done. */
export const FILING_ACTIONS = {
  withdraw: { title: '撤回申请', text: '撤回后备案回到草稿，修改后可以重新提交。' },
  abandon: { title: '放弃备案', text: '放弃后这份备案不能恢复，需要时要从头填写。已使用的备案授权码会退回。' },
} as const;
export type FilingAction = keyof typeof FILING_ACTIONS;

const WORDS_TOO = '写给审核员的说明也一起撤回：重新提交后按新的申请重新审核。';

/** What an action brings about. @param round the submission that is withdrawn, from 1: a later one follows a return. */
export const actionText = (action: FilingAction, round: number): string =>
  FILING_ACTIONS[action].text + (action === 'withdraw' && round > 1 ? WORDS_TOO : '');

export const REMOVAL = { title: '删除这个网站？', text: '填写的内容和材料会一起删除。' } as const;

/** Whether a website may be taken out: one that was added to a draft, or that a reviewer wants changed as a whole. */
export const mayRemoveWebsite = (
  { filingType, state, flagged }: Pick<FilingView, 'filingType' | 'state' | 'flagged'>,
  place: number,
): boolean =>
  place > 0 &&
  FILING_TYPES[filingType].startsFrom !== 'record' &&
  (state === 'draft' || (isInRepair(state) && flagged.some(({ field }) => isWhole(field, place))));

const isWhole = (field: string, place: number): boolean => field === 'websites' || field === `websites.${place}`;
