import { check, type Grounds } from './check.ts';
import { codeOf, type Meanings, meaningOf, type Outcome, ok, trouble } from './outcome.ts';

/** Nobody: FaceID gives a page's token for any name and number of the right form, and bills who has used the page. */
const NOBODY = { Name: '测试', IdCard: '440305199001011239' };

/** A call that costs nothing, of each way to film a person. */
const CALLS: Readonly<Record<string, (grounds: Grounds) => Promise<unknown>>> = {
  video: ({ cloud }) => cloud.read('faceid', 'GetActionSequence', {}),
  eid: ({ cloud, service }) =>
    cloud.read('faceid', 'GetEidToken', {
      MerchantId: service.variables.EID_MERCHANT_ID ?? '',
      ...NOBODY,
      Config: { InputType: '4' },
    }),
  hosted: ({ cloud, service }) =>
    cloud.read('faceid', 'DetectAuth', { RuleId: service.variables.FACEID_RULE_ID ?? '', ...NOBODY }),
};

/** Source: FaceID, error codes (1007/31319). */
const CODES: Meanings = [
  [
    /Nonactivated|NonAuthorize|ActivateError|UnOpenError/,
    '人脸核身没有开通',
    '用主账号打开人脸核身控制台，完成企业认证并开通；自有接口要另外申请。',
  ],
  [/Activating/, '人脸核身正在开通', '开通以后再查。'],
  [
    /Arrears|ChargeStatusException|ResourcePackageRunOut|BalanceInsufficient/,
    '欠费，或次数用完了',
    '在费用中心充值或购买资源包。',
  ],
  [/RuleId/, 'FACEID_RULE_ID 不对或已停用', '在人脸核身控制台 › 自助接入核对业务流程编号，审核通过后才能用。'],
  [/Merchant/, 'EID_MERCHANT_ID 不对', '在人脸核身控制台 › 自助接入核对商户编号。'],
];

/** Whether FaceID is opened for the way in which people are filmed. */
export const liveness = check('faceid', '人脸核身', async (grounds) => {
  await grounds.account();
  const provider = grounds.service.variables.LIVENESS_PROVIDER || 'video';
  const call = CALLS[provider];
  if (!call) return trouble(`没有方式 ${provider}`, 'LIVENESS_PROVIDER 只能是 video、eid 或 hosted。');
  return call(grounds).then(() => ok(`${provider} 方式可用`), codeTrouble);
});

function codeTrouble(error: unknown): Outcome {
  const meaning = meaningOf(CODES, { code: codeOf(error) });
  if (!meaning) throw error;
  return meaning;
}
