import { recordConsentVersion } from '../../shared/domain/record-consent.ts';

/** Version of the text below. It must be the service's current one (CONSENT_TEXT_VERSION of serverless.yml). */
export const CONSENT_TEXT_VERSION = '2026-11';
const RECORD_CONSENT_VERSION = recordConsentVersion(CONSENT_TEXT_VERSION);

/** What a consent is for. That for filings covers records as well. */
export type ConsentPurpose = 'filing' | 'record';

const VERSIONS = {
  filing: [CONSENT_TEXT_VERSION],
  record: [RECORD_CONSENT_VERSION, CONSENT_TEXT_VERSION],
} as const satisfies Record<ConsentPurpose, readonly string[]>;

/** The version that is agreed to now. */
export const versionFor = (purpose: ConsentPurpose): string => VERSIONS[purpose][0];

/** Whether one of these consents is in force for a purpose. */
export const hasConsentFor = (
  purpose: ConsentPurpose,
  consents: readonly { readonly textVersion: string; readonly withdrawnAt?: string | undefined }[],
): boolean =>
  consents.some(
    ({ textVersion, withdrawnAt }) => !withdrawnAt && VERSIONS[purpose].some((known) => known === textVersion),
  );

/**
 * What a person agrees to before their certificates and face are processed: separate consent by article 29 of 个人信息保护法,
 * with the purpose, the necessity and the effect that article 30 requires.
 */
export const CONSENT = {
  title: '敏感个人信息处理规则',
  paragraphs: [
    '为办理 ICP 备案，我们需要处理你的证件号码、证件照片和人脸信息。这是《非经营性互联网信息服务备案管理办法》要求核验主办者真实身份所必需的。',
    '你上传的证件由机器识别后用于填写表单；人脸照片和视频只用于核验网站负责人本人，不用于其他目的。这些信息加密保存，提交后转交接入服务商和省通信管理局审核。',
    '你可以不同意，但将无法在线办理备案。你可以随时放弃备案并要求删除已上传的信息。',
  ],
  agree: '我已阅读并单独同意处理上述敏感个人信息',
  first: '先勾选上面的同意。',
  byButton: '按下面的按钮，即单独同意为备案处理证件照片和号码',
  take: '同意并拍证件',
  byHand: '没有照片？自己填',
  signIn: '登录，接着拍证件',
} as const;

/** What they agree to who take a record over or claim one, and the principal who passes a check for that. */
export const RECORD_CONSENT = {
  ...CONSENT,
  paragraphs: [
    '为核对谁可以接收或认领一份备案，我们需要处理主体的证件号码、证件照片，或主体负责人的人脸信息。没有这一步，别人就可能拿走备案。',
    '证件由机器读出号码，只和备案的主体核对；人脸照片和视频只用于核对是不是负责人本人。这些信息加密保存，只提供给识别证件和核验本人所必需的服务，不转交管局；证件一天内删除，人脸照片和视频半小时后删除。',
    '你可以不同意，但不能用这个办法接收或认领备案。以后办理备案，会另外征求同意。',
  ],
} as const;

/** Version of the two texts below; must be the service's current one (TERMS_TEXT_VERSION of serverless.yml). */
export const TERMS_TEXT_VERSION = '2026-11';

/** What a person accepts when they submit. Operators insert their own name and contacts. */
export const TERMS = {
  agree: '我已阅读并同意上述条款和声明，并承诺所填内容真实有效',
  after: '提交后进入接入商初审，一般 1 个工作日内完成，期间保持手机畅通。初审期间可以撤回申请。',
  byButton: '按下面的按钮，就是同意服务条款和隐私声明，并承诺所填内容真实有效',
  texts: [
    {
      title: '备案服务条款',
      paragraphs: [
        '你应为主办者本人，或已取得主办单位的授权。你提交的内容和材料须真实、准确、完整，并在变更后及时更新；因内容不实造成的后果由你承担。',
        '提交后由接入服务商初审，通过后转交主办者所在省的通信管理局审核。是否准予备案、何时办结由管局决定。',
        '初审期间你可以撤回申请；被退回后，请在 45 天内按意见修改并重新提交，逾期转为草稿。草稿在最后一次修改后保留 30 天。',
        '备案成功后，网站底部须标明备案号并链接至工业和信息化部备案管理系统，网站须由备案时的接入服务商提供接入。',
      ],
    },
    {
      title: '隐私声明',
      paragraphs: [
        '我们只为办理备案处理你填写的主体、负责人和网站信息，以及你上传的证件、照片和视频，依据《个人信息保护法》和备案管理规定保存。',
        '这些信息加密保存，仅向接入服务商的审核人员、省通信管理局，以及为识别证件和核验本人而必需的服务提供。',
        '核身视频在备案办结后删除；其余材料按备案管理规定的期限保存。你可以查阅、复制、更正你的信息，也可以放弃备案并要求删除。',
      ],
    },
  ],
} as const;
