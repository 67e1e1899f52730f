import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { deployerPolicy } from '../../deploy/deployer-policy.ts';
import { readLogs } from '../../deploy/log-topic.ts';
import { type PolicyDocument, TRUSTS_SCF } from '../../deploy/permissions.ts';
import { ROOT } from '../../deploy/root.ts';
import { LAPTOP_SMS_TEMPLATE_IDS } from '../../local/sms-templates.ts';
import {
  type AccountToCheck,
  accountToCheck,
  BUCKET,
  CNAME,
  DOMAIN,
  LOGS,
} from '../../tests/support/filings/account-to-check.ts';
import { ownerProblems } from './database.ts';
import { examine } from './examine.ts';
import type { State } from './outcome.ts';

let account: AccountToCheck;
beforeAll(async () => {
  account = await accountToCheck();
});
afterAll(() => account?.close());

const examined = (variables: Readonly<Record<string, string | undefined>> = {}) =>
  examine(`${ROOT}/serverless.yml`, { ...account.env, ...variables });

const statesOf = (findings: readonly { readonly check: string; readonly state: State }[]) =>
  Object.fromEntries(findings.map(({ check, state }) => [check, state]));

const READY = {
  settings: 'ok',
  keys: 'ok',
  services: 'ok',
  runtime: 'ok',
  rights: 'ok',
  bucket: 'ok',
  logs: 'later',
  egress: 'later',
  database: 'ok',
  'working-role': 'ok',
  caps: 'ok',
  certificate: 'ok',
  dns: 'later',
  'wechat-token': 'ok',
  'wechat-from-functions': 'later',
  sms: 'ok',
  faceid: 'ok',
};

/** The database's address with another part. */
const urlWith = (
  url: string,
  part: 'port' | 'password' | 'pathname' | 'search' | 'hostname',
  value: string,
): string => {
  const other = new URL(url);
  other[part] = value;
  return other.href;
};

const POLICY = deployerPolicy({
  region: 'ap-guangzhou',
  service: 'icp-filing',
  prefix: 'icp-filing-test-',
  bucket: BUCKET,
});
const withoutAction = (action: string): PolicyDocument => ({
  ...POLICY,
  statement: POLICY.statement.flatMap((statement) => {
    const left = (statement.action as readonly string[]).filter((name) => name !== action);
    return left.length > 0 ? [{ ...statement, action: left }] : [];
  }),
});
const denying = (action: string): PolicyDocument => ({
  ...POLICY,
  statement: [...POLICY.statement, { effect: 'deny', action: [action], resource: ['*'] }],
});
const idleTimeout = (value: string) => {
  const name = new URL(account.database.url).pathname.slice(1);
  return account.database.query(`alter role icp in database ${name} set idle_session_timeout = '${value}'`);
};

const SIGN_IN_TEMPLATE = Number(/sign-in-code=(\d+)/.exec(LAPTOP_SMS_TEMPLATE_IDS)?.[1]);
const NEW_POLICY =
  '运行 npm run plan -- --policy，在访问管理 CAM 里用打印的内容更新部署人的策略；一两分钟后再运行一次。';
const NEW_CERTIFICATE = '在 SSL 证书控制台为 api.shop.cn 申请一张证书，把它的编号设为 API_CERTIFICATE_ID，再部署。';
const POINT_DOMAIN = `在域名的解析里，把 ${DOMAIN} 的 CNAME 记录指向 ${CNAME}；刚改的，几分钟后再查。`;
const APP_SECRET =
  '在微信公众平台 › 开发管理 › 开发设置核对；AppSecret 忘了的只能重置，重置后更新 SSM 凭据里的 WECHAT_APP_SECRET。';

interface Fault {
  /** The checks that it troubles; all others stay as they are. */
  readonly checks: readonly (keyof typeof READY)[];
  readonly variables?: () => Readonly<Record<string, string | undefined>>;
  readonly plant?: () => unknown;
  readonly restore?: () => unknown;
  /** What the first check finds, and says to do. */
  readonly found: string;
  readonly todo: string;
}

const asSuperuser = (sql: string) => account.database.query(sql);
const certificate = (changes: Partial<AccountToCheck['has']['certificate']>): Pick<Fault, 'plant' | 'restore'> => {
  let before: AccountToCheck['has']['certificate'];
  return {
    plant: () => {
      before = account.has.certificate;
      account.has.certificate = { ...before, ...changes };
    },
    restore: () => {
      account.has.certificate = before;
    },
  };
};
const subnet = (changes: Partial<AccountToCheck['has']['subnet']>): Pick<Fault, 'plant' | 'restore'> => {
  let before: AccountToCheck['has']['subnet'];
  return {
    plant: () => {
      before = account.has.subnet;
      account.has.subnet = { ...before, ...changes };
    },
    restore: () => {
      account.has.subnet = before;
    },
  };
};
const failing = (action: string, code: string) => ({ plant: () => account.api.failNext(action, { code }) });
const sms = (text: string, state: number) => ({
  plant: () => account.sms.setState(text, state),
  restore: () => account.sms.setState(text, 0),
});
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);
const bucketAcl = (ACL: string) =>
  account.owner.change('cos', 'putBucketAcl', { Bucket: BUCKET, Region: 'ap-guangzhou', ACL });
const MARK = `d${randomBytes(6).toString('hex')}`;

