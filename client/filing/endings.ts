import type { EndingType } from '../../contracts/data/endings.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES, type FilingType, typeLabel } from '../../shared/domain/filing/filing-types.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import type { Input, Progress, Reply } from '../calls/messages.ts';
import type { DocumentName, UploadedDocument } from '../documents/documents.ts';
import { organizerName, type RecordWay } from '../records/record-way.ts';

/** What somebody wants to end; a website unless the organizer ends. */
export interface WantedEnding {
  readonly recordId: string;
  readonly filingType: EndingType;
  readonly websiteId?: string | undefined;
}

/** What a page of an ending that was returned says: it is filed anew. Undefined of any other filing. */
export function returnedEndingWords({ state, flagged }: Pick<Progress, 'state' | 'flagged'>, type?: FilingType) {
  if (type === undefined || !isEnding(type) || !isInRepair(state)) return undefined;
  return {
    title: '没有办成的原因',
    reasons: flagged.map(({ name, reason, suggestion }) => ({ title: name, reason, advice: suggestion })),
    next: '备案和网站没有变化。放弃申请后，按上面的原因处理好，再到“我的备案”重新申请。',
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
  first: '逐条勾选确认、选好办理原因，才能继续。',
  send: '获取验证码',
  submit: '提交申请',
  back: '返回',
  usePapers: '收不到验证码，用声明和证件办理',
  useCode: '改用验证码',
  papers: '声明和证件',
  papersWhy: '材料由审核人员核实后再提交管局，可能会致电核实。不用于这次申请的照片，一天内删除。',
  declaration: '声明手写或打印都可以，按下面的内容写，写上日期。单位由法定代表人签字并盖公章，个人签字并按手印。',
  agree: '同意并上传材料',
  submitPapers: '提交审核',
  papersLeft: '材料都上传好了，才能提交审核。',
} as const;

/** What is said once an ending is handed in. @param state of its filing: with a review, or on its way to the authority */
export function handedInWords(filingType: WantedEnding['filingType'], state: string): string {
  const { sms } = FILING_TYPES[filingType];
  const next =
    sms === 'none'
      ? '一般不用短信核验；收到工信部验证码短信的，请在 24 小时内完成核验。'
      : `${sms === 'principal' ? '主体' : '网站'}负责人收到工信部的短信后，请在 24 小时内完成核验。`;
  const where = '进度和结果在备案订单里看，也按“我的隐私”里选的方式告诉你。';
  return state === 'submitted'
    ? `申请已提交审核，核实后提交管局。${next}${where}`
    : `申请已收下，等待提交管局。${next}${where}`;
}

/** The number that the code goes to, by whose it is. */
export const CONFIRMER_LABELS: Readonly<Record<Reply<'showEnding'>['confirmer']['who'], string>> = {
  principal: '主体负责人的手机号',
  'site-owner': '网站负责人的手机号',
};

/** Whose phone the code goes to. */
export const confirmerInWords = ({ who, mobile }: Reply<'showEnding'>['confirmer']): string =>
  `验证码发送到${who === 'principal' ? '主体负责人' : '网站负责人'}备案的手机号 ${mobile}。`;

/** What else may be done where the phone is lost: of an organizer without websites nothing can be changed. */
export const phoneLostWords = ({ websites }: Pick<Reply<'showEnding'>, 'websites'>): string =>
  `收不到验证码的，可以${websites.length > 0 ? '先变更备案里的手机号，或者' : ''}用声明和证件办理。`;

/** Whose number it is that ends, or loses something. */
export const holderInWords = ({
  organizerName: title,
  number,
}: Pick<Reply<'showEnding'>, 'organizerName' | 'number'>): string => organizerName({ title: title ?? number, number });

/** What it may be meant as instead, and the way there. */
export function insteadWays(
  { recordId, websiteId }: WantedEnding,
  { instead, reasons }: Reply<'showEnding'>,
  reason: string,
) {
  const all = [instead, reasons.find(({ code }) => code === reason)?.instead].flatMap((found) => found ?? []);
  return all.map(({ action, message }) => {
    const way: RecordWay = {
      recordId,
      action,
      label: `改为${typeLabel(action)}`,
      ...(action === 'end-access' && { websiteId }),
    };
    return { message, way };
  });
}

/** The paper that stands for the code, as the API names it. */
export const paperName = ({ kind, subject }: Reply<'showEnding'>['papers'][number]): DocumentName => ({
  filingId: undefined,
  kind: kind as DocumentKind,
  subject: subject as DocumentSubject,
});

/** Whose papers they are: only a company has a licence. */
export const organizerKindOf = ({ papers }: Pick<Reply<'showEnding'>, 'papers'>): OrganizerKind =>
  papers.some(({ kind }) => kind === 'business-licence') ? 'enterprise' : 'individual';

/** What the declaration says. */
export const declarationText = ({ label, websites }: Pick<Reply<'showEnding'>, 'label' | 'websites'>): string => {
  const named = websites.map(({ number, domains }) => `${domains.join('、')}（${number}）`).join('、');
  return `本主办者自愿申请${label}，涉及的网站：${named}。备案时登记的手机号已停用，收不到验证码。声明和证件真实有效，由此产生的后果由本主办者承担。`;
};

/** The ids of the papers; undefined while one of them is not ready. */
export function readyPapers(
  { papers }: Pick<Reply<'showEnding'>, 'papers'>,
  item: (name: DocumentName) => Pick<UploadedDocument, 'state' | 'documentId'>,
): readonly string[] | undefined {
  const ids = papers.flatMap((paper) => {
    const { state, documentId } = item(paperName(paper));
    return state === 'ready' && documentId !== undefined ? [documentId] : [];
  });
  return ids.length === papers.length ? ids : undefined;
}

/** Whether everything is chosen and confirmed, so that a code may be asked for. */
export const mayAskCode = (
  { confirmations }: Pick<Reply<'showEnding'>, 'confirmations'>,
  reason: string,
  confirmed: readonly string[],
): boolean => reason !== '' && confirmations.every(({ rule }) => confirmed.includes(rule));
