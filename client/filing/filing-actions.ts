import { stops } from '../../contracts/kit/finding.ts';
import type { FieldProblem } from '../../contracts/kit/refusal.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import { MAX_WEBSITES } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import type { FilingView, Finding } from '../calls/messages.ts';
import { messageOf } from '../form/form-messages.ts';

/** What a person may do with a filing besides filling it in; each is asked again before it is done. */
export const FILING_ACTIONS = {
  withdraw: { title: '撤回申请', text: '撤回后备案回到草稿，修改后可以重新提交。' },
  abandon: { title: '放弃备案', text: '放弃后这份备案不能恢复，需要时要从头填写。已使用的备案授权码会退回。' },
} as const;
export type FilingAction = keyof typeof FILING_ACTIONS;

const WORDS_TOO = '写给审核员的说明也一起撤回：重新提交后按新的申请重新审核。';

/** Said where a filing is about what is filed already: nobody shall think that they give that up. */
const FILED_STAYS = '已备案的信息不受影响。';
const OF_CHANGES: Readonly<Record<FilingAction, { readonly title: string; readonly text: string }>> = {
  withdraw: { title: '撤回申请', text: '撤回后这次变更回到草稿，修改后可以重新提交。' },
  abandon: { title: '放弃变更', text: `这次填写的变更不能恢复。${FILED_STAYS}` },
};

/** A filing that ends something has no draft to return to, and nothing has happened to the record. */
const OF_ENDINGS: Readonly<Record<FilingAction, string>> = { withdraw: '撤回申请', abandon: '放弃申请' };
const ENDING_IS_OVER = '这次申请到此结束，备案和网站不受影响。需要时在“我的备案”重新申请。';

/** The name of an action, and what it brings about. `round`: the submission, from 1; a later one follows a return. */
export function actionWords(
  action: FilingAction,
  { filingType, round }: Pick<FilingView, 'filingType' | 'round'>,
): { readonly title: string; readonly text: string } {
  if (isEnding(filingType)) return { title: OF_ENDINGS[action], text: ENDING_IS_OVER };
  const { title, text } = (filingType === 'change' ? OF_CHANGES : FILING_ACTIONS)[action];
  if (action === 'withdraw') return { title, text: text + (round > 1 ? WORDS_TOO : '') };
  const isOfFiled = filingType === 'new-website' || filingType === 'new-access';
  return { title, text: text + (isOfFiled ? FILED_STAYS : '') };
}

/** What the button says that submits a filing. Endings have a page of their own. */
export const submitWords = ({ filingType }: Pick<FilingView, 'filingType'>): string =>
  filingType === 'change' ? '提交变更申请' : '提交备案申请';

/** Whether another website may be added to a filing. */
export const mayAddWebsite = ({ filingType, state, websites, organizerKind }: FilingView): boolean =>
  state === 'draft' &&
  FILING_TYPES[filingType].approval !== 'writes-difference' &&
  websites.length < MAX_WEBSITES[organizerKind];

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

/** What stopped a submission, each with the field where it is mended; without one on the page of the repair. */
export const stoppedBy = (findings: readonly Finding[], unrepaired: readonly FieldProblem[]) => [
  ...findings
    .filter((finding) => stops([finding]))
    .map((finding) => ({ messages: [messageOf(finding)], field: finding.field, name: undefined })),
  ...unrepaired.map(({ field, message }) => ({
    messages: [{ severity: 'require' as const, text: `${fieldName(field)}：${message}` }],
    field: undefined,
    name: fieldName(field),
  })),
];
