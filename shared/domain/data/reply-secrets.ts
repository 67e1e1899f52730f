/** What a reply gives the caller to act with. The platform writes a function's return value into its log. */
export interface ReplySecret {
  /** Operations of the API; `fields` is the same in all of them. */
  readonly operations: readonly string[];
  /** Paths in the reply; `*` stands for any name, `[]` for the items of a list. */
  readonly fields: readonly string[];
  readonly allows: string;
  /** What protects it although it is in a log. */
  readonly protectedBy: string;
}

const VIEW = '链接 5 分钟失效；对象私有，键是随机的';
const GRANT = '只能写入这一个键，类型和大小固定，不能读取';

/**
 * Every link, token and name in replies with which something can be done or reached. A test compares this list with the
 * contracts.
 */
export const REPLY_SECRETS: readonly ReplySecret[] = [
  {
    operations: ['signIn', 'renew'],
    fields: ['token'],
    allows: '以本人身份调用接口',
    protectedBy: '半小时失效；续期要用只存在本人设备上的密钥，它不在任何应答里',
  },
  {
    operations: ['makeScanTicket'],
    fields: ['ticket'],
    allows: '在手机上确认一次网页登录',
    protectedBy: '3 分钟失效；得到令牌还要用网页自己的密钥',
  },
  {
    operations: ['makeScanTicket', 'checkEligibility'],
    fields: ['miniProgramCode.url'],
    allows: '看到小程序码',
    protectedBy: VIEW,
  },
  {
    operations: ['checkEligibility'],
    fields: ['ticket'],
    allows: '按验证过的六项输入发起一份备案',
    protectedBy: '一天失效，只能用一次，须先登录；看到的内容已脱敏',
  },
  {
    operations: ['showFiling', 'showDocument', 'showRepair', 'showRecord', 'showDifference'],
    fields: ['view.url'],
    allows: '查看完整内容',
    protectedBy: `${VIEW}；记入 \`audit\``,
  },
  { operations: ['showDocument'], fields: ['picture.url'], allows: '查看证件照片', protectedBy: VIEW },
  { operations: ['commitmentLetter'], fields: ['letter.url'], allows: '下载承诺书', protectedBy: VIEW },
  {
    operations: ['blankLetter'],
    fields: ['letter.url'],
    allows: '下载空白承诺书，不含个人信息',
    protectedBy: '链接 5 分钟失效',
  },
  {
    operations: ['exportData'],
    fields: ['data.url', 'files[].url'],
    allows: '下载个人信息',
    protectedBy: `${VIEW}；记入 \`audit\``,
  },
  { operations: ['showBoundNumber'], fields: ['view.url'], allows: '看到微信绑定的手机号', protectedBy: VIEW },
  { operations: ['createCode'], fields: ['view.url'], allows: '看到备案授权码', protectedBy: VIEW },
  {
    operations: ['registerEndpoint', 'changeSecret'],
    fields: ['view.url'],
    allows: '看到推送的签名密钥',
    protectedBy: VIEW,
  },
  {
    operations: ['registerEndpoint', 'changeSecret', 'enableEndpoint'],
    fields: ['url'],
    allows: '知道集成方的推送地址',
    protectedBy: '不含 `?` 之后的部分；推送有签名',
  },
  {
    operations: ['listEndpoints'],
    fields: ['endpoints[].url'],
    allows: '知道集成方的推送地址',
    protectedBy: '不含 `?` 之后的部分；推送有签名',
  },
  {
    operations: ['grantUpload', 'grantHandedOver'],
    fields: ['post.url', 'post.fields.*', 'put.url', 'put.headers.*'],
    allows: '上传一个文件',
    protectedBy: `15 分钟失效；${GRANT}`,
  },
  {
    operations: ['openCheck', 'openOwnCheck'],
    fields: ['photo.post.url', 'photo.post.fields.*', 'video.post.url', 'video.post.fields.*'],
    allows: '上传核身的照片和视频',
    protectedBy: `10 分钟失效；${GRANT}`,
  },
  {
    operations: ['openCheck', 'openOwnCheck'],
    fields: ['page.token', 'page.url'],
    allows: '打开一次核身的页面',
    protectedBy: '由腾讯云限时；本人须在镜头前，结果只由服务端查询',
  },
  {
    operations: ['handOver'],
    fields: ['token'],
    allows: '在一部手机上看到为哪个网站核身，并由网站负责人本人核身',
    protectedBy: '24 小时失效；第一部打开的手机之外都不能用；看不到备案内容；本人须在镜头前',
  },
  {
    operations: ['handOverTransferCheck'],
    fields: ['token'],
    allows: '在一部手机上看到哪个备案要转移，并由主体负责人本人核身',
    protectedBy:
      '24 小时失效；第一部打开的手机之外都不能用；看不到备案内容；本人须在镜头前；接收由接收方的账号登录后进行',
  },
  {
    operations: ['handOverUpload'],
    fields: ['token'],
    allows: '在一部手机上看到为谁拍哪种材料（已脱敏），并上传它',
    protectedBy: '24 小时失效；第一部打开的手机之外都不能用；看不到备案内容、照片和识别结果',
  },
  {
    operations: ['showCloudAccount', 'linkCloudAccount', 'unlinkCloudAccount'],
    fields: ['externalId', 'roleArn'],
    allows: '指明本人授权的角色',
    protectedBy: '只有操作方的云账号能使用这个角色',
  },
];

/**
 * Sentences of a reviewer in replies. They are the reviewer's own words, in which no mask can find a name; the review
 * desk is asked to name nobody. A test compares this list with the contracts.
 */
export const REVIEWERS_WORDS: readonly Pick<ReplySecret, 'operations' | 'fields'>[] = [
  { operations: ['openFiling', 'followRecord', 'progress'], fields: ['flagged[].reason', 'flagged[].suggestion'] },
  { operations: ['progress'], fields: ['amendments[].reason'] },
  {
    operations: ['overview', 'answerFlag', 'takeBackAnswer'],
    fields: ['repairs[].reason', 'repairs[].suggestion'],
  },
  { operations: ['showRepair'], fields: ['items[].reason', 'items[].suggestion'] },
  { operations: ['extendNotice', 'answerNotice'], fields: ['items[].reason'] },
  { operations: ['listRecords'], fields: ['records[].notices[].items[].reason'] },
  { operations: ['showRecord'], fields: ['record.notices[].items[].reason'] },
  {
    operations: [
      'showFiling',
      'saveDraft',
      'saveOrganizer',
      'savePrincipal',
      'addWebsite',
      'saveWebsite',
      'saveCertificateNumber',
      'saveConnection',
      'removeWebsite',
      'saveSiteOwner',
      'preview',
    ],
    fields: ['filing.flagged[].reason', 'filing.flagged[].suggestion'],
  },
];

/** Personal values that `shared/domain/filing/view.ts` does not mask, and why. */
export const SHOWN_IN_CLEAR: readonly { readonly what: string; readonly because: string }[] = [
  { what: '单位名称（个人备案的主体名称除外）', because: '营业执照上的名称是公开的' },
  { what: '证件有效期', because: '单凭日期认不出人，本人要对照证件核对' },
];