/** Faults before the first deployment, one at a time. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'a variable is missing': {
    checks: ['settings'],
    variables: () => ({ REVIEW_DESK_URL: undefined }),
    found: 'REVIEW_DESK_URL 没有设置',
    todo: '在 .env 里填写或改正 REVIEW_DESK_URL：审核台接口（`docs/api/review-desk.yaml`）的地址，末尾不带斜杠。',
  },
  'a secret is malformed': {
    checks: ['settings'],
    variables: () => ({ SESSION_KEY: 'too-short' }),
    found: 'SESSION_KEY 格式不对',
    todo: '在 SSM 的凭据里加上或改正 SESSION_KEY：签发登录令牌的密钥：32 个随机字节的 Base64。',
  },
  'production would speak to the database in clear': {
    checks: ['settings'],
    variables: () => ({ STAGE: 'production' }),
    found: 'DATABASE_URL 须加密连接并验证证书',
    todo:
      '在 SSM 的凭据里加上或改正 DATABASE_URL：函数使用的 PostgreSQL 地址：`postgres://<角色>:<密码>@<主机>:5432/<数据库>?sslmode=verify-full`。' +
      '这个角色不能修改表结构；正式环境须验证数据库的证书。',
  },
  'production has a secret of a laptop': {
    checks: ['settings'],
    variables: () => ({ STAGE: 'production' }),
    found: 'WECHAT_APP_SECRET 还是占位的值',
    todo: '在 SSM 的凭据里加上或改正 WECHAT_APP_SECRET：小程序的 AppSecret。',
  },
  'a switch has a value that there is not': {
    checks: ['settings'],
    variables: () => ({ PUBLIC_NET: 'on' }),
    found: 'PUBLIC_NET 格式不对',
    todo: '在 .env 里改正 PUBLIC_NET：填写 ENABLE 或 DISABLE。',
  },
  'the bucket is not named': {
    checks: ['settings', 'bucket'],
    variables: () => ({ COS_BUCKET: undefined }),
    found: 'COS_BUCKET 没有设置',
    todo: '在 .env 里改正 COS_BUCKET：填写为 <名称>-<APPID>。',
  },
  'a subnet without its network': {
    checks: ['settings'],
    variables: () => ({ VPC_ID: '' }),
    found: '有 SUBNET_ID，没有 VPC_ID',
    todo: '在 .env 里补上 VPC_ID，或去掉 SUBNET_ID。',
  },
  'a domain without a certificate': {
    checks: ['settings', 'certificate'],
    variables: () => ({ API_CERTIFICATE_ID: '' }),
    found: '有 API_DOMAIN，没有 API_CERTIFICATE_ID',
    todo: '在 .env 里补上 API_CERTIFICATE_ID，或去掉 API_DOMAIN。',
  },
  'the stage has a long name': {
    checks: ['settings', 'rights', 'egress', 'wechat-from-functions'],
    variables: () => ({ STAGE: 'a-name-that-is-much-too-long-for-a-function-of-scf' }),
    found: '环境名太长，函数名会超过 60 个字符',
    todo: '换一个短的 STAGE。',
  },
  'one role for the functions and for migrations': {
    checks: ['settings', 'database', 'working-role'],
    variables: () => ({ DATABASE_URL: account.env.DATABASE_MIGRATION_URL }),
    found: 'DATABASE_URL 和 DATABASE_MIGRATION_URL 是同一个角色',
    todo: '按运维手册第 3 步建两个角色：icp_owner 升级数据库，icp 给函数使用。',
  },
  'the two addresses are of different databases': {
    checks: ['settings', 'working-role'],
    variables: () => ({ DATABASE_URL: urlWith(account.database.url, 'pathname', '/other') }),
    found: '两个数据库地址不是同一个数据库',
    todo: '让 DATABASE_URL 和 DATABASE_MIGRATION_URL 末尾的库名相同。',
  },
  "a password breaks the database's address": {
    checks: ['settings', 'database', 'working-role'],
    variables: () => ({ DATABASE_URL: 'postgres://icp:hunter2#@10.0.0.8:5432/icp' }),
    found: 'DATABASE_URL 不是一个地址',
    todo: '密码里的 #、/、?、@、% 须写成百分号编码；用 openssl rand -hex 24 生成的密码不含它们。',
  },
  'the functions would look for the database on the laptop': {
    checks: ['settings'],
    variables: () => ({ CLOUD_API_ENDPOINT: '' }),
    found: 'DATABASE_URL 指向这台电脑，函数连不到',
    todo: 'DATABASE_URL 填数据库的内网地址；经转发连接时，只改 DATABASE_MIGRATION_URL。',
  },
  'the keys are missing': {
    checks: ['keys'],
    variables: () => ({ TENCENTCLOUD_SECRET_KEY: undefined }),
    found: '没有部署人的密钥',
    todo: '在 .env 里设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，然后 set -a; . ./.env; set +a。',
  },
  'a key is wrong': {
    checks: ['keys'],
    variables: () => ({ TENCENTCLOUD_SECRET_KEY: 'hunter2' }),
    found: '密钥不对、已停用或已过期（AuthFailure.SignatureFailure）',
    todo: '在访问管理 CAM › 用户 › API 密钥里核对 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY；用临时密钥时还要有 TENCENTCLOUD_SESSION_TOKEN。',
  },
  'the clock is wrong': {
    checks: ['keys'],
    ...failing('GetUserAppId', 'AuthFailure.SignatureExpire'),
    found: '本机的时间不准（AuthFailure.SignatureExpire）',
    todo: '打开这台电脑的自动对时（误差须在 5 分钟以内），再运行一次。',
  },
  'the Cloud API is out of reach': {
    checks: ['keys'],
    variables: () => ({ DEPLOY_CLOUD_API_ENDPOINT: 'http://127.0.0.1:1' }),
    found: '连不上云 API',
    todo: '检查这台电脑的网络、代理（https_proxy）和防火墙。',
  },
  'the bucket is named for another account': {
    checks: ['keys', 'rights'],
    variables: () => ({ COS_BUCKET: 'files-1250000009' }),
    found: '账号的 APPID 是 1250000000，COS_BUCKET 以 1250000009 结尾',
    todo: '存储桶名以自己账号的 APPID 结尾：把 COS_BUCKET 改为 <名称>-1250000000，或换成那个账号的密钥。',
  },
  'SCF was never opened': {
    checks: ['services'],
    plant: () => account.owner.change('cam', 'DeleteRole', { RoleName: 'SCF_QcsRole' }),
    restore: () =>
      account.owner.change('cam', 'CreateRole', {
        RoleName: 'SCF_QcsRole',
        PolicyDocument: JSON.stringify(TRUSTS_SCF),
      }),
    found: '没有角色 SCF_QcsRole',
    todo: '用主账号打开云函数 SCF 控制台，按提示开通并授权，它会创建这个角色。',
  },
  'the region has no such runtime': {
    checks: ['runtime'],
    variables: () => ({ FUNCTION_RUNTIME: 'Nodejs22.21' }),
    found: 'ap-guangzhou 没有运行环境 Nodejs22.21',
    todo: '在云函数控制台“新建”里看有哪些 Node.js，把 FUNCTION_RUNTIME 设为其中一个，20.19 或更新，例如 Nodejs20.19。',
  },
  'the deployer may not pass roles': {
    checks: ['rights'],
    plant: () => account.setPolicy(withoutAction('cam:PassRole')),
    restore: () => account.setPolicy(),
    found: '缺 cam:PassRole',
    todo: NEW_POLICY,
  },
  'the deployer is denied an action': {
    checks: ['rights'],
    plant: () => account.setPolicy(denying('scf:CreateFunction')),
    restore: () => account.setPolicy(),
    found: '缺 scf:CreateFunction',
    todo: NEW_POLICY,
  },
  "the deployer's policy is of an older version": {
    checks: ['rights'],
    plant: () => account.setPolicy(withoutAction('cam:ListAttachedUserAllPolicies')),
    restore: () => account.setPolicy(),
    found: '部署人没有这项权限（UnauthorizedOperation）',
    todo: NEW_POLICY,
  },
  'everybody may read the bucket': {
    checks: ['bucket'],
    plant: () => bucketAcl('public-read'),
    restore: () => bucketAcl('private'),
    found: `${BUCKET} 可以公开读取`,
    todo: '在 COS 控制台把访问权限改为“私有读写”，或再部署一次。',
  },
  'the bucket is refused': {
    checks: ['bucket', 'rights'],
    plant: () => account.setPolicy(withoutAction('cos:HeadBucket')),
    restore: () => account.setPolicy(),
    found: `不能访问 ${BUCKET}（403）`,
    todo: '名称被别的账号用了的，换一个；否则运行 npm run plan -- --policy，更新部署人的策略。',
  },
  'the subnet does not exist': {
    checks: ['egress'],
    variables: () => ({ SUBNET_ID: 'subnet-zzzzzzzz' }),
    found: '没有子网 subnet-zzzzzzzz',
    todo: '在私有网络控制台核对 VPC_ID、SUBNET_ID 和地域 ap-guangzhou。',
  },
  'the subnet is in another network': {
    checks: ['egress'],
    ...subnet({ vpcId: 'vpc-other001' }),
    found: '子网 subnet-test0001 不在 vpc-test0001 里',
    todo: '在私有网络控制台核对 VPC_ID、SUBNET_ID 和地域 ap-guangzhou。',
  },
  'the subnet is full': {
    checks: ['egress'],
    ...subnet({ availableAddresses: 3 }),
    found: '子网 subnet-test0001 只剩 3 个地址，函数至少要 21 个',
    todo: '换一个更大的子网（地址不少于函数的并发数），设为 SUBNET_ID。',
  },
  'the database is out of reach': {
    checks: ['database', 'working-role'],
    variables: () => ({
      DATABASE_URL: urlWith(account.database.url, 'port', '1'),
      DATABASE_MIGRATION_URL: urlWith(account.database.migrationUrl, 'port', '1'),
    }),
    found: '连不到数据库（ECONNREFUSED）',
    todo: '数据库没有公网地址：在同一私有网络的服务器上运行，或用 ssh -L 转发，并把 DATABASE_MIGRATION_URL 的主机改为 127.0.0.1（运维手册第 3 步）。还要看安全组是否放行 5432 端口。',
  },
  'the password of migrations is wrong': {
    checks: ['database'],
    variables: () => ({ DATABASE_MIGRATION_URL: urlWith(account.database.migrationUrl, 'password', 'hunter2') }),
    found: '密码或角色不对（28P01）',
    todo: '核对 SSM 凭据里的地址；忘了密码的，以管理员运行 alter role … password …。',
  },
  'the password of the functions is wrong': {
    checks: ['working-role'],
    variables: () => ({ DATABASE_URL: urlWith(account.database.url, 'password', 'hunter2') }),
    found: '密码或角色不对（28P01）',
    todo: '核对 SSM 凭据里的地址；忘了密码的，以管理员运行 alter role … password …。',
  },
  'the disk of the database is full': {
    checks: ['working-role'],
    plant: async () => {
      await asSuperuser(`create function no_room() returns trigger language plpgsql as
        $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$`);
      await asSuperuser('create trigger no_room before insert on rate_limit execute function no_room()');
    },
    restore: () => asSuperuser('drop function no_room() cascade'),
    found: '数据库的磁盘已满，写不进去（53100）',
    todo: '在数据库控制台扩容磁盘；不要删除数据。满了多久，看日志里 vendorCode 为 53100 的第一行。',
  },
  'the database is read-only': {
    checks: ['working-role'],
    variables: () => ({
      DATABASE_URL: urlWith(account.database.url, 'search', '?options=-c%20default_transaction_read_only%3Don'),
    }),
    found: '数据库是只读的，写不进去（25006）',
    todo: '核对地址是不是主库；云数据库磁盘将满时也会改为只读，在数据库控制台扩容；仍然只读的，看参数 default_transaction_read_only。',
  },
  'the database was not made': {
    checks: ['database', 'working-role'],
    variables: () => ({
      DATABASE_URL: urlWith(account.database.url, 'pathname', '/nowhere'),
      DATABASE_MIGRATION_URL: urlWith(account.database.migrationUrl, 'pathname', '/nowhere'),
    }),
    found: '没有这个数据库（3D000）',
    todo: '按运维手册第 3 步建库，库名与地址末尾相同。',
  },
  'the database has no TLS': {
    checks: ['database'],
    variables: () => ({
      DATABASE_MIGRATION_URL: urlWith(account.database.migrationUrl, 'search', '?sslmode=verify-full'),
    }),
    found: '数据库没有打开 SSL',
    todo: '在数据库控制台打开 SSL。',
  },
  'the file of the authorities is missing': {
    checks: ['database', 'working-role'],
    variables: () => ({
      DATABASE_CA_FILE: 'nowhere.pem',
      DATABASE_MIGRATION_URL: urlWith(account.database.migrationUrl, 'search', '?sslmode=verify-ca'),
    }),
    found: '没有 DATABASE_CA_FILE 的文件（ENOENT）',
    todo: '把 CA 证书放在项目根目录，文件名与 DATABASE_CA_FILE 相同。',
  },
  'the database has another encoding': {
    checks: ['database', 'working-role'],
    plant: () =>
      asSuperuser(`create database ${MARK} owner icp_owner template template0 encoding 'SQL_ASCII' locale 'C'`),
    restore: () => asSuperuser(`drop database ${MARK} with (force)`),
    variables: () => ({
      DATABASE_URL: urlWith(account.database.url, 'pathname', `/${MARK}`),
      DATABASE_MIGRATION_URL: urlWith(account.database.migrationUrl, 'pathname', `/${MARK}`),
    }),
    found: '编码是 SQL_ASCII',
    todo: "用 encoding 'UTF8' template template0 重新建库（运维手册第 3 步）。",
  },
  'a superuser migrates': {
    checks: ['database'],
    variables: () => ({
      DATABASE_MIGRATION_URL: urlWith(inject('postgresUrl'), 'pathname', new URL(account.database.url).pathname),
    }),
    found: 'postgres 是超级用户',
    todo: 'DATABASE_MIGRATION_URL 改用角色 icp_owner，它不需要超级用户的权限。',
  },
  'a table belongs to another role': {
    checks: ['database'],
    plant: () => asSuperuser('create table stray ()'),
    restore: () => asSuperuser('drop table stray'),
    found: 'icp_owner 不能建表，或不是全部表的所有者',
    todo: '以管理员运行 alter database … owner to icp_owner，并把已有的表都改为归它所有。',
  },
  'the command was run outside of the secret': {
    checks: ['settings', 'database', 'working-role'],
    variables: () => ({
      DATABASE_URL: undefined,
      DATABASE_MIGRATION_URL: undefined,
      SEAL_KEYS: undefined,
      BLIND_INDEX_KEY: undefined,
    }),
    found: '没有凭据里的机密',
    todo: '命令前面要加 npm run secrets -- 凭据名 -- （运维手册第 4 步），先这样再运行一次。',
  },
  'the role of the functions does not exist': {
    checks: ['database', 'working-role'],
    variables: () => ({ DATABASE_URL: account.database.url.replace('//icp:', '//icp_functions:') }),
    found: '没有角色 icp_functions',
    todo: '按运维手册第 3 步建角色 icp_functions（DATABASE_URL 的角色）。',
  },
  'the role of the functions belongs to the owner': {
    checks: ['database', 'working-role'],
    plant: () => asSuperuser(`create role ${MARK} login password 'hunter2' in role icp_owner`),
    restore: () => asSuperuser(`drop role ${MARK}`),
    variables: () => ({ DATABASE_URL: account.database.url.replace(/\/\/icp:[^@]+@/, `//${MARK}:hunter2@`) }),
    found: `函数的角色 ${MARK} 可以修改表结构`,
    todo: `以管理员运行 revoke：${MARK} 不能是超级用户，也不能是升级数据库的角色的成员。`,
  },
  'the role of the functions lacks a right': {
    checks: ['working-role'],
    plant: () => asSuperuser('revoke update on filing from icp'),
    restore: () => asSuperuser('grant update on filing to icp'),
    found: 'icp 缺 update filing',
    todo: '运行 npm run migrate（或再部署一次），它把权限重新设为函数需要的那些。',
  },
  'the role of the functions may change the audit': {
    checks: ['working-role'],
    plant: () => asSuperuser('grant delete on audit to icp'),
    restore: () => asSuperuser('revoke delete on audit from icp'),
    found: 'icp 多了 delete audit',
    todo: '运行 npm run migrate（或再部署一次），它把权限重新设为函数需要的那些。',
  },
  'idle connections never end': {
    checks: ['working-role'],
    plant: () => idleTimeout('0'),
    restore: () => idleTimeout('5min'),
    found: 'icp 的空闲连接不会结束',
    todo: "以管理员运行 alter role icp set idle_session_timeout = '5min';",
  },
  'the certificate does not exist': {
    checks: ['certificate'],
    variables: () => ({ API_CERTIFICATE_ID: 'cert-9' }),
    found: '没有证书 cert-9',
    todo: NEW_CERTIFICATE,
  },
  'the certificate is still in review': {
    checks: ['certificate'],
    ...certificate({ status: 0 }),
    found: '证书没有签发或已失效（状态 0）',
    todo: `在 SSL 证书控制台看它的状态。${NEW_CERTIFICATE}`,
  },
  'the certificate is for another domain': {
    checks: ['certificate'],
    ...certificate({ domain: 'shop.cn', names: ['shop.cn', '*.api.shop.cn'] }),
    found: '证书是 shop.cn、shop.cn、*.api.shop.cn 的，不是 api.shop.cn 的',
    todo: NEW_CERTIFICATE,
  },
  'the certificate ends within days': {
    checks: ['certificate'],
    ...certificate({ endsAt: inDays(10) }),
    found: '到期，不到 30 天',
    todo: NEW_CERTIFICATE,
  },
  'the certificate has ended': {
    checks: ['certificate'],
    ...certificate({ endsAt: inDays(-1) }),
    found: '证书已于',
    todo: NEW_CERTIFICATE,
  },
  'the domain is an alias of something else': {
    checks: ['dns'],
    plant: () => account.dns.alias(DOMAIN, 'shop.elsewhere.cn'),
    restore: () => account.dns.alias(DOMAIN, undefined),
    found: `${DOMAIN} 指向 shop.elsewhere.cn`,
    todo: POINT_DOMAIN,
  },
  'no name server answers': {
    checks: ['dns'],
    variables: () => ({ DEPLOY_DNS_SERVER: '127.0.0.1:1' }),
    found: '域名服务器没有答复（ECONNREFUSED）',
    todo: '检查这台电脑的网络后再运行一次。',
  },
  'the AppID is wrong': {
    checks: ['wechat-token'],
    variables: () => ({ WECHAT_APP_ID: 'wx00000000other00' }),
    found: 'WECHAT_APP_ID 不对（40013）',
    todo: APP_SECRET,
  },
  'the AppSecret is wrong': {
    checks: ['wechat-token'],
    variables: () => ({ WECHAT_APP_SECRET: 'hunter2-hunter2-hunter2' }),
    found: 'WECHAT_APP_SECRET 不对（40125）',
    todo: APP_SECRET,
  },
  'WeChat is busy': {
    checks: ['wechat-token'],
    plant: () => account.wechat.failNext(-1),
    found: '微信忙（-1）',
    todo: '几分钟后再运行一次。',
  },
  'WeChat is out of reach': {
    checks: ['wechat-token'],
    variables: () => ({ WECHAT_API_URL: 'http://127.0.0.1:1' }),
    found: '连不上微信',
    todo: '检查这台电脑的网络和 WECHAT_API_URL（平时不用设置）。',
  },
  'the SMS application is of another account': {
    checks: ['sms'],
    variables: () => ({ SMS_SDK_APP_ID: '1400000099' }),
    found: '这个账号没有短信应用 1400000099',
    todo: '在短信控制台 › 应用管理核对 SMS_SDK_APP_ID。',
  },
  'the signature does not exist': {
    checks: ['sms'],
    variables: () => ({ SMS_SIGN_NAME: '别的签名' }),
    found: '没有签名“别的签名”',
    todo: '在短信控制台申请，或改正 SMS_SIGN_NAME（不带【】）。',
  },
  'the signature was refused': {
    checks: ['sms'],
    ...sms('signature', -1),
    found: '签名“备案服务”没有通过',
    todo: '在短信控制台看它的状态和审核回复；通过以后再查。',
  },
  'a template is in review': {
    checks: ['sms'],
    ...sms(String(SIGN_IN_TEMPLATE), 1),
    found: `模板 ${SIGN_IN_TEMPLATE}（sign-in-code）在审核`,
    todo: '在短信控制台看它的状态和审核回复；通过以后再查。',
  },
  'a template does not exist': {
    checks: ['sms'],
    variables: () => ({ SMS_TEMPLATES: 'sign-in-code=9' }),
    found: '没有模板 9（sign-in-code）',
    todo: '在短信控制台核对 SMS_TEMPLATES 里的编号。',
  },
  'a template says something else': {
    checks: ['sms'],
    variables: () => ({ SMS_TEMPLATES: `contact-code=${SIGN_IN_TEMPLATE}` }),
    found: `模板 ${SIGN_IN_TEMPLATE} 的文字不是 contact-code 的`,
    todo: '按 docs/message-templates.md 逐字重新申请：你的验证码为{1}，用于确认网站备案的联系方式，5分钟内有效，请勿告诉他人。',
  },
  'records can be transferred, and nobody hears of it': {
    checks: ['sms'],
    variables: () => ({
      SMS_TEMPLATES: LAPTOP_SMS_TEMPLATE_IDS.split(',')
        .filter((entry) => !entry.startsWith('transfer-waiting-to-principal='))
        .join(','),
    }),
    found:
      'SMS_TEMPLATES 有 transfer-code，没有 transfer-waiting-to-principal：备案会转走，主体负责人收不到停止转移的短信',
    todo: '按 docs/message-templates.md 申请 transfer-waiting-to-principal，把编号写进 SMS_TEMPLATES。',
  },
  'a template is of no message': {
    checks: ['sms'],
    variables: () => ({ SMS_TEMPLATES: `good-morning=${SIGN_IN_TEMPLATE}` }),
    found: 'SMS_TEMPLATES 的 good-morning 没有这种通知',
    todo: '名称见 docs/message-templates.md。',
  },
  'FaceID was not opened': {
    checks: ['faceid'],
    ...failing('GetActionSequence', 'UnauthorizedOperation.Nonactivated'),
    found: '人脸核身没有开通（UnauthorizedOperation.Nonactivated）',
    todo: '用主账号打开人脸核身控制台，完成企业认证并开通；自有接口要另外申请。',
  },
  'FaceID is in arrears': {
    checks: ['faceid'],
    ...failing('GetActionSequence', 'UnauthorizedOperation.Arrears'),
    found: '欠费，或次数用完了（UnauthorizedOperation.Arrears）',
    todo: '在费用中心充值或购买资源包。',
  },
  "the rule of FaceID's pages does not exist": {
    checks: ['faceid'],
    variables: () => ({ LIVENESS_PROVIDER: 'hosted', FACEID_RULE_ID: '9' }),
    ...failing('DetectAuth', 'InvalidParameterValue.RuleIdNotExist'),
    found: 'FACEID_RULE_ID 不对或已停用（InvalidParameterValue.RuleIdNotExist）',
    todo: '在人脸核身控制台 › 自助接入核对业务流程编号，审核通过后才能用。',
  },
  'a product answers nothing that one could read': {
    checks: ['certificate'],
    plant: () => account.api.failNext('DescribeCertificate', { status: 502 }),
    found: '没能查成',
    todo: '检查这台电脑的网络后再运行一次；仍然这样的，按错误码查该产品的 API 文档，或提工单。',
  },
  'a product hangs': {
    checks: ['certificate'],
    plant: () => account.api.failNext('DescribeCertificate', { hang: true }),
    found: '连不上云 API',
    todo: '检查这台电脑的网络、代理（https_proxy）和防火墙。',
  },
};

describe('an account that is ready', () => {
  it('has nothing in trouble before the deployment', async () => {
    expect(statesOf(await examined())).toEqual(READY);
  });

  it('is fine with another provider of liveness, with a star in its certificate, and without SMS and domain', async () => {
    const eid = await examined({ LIVENESS_PROVIDER: 'eid', EID_MERCHANT_ID: '0NSJ2109221452161890' });
    const plain = await examined({
      LIVENESS_PROVIDER: 'hosted',
      FACEID_RULE_ID: '1',
      SMS_SDK_APP_ID: '',
      API_DOMAIN: '',
      API_CERTIFICATE_ID: '',
    });
    const before = account.has.certificate;
    account.has.certificate = { ...before, domain: '*.shop.cn', names: ['*.shop.cn'] };
    const starred = await examined();
    account.has.certificate = before;

    expect(statesOf(eid)).toEqual(READY);
    expect(statesOf(plain)).toEqual({ ...READY, sms: 'unused', dns: 'unused', certificate: 'unused' });
    expect(statesOf(starred)).toEqual(READY);
  });

  it('says which messages have no template, and are not sent', async () => {
    const ids = LAPTOP_SMS_TEMPLATE_IDS.split(',').filter(
      (entry) => !/^(filed-expiring|record-notice-due)=/.test(entry),
    );

    const [found] = (await examined({ SMS_TEMPLATES: ids.join(',') })).filter(({ check }) => check === 'sms');

    expect(found).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(/；这些没有模板，不会发送：record-notice-due、filed-expiring$/),
    });
  });

  it('may have no bucket and an empty database, which a deployment makes', async () => {
    await asSuperuser(`create database ${MARK} owner icp_owner template template0 encoding 'UTF8' locale 'C'`);
    const urlOf = (url: string) => urlWith(url, 'pathname', `/${MARK}`);
    await asSuperuser(`alter role icp in database ${MARK} set idle_session_timeout = '5min'`);

    const findings = await examined({
      COS_BUCKET: 'other-1250000000',
      DATABASE_URL: urlOf(account.database.url),
      DATABASE_MIGRATION_URL: urlOf(account.database.migrationUrl),
    });

    await asSuperuser(`drop database ${MARK} with (force)`);
    expect(statesOf(findings)).toEqual({ ...READY, bucket: 'later', database: 'later', rights: 'trouble' });
  });

  it('is reached over a tunnel: DATABASE_MIGRATION_URL says where the database is from here', async () => {
    const findings = await examined({ DATABASE_URL: urlWith(account.database.url, 'hostname', 'pg.invalid') });

    expect(statesOf(findings)).toEqual(READY);
  });

  it('need not have the operator’s machine on WeChat’s list', async () => {
    account.wechat.allowOnly([]);
    const findings = await examined();
    account.wechat.allowOnly(undefined);

    expect(statesOf(findings)).toEqual({ ...READY, 'wechat-token': 'later' });
    expect(findings.find(({ check }) => check === 'wechat-token')?.found).toBe(
      '本机 127.0.0.1 不在 IP 白名单（40164），AppSecret 没有查到',
    );
  });

  it('may be looked at with temporary keys and by its owner', async () => {
    const { secretId, secretKey, token } = LAPTOP_CREDENTIALS;

    const findings = await examined({
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
      TENCENTCLOUD_SESSION_TOKEN: token,
    });

    expect(statesOf(findings)).toEqual({ ...READY, rights: 'later' });
  });
});

describe('a fault is found, and said what to do about', () => {
  it.each(Object.entries(FAULTS))('%s', async (_, { checks, variables, plant, restore, found, todo }) => {
    await plant?.();
    const options = { only: checks, timeoutSeconds: 1 };
    const findings = await examine(`${ROOT}/serverless.yml`, { ...account.env, ...variables?.() }, options);
    await restore?.();

    const told = findings.find(({ check }) => check === checks[0]);
    expect(told?.found).toContain(found);
    expect(told?.todo).toContain(todo);
    expect(statesOf(findings)).toEqual(Object.fromEntries(checks.map((check) => [check, 'trouble'])));
  });
});

describe('a check in trouble', () => {
  const together = async (names: readonly (keyof typeof FAULTS)[]) => {
    const faults = names.flatMap((name) => FAULTS[name] ?? []);
    for (const { plant } of faults) await plant?.();
    const variables = Object.assign({}, ...faults.map((fault) => fault.variables?.()));
    const findings = await examine(`${ROOT}/serverless.yml`, { ...account.env, ...variables }, { timeoutSeconds: 1 });
    for (const { restore } of faults) await restore?.();
    return statesOf(findings);
  };

  it('does not stop the next one: every second one fails', async () => {
    const states = await together([
      'a switch has a value that there is not',
      'SCF was never opened',
      'everybody may read the bucket',
      'the password of migrations is wrong',
      'the certificate does not exist',
      'WeChat is busy',
      'a template is in review',
    ]);

    expect(states).toEqual({
      ...READY,
      ...Object.fromEntries(
        ['settings', 'services', 'bucket', 'database', 'certificate', 'wechat-token', 'sms'].map((id) => [
          id,
          'trouble',
        ]),
      ),
    });
  });

  it('does not stop the next one: all others fail', async () => {
    const states = await together([
      'a product hangs',
      'the subnet is full',
      'the role of the functions lacks a right',
      'the domain is an alias of something else',
      'FaceID was not opened',
      'the deployer may not pass roles',
    ]);

    expect(states).toEqual({
      ...READY,
      ...Object.fromEntries(
        ['rights', 'egress', 'working-role', 'certificate', 'dns', 'faceid'].map((id) => [id, 'trouble']),
      ),
    });
  });

  it('of the keys lets those wait that need them', async () => {
    const after = {
      services: 'later',
      runtime: 'later',
      rights: 'later',
      bucket: 'later',
      caps: 'later',
      certificate: 'later',
      sms: 'later',
      faceid: 'later',
    };

    expect(await together(['a key is wrong'])).toEqual({ ...READY, keys: 'trouble', ...after });
  });
});

describe('a version of PostgreSQL', () => {
  const facts = {
    version: 150_004,
    connections: 197,
    encoding: 'UTF8',
    isEncrypted: true,
    isSuperuser: false,
    mayMigrate: true,
    schema: 'none' as const,
    worker: { isSuperuser: false, isOwner: false },
  };
  const roles = { owner: 'icp_owner', worker: 'icp' };

  it('before 15 is refused', () => {
    expect(ownerProblems(facts, roles, 'production')).toEqual([]);
    expect(ownerProblems({ ...facts, version: 140_011 }, roles, 'production')).toEqual([
      { found: 'PostgreSQL 14 太旧', todo: '换成 15 或更高版本的实例。' },
    ]);
  });

  it('is spoken to with TLS in production only', () => {
    const open = { ...facts, isEncrypted: false };

    expect(ownerProblems(open, roles, 'trial')).toEqual([]);
    expect(ownerProblems(open, roles, 'production').map(({ found }) => found)).toEqual(['连接没有加密']);
  });
});

describe('a deployed account', () => {
  const deployedWith = async (
    settings: Readonly<Record<string, unknown>>,
    look: () => Promise<void>,
  ): Promise<void> => {
    await account.deploy(settings);
    account.dns.alias(DOMAIN, CNAME);
    try {
      await look();
    } finally {
      account.wechat.allowOnly(undefined);
      account.dns.alias(DOMAIN, undefined);
      await account.undeploy();
    }
  };
  const DEPLOYED = { ...READY, logs: 'ok', egress: 'ok', dns: 'ok', 'wechat-from-functions': 'ok' };
  const tellingOf = (findings: Awaited<ReturnType<typeof examined>>, id: string) => {
    const { found, todo } = findings.find(({ check }) => check === id) ?? {};
    return [found, ...(todo ?? [])];
  };

  it('is fine throughout, and tells its egress address', () =>
    deployedWith({}, async () => {
      const findings = await examined();

      expect(statesOf(findings)).toEqual(DEPLOYED);
      expect(tellingOf(findings, 'egress')).toEqual(['出口地址 203.0.113.20']);
    }));

  it('keeps logs too short, takes none, and can’t find them by their fields', () =>
    deployedWith({}, async () => {
      const fine = tellingOf(await examined(), 'logs');
      const { topic } = (await readLogs(LOGS, account.owner)) ?? {};
      const TopicId = topic?.id;
      const KeyValues = [{ Key: 'level', Value: { Type: 'text' } }];
      await account.owner.change('cls', 'ModifyTopic', { TopicId, Period: 7, Status: false });
      const Rule = { KeyValue: { CaseSensitive: true, KeyValues } };
      await account.owner.change('cls', 'ModifyIndex', { TopicId, Rule });

      expect(fine).toEqual(['日志主题 icp-filing-test，保存 180 天']);
      expect(tellingOf(await examined(), 'logs')).toEqual([
        '日志主题关闭了采集，新的日志都丢了；日志只保存 7 天，至少应当是 180 天；日志主题没有打开全文索引，查不到日志；键值索引缺 32 个字段（SCF_FunctionName 等），告警查不到它们',
        '再运行一次 npm run deploy，它会补上。',
      ]);
    }));

  it('has lost its log topic', () =>
    deployedWith({}, async () => {
      const { topic } = (await readLogs(LOGS, account.owner)) ?? {};
      await account.owner.change('cls', 'DeleteTopic', { TopicId: topic?.id });

      expect(tellingOf(await examined(), 'logs')).toEqual([
        '没有日志主题 icp-filing-test',
        '再运行一次 npm run deploy，它会补上。',
      ]);
    }));

  it('keeps logs longer than it must', () =>
    deployedWith({}, async () => {
      const { topic } = (await readLogs(LOGS, account.owner)) ?? {};
      await account.owner.change('cls', 'ModifyTopic', { TopicId: topic?.id, Period: 730 });

      expect(tellingOf(await examined(), 'logs')).toEqual(['日志主题 icp-filing-test，保存 730 天']);
    }));

  it('has caps that its database, its account or its deployment doesn’t match', () =>
    deployedWith({}, async () => {
      const fine = tellingOf(await examined(), 'caps');
      const uncapped = tellingOf(await examined({ INSTANCE_CAPS: '0' }), 'caps');
      const many = tellingOf(await examined({ INSTANCE_CAPS: '200' }), 'caps');

      expect(fine).toEqual(['最多 83 个实例、166 个数据库连接，数据库有 192 个给它们']);
      expect(uncapped).toEqual(['没有限制（INSTANCE_CAPS=0），访问突增时数据库的连接可能用完']);
      expect(many).toEqual([
        '392 个实例最多用 784 个数据库连接，数据库只有 192 个给它们；账号在这个地域的并发配额放不下各函数的实例上限；1 个函数的实例上限与配置不同（icp-filing-test-session 等）',
        '设 INSTANCE_CAPS=48（现在是 200）再部署，或在数据库控制台调大 max_connections。',
        '设 INSTANCE_CAPS=193（现在是 200）再部署，或在云函数控制台提高并发配额。',
        '再部署一次（npm run deploy）。',
      ]);
    }));

  it('writes to the platform’s own topic', () =>
    deployedWith({ ClsLogsetId: undefined, ClsTopicId: undefined }, async () => {
      expect(tellingOf(await examined(), 'logs')).toEqual([
        '函数的日志没有写到这个环境的日志主题',
        '再运行一次 npm run deploy，它会补上。',
      ]);
    }));

  it('lacks the alias of its domain', () =>
    deployedWith({}, async () => {
      account.dns.alias(DOMAIN, undefined);

      const findings = await examined();

      expect(statesOf(findings)).toEqual({ ...DEPLOYED, dns: 'trouble' });
      expect(tellingOf(findings, 'dns')).toEqual([`${DOMAIN} 没有 CNAME 记录`, POINT_DOMAIN]);
    }));

  it('has lost its bucket', () =>
    deployedWith({}, async () => {
      const findings = await examined({ COS_BUCKET: 'other-1250000000' });

      expect(tellingOf(findings, 'bucket')).toEqual([
        'ap-guangzhou 没有存储桶 other-1250000000',
        '核对 COS_BUCKET 和 COS_REGION；删掉了的，再部署一次会重建，里面的文件回不来。',
      ]);
    }));

  it('[40164] is not on WeChat’s allow-list', () =>
    deployedWith({}, async () => {
      account.wechat.allowOnly([]);

      const findings = await examined();

      expect(statesOf(findings)).toEqual({
        ...DEPLOYED,
        'wechat-token': 'later',
        'wechat-from-functions': 'trouble',
      });
      expect(tellingOf(findings, 'wechat-from-functions')).toEqual([
        '函数的出口地址不在 IP 白名单（40164）',
        '把 203.0.113.20 加入：微信公众平台 › 开发管理 › 开发设置 › IP 白名单；几分钟后再查。',
      ]);
    }));

  it('[41030] waits for the mini program to be published', () =>
    deployedWith({}, async () => {
      // The first token is this machine's.
      account.wechat.failNext(41030, 2);

      const findings = await examined();

      expect(tellingOf(findings, 'wechat-from-functions')).toEqual([
        '令牌取到了，小程序还没有发布（41030）',
        '小程序发布以后再查；在此之前，网页不能扫码登录。',
      ]);
    }));

  it('has no way to the internet', () =>
    deployedWith({ PublicNetConfig: { PublicNetStatus: 'DISABLE', EipConfig: { EipStatus: 'DISABLE' } } }, async () => {
      const findings = await examined();

      expect(statesOf(findings)).toEqual({ ...DEPLOYED, egress: 'trouble', 'wechat-from-functions': 'trouble' });
      expect(tellingOf(findings, 'egress')).toContain('再运行一次 npm run deploy；仍然这样的，在云函数控制台打开。');
      expect(tellingOf(findings, 'wechat-from-functions')).toEqual([
        '函数连不上微信',
        '函数要能访问公网：看“函数的网络和出口”；用 NAT 网关的，看子网的路由表有没有指向它。',
      ]);
    }));

  it('has no fixed address', () =>
    deployedWith({ PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'DISABLE' } } }, async () => {
      const findings = await examined();

      expect(statesOf(findings)).toEqual({ ...DEPLOYED, egress: 'trouble' });
      expect(tellingOf(findings, 'egress')).toEqual([
        '没有固定的出口地址',
        '每个地域最多 5 个：在云函数控制台看配额，腾出一个后再部署；或设 PUBLIC_NET、FIXED_EGRESS 为 DISABLE，改用 NAT 网关。',
      ]);
    }));
});

describe('npm run doctor', () => {
  const run = (variables: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...account.env, ...variables };
    const command = ['tools/bootstrap.mjs', 'doctor', ...args];
    return promisify(execFile)(process.execPath, command, { cwd: ROOT, env }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    );
  };

  it('ends with 0 and a sum when nothing is in trouble', async () => {
    const { code, stdout, stderr } = await run({});

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('通过：密钥（keys）：账号 100000000001（APPID 1250000000）的子用户\n');
    expect(stdout.trim().split('\n').at(-1)).toBe('通过 13 项，有问题 0 项，以后再查 4 项，不用 0 项。');
  });

  it('makes one check alone, and says which there are', async () => {
    const [one, none] = await Promise.all([run({}, '--only', 'dns'), run({}, '--only', 'weather')]);

    expect(one.stdout).toMatch(/^以后再查：域名解析（dns）：/);
    expect(one.stdout.trim().split('\n').at(-1)).toBe('通过 0 项，有问题 0 项，以后再查 1 项，不用 0 项。');
    expect({ code: none.code, stderr: none.stderr }).toEqual({
      code: 1,
      stderr: `没有检查 weather，可以是：${Object.keys(READY).join('、')}\n`,
    });
  });

  it('ends with 1, goes on after each trouble, and prints no secret', async () => {
    const secrets = {
      TENCENTCLOUD_SECRET_KEY: 'secret-of-the-deployer',
      WECHAT_APP_SECRET: 'secret-of-the-mini-program',
      DATABASE_URL: 'postgres://icp:secret-of-the-functions-password@127.0.0.1:1/icp',
      DATABASE_MIGRATION_URL: 'postgres://icp_owner:secret-of-the-owner-password@127.0.0.1:1/icp',
      SESSION_KEY: 'secret-of-sessions',
      SMTP_PASSWORD: 'pw',
      SMTP_HOST: 'mail.shop.cn',
    };

    const [text, { stdout }] = await Promise.all([run(secrets), run(secrets, '--json', '--stage', 'trial')]);

    expect(text.code).toBe(1);
    const values = [...Object.values(secrets), ...Object.values(account.env).filter((value) => value.length > 40)];
    const shown = values.filter((value) => text.stdout.includes(value) || stdout.includes(value));
    expect(`${text.stdout}${text.stderr}${stdout}`).not.toMatch(/secret-of/);
    expect(shown.filter((value) => value !== 'mail.shop.cn')).toEqual([]);
    const findings = JSON.parse(stdout) as readonly { check: keyof typeof READY; state: State; todo: string[] }[];
    expect(findings.map(({ check }) => check)).toEqual(Object.keys(READY));
    const troubled = findings.filter(({ state }) => state === 'trouble');
    expect(troubled.map(({ check }) => check)).toEqual([
      'settings',
      'keys',
      'database',
      'working-role',
      'wechat-token',
    ]);
    expect(troubled.every(({ todo }) => todo.length > 0)).toBe(true);
  });
});
