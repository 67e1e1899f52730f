import { isEnding } from '../shared/domain/filing/ending-types.ts';
import type { FilingType } from '../shared/domain/filing/filing-types.ts';
import { isInRepair } from '../shared/domain/filing/repair.ts';
import type { Input, Progress, Reply } from './messages.ts';

/** What somebody wants to end; a website unless the organizer ends. */
export interface WantedEnding {
  readonly recordId: string;
  readonly filingType: 'end-access' | 'cancel-website' | 'cancel-organizer';
  readonly websiteId?: string | undefined;
}

const TYPES: readonly string[] = [
  'end-access',
  'cancel-website',
  'cancel-organizer',
] satisfies WantedEnding['filingType'][];

/** Whether an action of a record ends something. */
export const isEndingAction = (action: string): action is WantedEnding['filingType'] => TYPES.includes(action);

/** What a page of an ending that was returned says: it is filed anew. Undefined of any other filing. */
export function returnedEndingWords({ state, flagged }: Pick<Progress, 'state' | 'flagged'>, type?: FilingType) {
  if (type === undefined || !isEnding(type) || !isInRepair(state)) return undefined;
  return {
    title: '没有办成的原因',
    reasons: flagged.map(({ name, reason, suggestion }) => ({ title: name, reason, advice: suggestion })),
    next: '备案和网站没有变化。放弃这次申请后，按上面的原因处理好，再到“我的备案”重新申请。',
  };
}

/** Where the operations of an ending find it. */
export const addressOfEnding = ({ recordId, filingType, websiteId }: WantedEnding) => ({
  params: { recordId, filingType },
  query: { websiteId },
});

/** Why somebody ends something, as the API takes it. */
export type EndingReason = Input<'fileEnding'>['body']['reason'];

/** Texts of the page before an ending. */
export const ENDING_TEXTS = {
  ends: '办理后',
  confirm: '请逐条确认',
  reason: '办理原因',
  choose: '选择原因',
  send: '获取验证码',
  submit: '提交申请',
  back: '返回',
  phoneLost: '手机号已停用、收不到验证码：请先变更备案里的手机号，或联系接入服务商人工办理。',
} as const;

/** The number that the code goes to, by whose it is. */
export const CONFIRMER_LABELS: Readonly<Record<Reply<'showEnding'>['confirmer']['who'], string>> = {
  principal: '主体负责人的手机号',
  'site-owner': '网站负责人的手机号',
};

/** Whose phone the code goes to. */
export const confirmerInWords = ({ who, mobile }: Reply<'showEnding'>['confirmer']): string =>
  `验证码发送到${who === 'principal' ? '主体负责人' : '网站负责人'}备案的手机号 ${mobile}。`;

/** Whether everything is chosen and confirmed, so that a code may be asked for. */
export const mayAskCode = (
  { confirmations }: Pick<Reply<'showEnding'>, 'confirmations'>,
  reason: string,
  confirmed: readonly string[],
): boolean => reason !== '' && confirmations.every(({ rule }) => confirmed.includes(rule));
