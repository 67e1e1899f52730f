import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasDesk } from '../../deploy/desk.ts';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { variables } from './configuration-page.ts';
import { deskVariables } from './desk-variables.ts';

/** What only commands on the operator's machine read, with its meaning and its default. */
const OF_DEPLOYERS: readonly (readonly [string, string, string])[] = [
  ['TENCENTCLOUD_SECRET_ID', '部署人的密钥，属于自己的 CAM 子用户；权限见 `npm run plan -- --policy`', ''],
  ['TENCENTCLOUD_SECRET_KEY', '同上', ''],
  ['VPC_ID', '数据库所在的私有网络；数据库可以从公网访问时留空', ''],
  ['SUBNET_ID', '私有网络里给函数用的子网', ''],
  ['FUNCTION_RUNTIME', '函数的运行环境，两个服务相同；平台只在创建函数时接受，更换须另部署一套', 'Nodejs20.19'],
  ['PUBLIC_NET', '函数的公网访问，`ENABLE` 或 `DISABLE`；用 NAT 网关上网时设为 `DISABLE`', 'ENABLE'],
  ['FIXED_EGRESS', '固定的公网出口地址，`ENABLE` 或 `DISABLE`；微信的 IP 白名单需要它', 'ENABLE'],
  [
    'LOG_RETENTION_DAYS',
    '日志至少保存多少天，两个服务相同：180（网络安全法要求的六个月）到 3600，3640 为永久；部署只延长，不缩短',
    '180',
  ],
  ['INSTANCE_CAPS', '各函数实例上限的百分比，两个服务相同：数据库的连接或账号的并发配额不够时改小，`0` 不限制', '100'],
  ['API_DOMAIN', 'API 的自定义域名，须已备案；留空则每个函数只有自己的 URL', ''],
  ['API_CERTIFICATE_ID', '这个域名的证书在 SSL 证书控制台里的编号', ''],
];

/** `.env.example`: every variable that an operator may set, required ones without a comment sign. */
export function envExample(): string {
  const text = readFileSync(join(ROOT, 'serverless.yml'), 'utf8');
  const { variables: defaults, release } = readServerlessYml(join(ROOT, 'serverless.yml'), {});
  const settable = variables().filter(({ name }) => text.includes(`${'$'}{env:${name},`));
  // The default bucket is a laptop's.
  const defaultOf = (name: string) => (name === 'COS_BUCKET' ? '' : (defaults[name] ?? ''));
  const isRequired = (name: string, isOptional: boolean) => !isOptional && defaultOf(name) === '';
  const line = (name: string, value: string, required: boolean) =>
    `${required ? '' : '# '}${name}=${/^[\w./:@-]*$/.test(value) ? value : `'${value}'`}`;
  const ofService = (secret: boolean) =>
    settable
      .filter(({ isSecret }) => isSecret === secret)
      .flatMap(({ name, meaning, isOptional }) => [
        `# ${meaning}`,
        // Secrets come from the secret manager.
        line(name, defaultOf(name), !secret && isRequired(name, isOptional)),
        '',
      ]);
  const ofDeployers = OF_DEPLOYERS.flatMap(([name, meaning, value]) => [
    `# ${meaning}`,
    line(name, value, name.startsWith('TENCENTCLOUD_')),
    '',
  ]);
  return [
    '# 由 `npm run docs` 从 shared/config.ts 和 serverless.yml 生成，请勿手工修改。',
    '# 复制为 .env（已被 git 忽略），填写没有 # 的各行，需要时去掉其他行的 #。使用前：set -a; . ./.env; set +a',
    '# 值里有空格、分号或尖括号的，用单引号括起来，例如 MAIL_FROM 和 WECHAT_TEMPLATES。',
    '',
    '## 部署人的电脑和流水线',
    '',
    ...ofDeployers,
    '## 服务',
    '',
    ...ofService(false),
    '## 机密：放进凭据管理系统 SSM（npm run secrets -- --create 凭据名），不要写在这里',
    '',
    ...ofService(true),
    ...(release.migrations ? ['# 升级数据库的角色的地址，格式同 DATABASE_URL', '# DATABASE_MIGRATION_URL=', ''] : []),
    ...(hasDesk() ? ['## 审核工作台（npm run deploy -- --config desk/serverless.yml）；机密同样放进 SSM', ''] : []),
    ...deskVariables().flatMap(({ name, meaning }) => [`# ${meaning}`, `# ${name}=`, '']),
  ].join('\n');
}
