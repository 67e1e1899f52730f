import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import type { Reply } from '../calls/messages.ts';
import type { PlaceOfCheck } from '../documents/first-certificate.ts';
import { cloudServiceOf } from './cloud-service-draft.ts';
import { type CheckState, messagesOf, type TypedInput } from './eligibility-check.ts';

/**
 * What a check says: the filing is possible · not as it was typed · nothing speaks against it, but only whoever signs in
 * gets to know the filing type · the same, for whoever uploads the certificate.
 */
export type EligibilityVerdict = 'eligible' | 'refused' | 'sign-in' | 'certificate';

export function verdictOf(answer: Reply<'checkEligibility'>): EligibilityVerdict {
  if (answer.eligible) return 'eligible';
  if (answer.eligible === false) return 'refused';
  return 'certificate' in answer ? 'certificate' : 'sign-in';
}

/** Title and buttons of the result. */
export const RESULT_TEXTS = {
  title: '验证结果',
  again: '重试',
  filings: '查看我的备案',
  signIn: '登录并继续验证',
} as const;

/** What is said below the title of the page: before the picture, after it, and to whoever types. */
export const CHECK_WORDS = {
  province: '看证件上的住址。其他省份暂时不能在这里备案',
  picture:
    '公司拍营业执照，个人拍身份证人像面。系统读出号码、名称和住址，不用手填。照片只用于这次备案，一天内没有开始备案就删除。',
  unread: '证件上的号码没有读出来：可以重拍，也可以照着证件填。域名和服务器填好就自动验证，不能备案时告诉你怎么办。',
  read: '证件上的内容不用再填。域名和服务器填好就自动验证，不能备案时告诉你怎么办。',
  byHand: '填域名，选云服务，马上知道能不能在这里备案、属于哪种类型，以及不能备案时怎么办。',
  recorded: '主体信息不用再填。填网站的域名，选它的云服务，马上知道能不能在这里备案。',
} as const;

/** What the page of the check is about: the picture, what is left after it, or the inputs that the person types. */
export function checkTitle(
  state: CheckState,
  input: TypedInput,
  {
    place,
    byHand,
    isRecorded,
  }: { readonly place: PlaceOfCheck; readonly byHand: boolean; readonly isRecorded: boolean },
) {
  const { answer } = state.kind === 'answered' ? state : {};
  if (answer?.eligible) return `你要办的是${FILING_TYPES[answer.filingType].label}`;
  if (isRecorded) return '哪个网站，放在哪台服务器？';
  if (byHand) return '验证备案类型';
  if (place === 'picture') return '先拍一张证件';
  const open = [
    place === 'unread' && input.certificateNumber === '' && '证件号码',
    input.domain === '' && '域名',
    !cloudServiceOf(input) && '云服务',
  ].filter((name) => name !== false);
  const left = open.length > 0 ? `，还差${open.join('、').replace(/、(?=[^、]*$)/, '和')}` : '';
  return `${input.organizerKind === 'enterprise' ? '企业' : '个人'}备案${left}`;
}

/**
 * What is said of a check. `tone`: how the sentence is coloured; empty before there is a result. `ofAccount`: what speaks against
 * it and is in none of the six inputs: another filing that is unfinished.
 */
export function resultOf(state: CheckState) {
  const kind = state.kind === 'answered' ? verdictOf(state.answer) : state.kind;
  const ofAccount = messagesOf(state, 'filing');
  const said = (tone: '' | 'plain' | 'good' | 'no', text: string) => ({ kind, tone, text, ofAccount });
  switch (state.kind) {
    case 'incomplete':
      return said('', '填好上面各项后自动验证。');
    case 'asking':
      return said('', '正在验证…');
    case 'invalid':
      return said('no', '部分内容填写不正确，请按提示修改。');
    case 'failed':
      return said('no', state.message);
  }
  if (state.answer.eligible) return said('good', `可以备案，类型为“${FILING_TYPES[state.answer.filingType].label}”。`);
  if (kind === 'sign-in')
    return said('plain', '能不能备案、属于哪种类型，要查询备案记录才能判断。请登录后继续验证，你填写的内容会保留。');
  if (kind === 'certificate')
    return said(
      'plain',
      '填写的内容、域名和云服务都符合要求。能不能备案、属于哪种类型，要查询备案记录：请先在上面上传有这个号码的证件，系统只为持有证件的人查询。',
    );
  return said('no', ofAccount.length > 0 ? '' : '暂时不能备案，请按各项下的说明处理，改好后自动重新验证。');
}
