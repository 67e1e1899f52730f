import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { Call, CallOptions } from '../calls/api-client.ts';
import type { DocumentName, UploadedDocument } from '../documents/documents.ts';
import { firstCertificateOf } from '../documents/first-certificate.ts';

/** A record without an account is claimed; one whose account is lost is recovered. Both begin with certificate and code. */
export type ClaimWay = 'claim' | 'lost';

/** Texts of a record that came from elsewhere and is claimed. */
export const CLAIM = {
  title: '认领备案',
  why: '把以前通过其他途径（例如由工作人员代办）在本平台办的备案归到当前账号，以后在这里变更、新增网站和注销。备案号不变，网站不受影响。',
  kind: '主办者性质',
  enterprise: '企业',
  individual: '个人',
  certificate: '主办者的证件',
  certificateHint: '照片要能看清证件号码。查到备案后，向备案里主体负责人的手机号发送验证码。',
  byButton: '按下面的按钮，就是单独同意为认领备案处理证件照片和号码，只用来核对是不是备案的主体，不转交管局',
  agree: '同意并拍证件',
  send: '查备案并发送验证码',
  found: '查到的备案',
  other: '换一张证件',
  number: '主体备案号',
  ask: '主体负责人把验证码告诉你，就是同意由你管理这份备案。',
  /** Before the masked number of the principal is known. */
  phone: '主体负责人备案的手机号',
  claim: '认领',
  claimed: '已认领，备案已归到当前账号。',
  own: '我的备案',
} as const;

/** What else is said of a record whose account is lost. */
const LOST = {
  title: '找回备案',
  why: '以前的账号登不进了，就把里面的备案转到当前账号。原账号和主体负责人都会收到通知，24 小时里都能停止；没有人停止才转过来。',
  byButton: '按下面的按钮，就是单独同意为找回备案处理证件照片和号码，只用来核对是不是备案的主体，不转交管局',
  ask: '主体负责人把验证码告诉你，就是同意把备案转给你。在这里办过的备案，下一步还要由负责人本人刷脸。',
  claim: '下一步',
} as const;

/** Where the principal can't be reached, or their face can't be compared. */
export const REVIEW = {
  begin: '负责人收不到验证码，或不能刷脸',
  title: '请审核员核实',
  why: '再拍主体负责人的身份证和手持证件照，由两位审核员核对，可能会致电负责人。照片只给审核员看，找回结束就删除。按“提交审核”，就是单独同意这样处理。',
  left: '照片都上传好了，才能提交审核。',
  back: '用验证码',
  submit: '提交审核',
  asked:
    '已提交审核，一般 1 个工作日有结果，在“我的备案”的“备案转移”里看。核实以后再等 24 小时，原账号没有停止，备案就转过来。',
} as const;

const FACE: DocumentName = { filingId: undefined, kind: 'handheld-photo', subject: 'principal' };

/** What a reviewer compares besides the organizer's certificate: the principal's, where that is another one, and their face. */
export const reviewPapers = (kind: OrganizerKind): readonly DocumentName[] =>
  kind === 'enterprise' ? [firstCertificateOf('individual'), FACE] : [FACE];

type Shown = (name: DocumentName) => Pick<UploadedDocument, 'state' | 'documentId'>;

/** What a reviewer is asked with; undefined while a picture is not ready. */
export function reviewBody(kind: OrganizerKind, shown: Shown) {
  const [documentId = '', ...documentIds] = [firstCertificateOf(kind), ...reviewPapers(kind)].flatMap((name) => {
    const { state, documentId: id } = shown(name);
    return state === 'ready' && id !== undefined ? [id] : [];
  });
  return documentIds.length === reviewPapers(kind).length ? { documentId, documentIds } : undefined;
}

export const claimTexts = (way: ClaimWay) => (way === 'lost' ? { ...CLAIM, ...LOST } : CLAIM);

/** Sends the code to the principal of the record with this certificate. @throws ApiError */
export const sendCodeFor = (way: ClaimWay, call: Call, documentId: string) =>
  way === 'lost' ? call('sendRecoveryCode', { body: { documentId } }) : call('sendClaimCode', { body: { documentId } });

/** Takes the code. @returns the transfer with which a recovery goes on; undefined: the record is the account's. @throws ApiError */
export async function claimBy(
  way: ClaimWay,
  call: Call,
  body: { readonly documentId: string; readonly code: string },
  options: CallOptions,
): Promise<string | undefined> {
  if (way === 'lost') return (await call('recoverRecord', { body }, options)).transferId;
  await call('claimRecord', { body }, options);
  return undefined;
}
