import { desk, hasDesk } from '../../deploy/desk.ts';
import {
  DATA_CLASSES,
  type DataClass,
  FORM_CLASSES,
  STORED_OBJECTS,
  STORED_TABLES,
} from '../../shared/domain/data/personal-data.ts';
import { REPLY_SECRETS, REVIEWERS_WORDS, SHOWN_IN_CLEAR } from '../../shared/domain/data/reply-secrets.ts';
import { RETENTION } from '../../shared/domain/retention.ts';
import { markdownTable } from './markdown-table.ts';

const table = (...parts: Parameters<typeof markdownTable>): string => markdownTable(...parts).join('\n');

const DIGESTS: readonly string[] = [
  'person_numbers',
  'band_indexes',
  'pair_indexes',
  'challenge',
  'next',
  'token_hash',
  'payer',
  'person_indexes',
];

/** How a column is protected, by its name. */
function protectionOf(column: string): string {
  if (column.endsWith('_sealed')) return '加密';
  return column.endsWith('_index') || DIGESTS.includes(column) ? '摘要' : '明文';
}

/** docs/decisions/boundaries.md, What a browser keeps. */
const BROWSER = [
  [
    '`localStorage`，勾选“这是我自己的设备”时',
    '登录令牌和续期密钥',
    '退出登录，或登录满 30 天',
    '令牌（半小时）；续期密钥只能用一次，被别处用过后本机再用，这个登录立即失效',
  ],
  ['`sessionStorage`，没有勾选时', '同上', '关闭标签页', '同上'],
  [
    '`sessionStorage`',
    '没有保存的填写内容、验证备案类型的六项输入；在打开了链接的手机上，还有这部手机自己的密钥和核身编号',
    '保存、退出登录或关闭标签页',
    '这些内容',
  ],
  [
    '只在打开的页面里，不存进浏览器',
    '选好或拍好、还没有传完的照片；刷新或关闭页面就没有了，所以有照片没传完时浏览器会先问一句',
    '传完、换一张或关闭标签页',
    '这些照片',
  ],
  [
    '`localStorage`',
    '这个浏览器的随机编号，用来认出新的设备；从登录过的浏览器获取登录验证码不算陌生人',
    '清除浏览器数据',
    '这个编号，不能登录',
  ],
  ['`localStorage`', '关闭了自动拍照（不指向个人）', '再打开自动拍照', '这个选择'],
];

const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join('、');

/** A class of retention in words; what is none stands for itself. */
const keptBy =
  (classes: Readonly<Record<string, { readonly since: string; readonly days: number }>>) =>
  (kept: string): string => {
    const rule = classes[kept];
    return rule ? `${rule.since}后 ${rule.days} 天` : kept;
  };
const keptOf = keptBy(RETENTION);

/** The classes of retention as a list. */
const times = (classes: DeskData['retention']): string =>
  Object.values(classes)
    .map(({ holds, since, days }) => `- ${holds}：${since}后 ${days} 天`)
    .join('\n');

const ABOUT = { filer: '，涉及备案人', staff: '，涉及审核人员', nobody: '' } as const;

/** What the page has of the desk, which may be absent. */
interface DeskData {
  readonly stored: Readonly<
    Record<
      string,
      { readonly holds: string; readonly about: keyof typeof ABOUT; readonly kept: string; readonly erased: string }
    >
  >;
  readonly retention: Readonly<
    Record<string, { readonly holds: string; readonly since: string; readonly days: number }>
  >;
}

/** The desk, which is a service of its own with a schema of its own. */
async function deskSection(): Promise<string> {
  if (!hasDesk()) return '';
  const { stored, retention: rules }: DeskData = (await desk()).deskData;
  const keptAtDesk = keptBy(rules);
  const lines = Object.entries(stored).map(
    ([name, { holds, about, kept, erased }]) =>
      `- \`${name}\`：${holds}${ABOUT[about]}。保存：${keptAtDesk(kept)}。备案删除时：${erased}`,
  );
  return `## 审核工作台

部署了[审核工作台](desk.md)时才有，表在模式 \`desk\` 里。这一节由
\`desk/domain/oversight/stored-data.ts\` 和 \`desk/domain/oversight/retention.ts\` 生成。以 \`_sealed\` 结尾的列加密。
备案服务删除一份备案（放弃、过期或注销满 30 天，或本人注销账号）时通知审核工作台，这里随即删除；没有送达的通知一直重发。

${lines.join('\n')}

\`desk/functions/timer\` 每分钟分批删除到期的数据：

${times(rules)}`;
}

/** docs/data.md: every personal field, where it is stored, how it is protected and how long it is kept. */
export async function dataPage(): Promise<string> {
  const tables = Object.entries(STORED_TABLES).map(([name, { holds, columns, kept, sooner = {}, exported }]) => {
    const { none = [], ...personal } = columns as Partial<Record<DataClass, readonly string[]>>;
    const classes = Object.entries(personal).map(([dataClass, names]) => {
      const protectedColumns = names.map((column) => `\`${column}\`（${protectionOf(column)}）`);
      return `${DATA_CLASSES[dataClass as DataClass]} ${protectedColumns.join('')}`;
    });
    const earlier = Object.entries(sooner).map(([column, time]) => `；\`${column}\` ${keptOf(time)}`);
    const part = typeof exported === 'string' ? exported : `不导出：${exported.not}`;
    return [
      `\`${name}\``,
      holds,
      classes.join('；') || '无',
      none.join('、') || '无',
      `${keptOf(kept)}${earlier.join('')}`,
      part,
    ];
  });
  const fields = Object.entries(FORM_CLASSES).map(([form, classes]) => {
    const ofClass = (wanted: string): string => {
      const names = Object.entries(classes).filter(([, dataClass]) => dataClass === wanted);
      return names.map(([field]) => field).join('、') || '无';
    };
    return [`\`${form}\``, ofClass('sensitive'), ofClass('personal'), ofClass('none')];
  });
  const objects = STORED_OBJECTS.map(({ prefix, holds, dataClass, kept }) => [
    `\`${prefix}\``,
    holds,
    DATA_CLASSES[dataClass],
    kept,
  ]);
  const replySecrets = REPLY_SECRETS.map(({ operations, fields, allows, protectedBy }) => [
    codes(operations),
    codes(fields),
    allows,
    protectedBy,
  ]);
  const reviewersWords = REVIEWERS_WORDS.map(
    ({ operations, fields }) => `${codes(operations)} 的 ${codes(fields)}`,
  ).join('，');
  const shownInClear = SHOWN_IN_CLEAR.map(({ what, because }) => `${what}，${because}`).join('；');
  return `# 个人信息清单

由 \`npm run docs\` 从 \`shared/domain/data/personal-data.ts\` 和 \`shared/domain/retention.ts\` 生成，请勿手工修改。测试把它与数据库逐列比对。

接口应答一律脱敏；完整内容只通过 5 分钟有效的链接给本人或审核人员查看，每次查看都留有记录（\`audit\`）。日志按白名单记录，不含下列任何一项。

## 数据库

加密是 AES-256-GCM。其余的列不指向个人。

${table(['表', '内容', '指向个人的列', '其余的列', '保存', '导出在'], tables)}

本人可以随时导出（\`GET /v1/me/data\`）：一份网页和 JSON，以及全部图片和视频。

## 表单字段

以下字段整份加密在 \`filing.contents_sealed\` 等列里。

${table(['表单', DATA_CLASSES.sensitive, DATA_CLASSES.personal, DATA_CLASSES.none], fields)}

## 对象存储

对象一律私有，由对象存储加密（SSE-COS，部署时设为存储桶的默认加密；已设为 KMS 的不变）。私有云的存储桶请自行打开默认加密。

${table(['前缀', '内容', '类别', '保存'], objects)}

## 浏览器里

${table(['在哪里', '内容', '到何时', '网页里的恶意脚本能拿走'], BROWSER)}

网页只运行本站自己的脚本（Content-Security-Policy），不用 Cookie。续期密钥由浏览器自己生成，只发送它的摘要；它不在任何应答和网址里，只在续期时放在请求里发送一次。
在自己的设备上保持登录时，可以在“我的设备”里随时退出任何一台。

## 应答里的链接和凭证

云函数平台把函数的返回值写进日志，接口应答也在其中。下列各项在应答里，因此也在平台的日志和 \`reply.body\` 里（带 Idempotency-Key 的请求，7 天）；其余的密钥、
授权码和完整内容都不在应答里。只把日志的读取权限给需要的人。应答一律带 HSTS，除公开的代码表外都带 \`Cache-Control: no-store\`。

${table(['操作', '字段', '凭它可以', '保护'], replySecrets)}

审核员写的修改意见原样转给本人，也在应答里，无法脱敏：${reviewersWords}。
接口文档要求审核台不在意见里写姓名、号码和地址，只写是哪一项、为什么、怎么改。

应答里不脱敏的个人信息：${shownInClear}。日志里没有。

## 保存期限

\`functions/retention\` 每小时分批删除到期的数据，中断后下次接着删，日志记录每类删了多少。

${times(RETENTION)}

${await deskSection()}

访问日志由日志服务保存至少 180 天，由部署设定（网络安全法第二十一条要求不少于六个月）。
`;
}
