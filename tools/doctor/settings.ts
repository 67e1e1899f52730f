import { prefixOf } from '../../deploy/desired-state.ts';
import { configReaderOf } from '../../deploy/products.ts';
import {
  ConfigurationError,
  type ConfigurationFault,
  type ConfigurationProblem,
} from '../../platform/config/configuration.ts';
import { variables } from '../docs/configuration-page.ts';
import { deskVariables, operatorNames } from '../docs/desk-variables.ts';
import { check, type Grounds } from './check.ts';
import { ok, type Problem, problemsAmong, unless } from './outcome.ts';

/** Longest name of a function. Source: SCF, CreateFunction. */
const MAX_NAME_LENGTH = 60;

/** The variables of `.env` and the secret, and the names that are made of them. */
export const settings = check('settings', '变量', async (grounds) => {
  const { service } = grounds;
  const problems = [
    ...secretProblem(grounds),
    ...(await variableProblems(grounds)),
    ...databaseProblems(grounds),
    ...nameProblems(grounds),
    ...(isDesk(grounds) ? sharedProblems(grounds) : []),
  ];
  const { stage, region } = service;
  return unless(problems, () => ok(`环境 ${stage}，地域 ${region}，${Object.keys(service.variables).length} 个变量`));
});

/** Unlike all others these are no secrets, so they stand in `.env`. */
const BEYOND_THE_FUNCTIONS: Readonly<Record<string, string>> = {
  COS_BUCKET: '填写为 <名称>-<APPID>',
  DESK_COS_BUCKET: '填写为 <名称>-<APPID>，与备案服务的不同',
  PUBLIC_NET: '填写 ENABLE 或 DISABLE',
  LOG_RETENTION_DAYS: '填写 180 到 3600 的天数，3640 为永久',
  INSTANCE_CAPS: '填写 0 到 1000 的百分数，0 为不限制',
  FIXED_EGRESS: '填写 ENABLE 或 DISABLE；PUBLIC_NET 为 DISABLE 时也须是 DISABLE',
};

const isDesk = ({ service }: Grounds): boolean => service.release.migrations?.schema === 'desk';

/** Without a single secret the command was run outside of the secret. */
function secretProblem({ env, service, names }: Grounds): readonly Problem[] {
  const { SEAL_KEYS, BLIND_INDEX_KEY, DATABASE_URL } = service.variables;
  return problemsAmong([
    [
      !(SEAL_KEYS || BLIND_INDEX_KEY || DATABASE_URL || env[names.migrationUrl]),
      '没有凭据里的机密',
      '命令前面要加 npm run secrets -- 凭据名 -- （运维手册第 4 步），先这样再运行一次。',
    ],
  ]);
}

async function variableProblems(grounds: Grounds): Promise<readonly Problem[]> {
  const { env, names, service, misread } = grounds;
  const { VPC_ID = '', SUBNET_ID = '' } = env;
  const ofFunctions = await configProblems(service.variables, isDesk(grounds));
  const inEnv = (name: string, what: string) => ({
    found: `${name} ${what}`,
    todo: `在 .env 里改正 ${name}：${BEYOND_THE_FUNCTIONS[name] ?? '它的含义写在 .env.example 里'}。`,
  });
  return [
    ...(env[names.bucket] ? [] : [inEnv(names.bucket, '没有设置')]),
    ...misread.filter((name) => env[name] || name !== names.bucket).map((name) => inEnv(name, '格式不对')),
    ...pairProblem('VPC_ID', VPC_ID, 'SUBNET_ID', SUBNET_ID),
    ...pairProblem(names.domain, env[names.domain] ?? '', names.certificate, env[names.certificate] ?? ''),
    ...ofFunctions.filter(({ found }) => !found.startsWith('COS_BUCKET ')),
  ];
}

const pairProblem = (text: string, first: string, other: string, second: string): readonly Problem[] => {
  if ((first === '') === (second === '')) return [];
  const [missing, given] = first === '' ? [text, other] : [other, text];
  return [{ found: `有 ${given}，没有 ${missing}`, todo: `在 .env 里补上 ${missing}，或去掉 ${given}。` }];
};

/** What the deployment would refuse, each with the variable's meaning. An address that can't be parsed is told below. */
async function configProblems(
  { DATABASE_URL = '', ...others }: Readonly<Record<string, string>>,
  ofDesk: boolean,
): Promise<readonly Problem[]> {
  const given = DATABASE_URL === '' || URL.canParse(DATABASE_URL) ? { ...others, DATABASE_URL } : others;
  try {
    (await configReaderOf(ofDesk ? 'desk' : 'filing'))(given, Object.keys(given));
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const known = ofDesk ? [...variables(), ...deskVariables()] : variables();
    const meanings = new Map(known.map((variable) => [variable.name, variable]));
    const ownNames = ofDesk ? operatorNames() : new Map<string, string>();
    return error.problems.map((problem): Problem => {
      const name = ownNames.get(problem.name) ?? problem.name;
      const { meaning = '', isSecret = false } = meanings.get(name) ?? {};
      const place = isSecret ? '在 SSM 的凭据里加上或改正' : '在 .env 里填写或改正';
      return { found: `${name} ${inChinese(problem)}`, todo: `${place} ${name}：${meaning}。` };
    });
  }
}

/** An address that can't be parsed. */
const addressProblem = (name: string): Problem => ({
  found: `${name} 不是一个地址`,
  todo: '密码里的 #、/、?、@、% 须写成百分号编码；用 openssl rand -hex 24 生成的密码不含它们。',
});

const FAULTS: Readonly<Record<Exclude<ConfigurationFault, 'needed'>, string>> = {
  missing: '没有设置',
  malformed: '格式不对',
  placeholder: '还是占位的值',
  'stand-in': '指向模拟服务，正式环境不能设置',
  'not-https': '须以 https:// 开头',
  'not-encrypted': '不加密，正式环境只能用 465 或 587',
  'same-keys': '里有两个相同的',
  'seal-key': '与 SEAL_KEYS 的一个相同',
  unverified: '须加密连接并验证证书',
};

const inChinese = ({ fault, neededBy = '另一个变量' }: ConfigurationProblem): string =>
  fault === 'needed' ? `没有设置，而 ${neededBy} 需要它` : FAULTS[fault];

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** How the two addresses of the database fit together. */
function databaseProblems(grounds: Grounds): readonly Problem[] {
  const { service, env, names } = grounds;
  const { migrationUrl: migrating, workingUrl: working } = names;
  const [ownerRole, workerRole] = isDesk(grounds) ? ['desk_owner', 'desk'] : ['icp_owner', 'icp'];
  const migrationUrl = service.release.migrations?.databaseUrl ?? '';
  if (migrationUrl === '')
    return [{ found: `${migrating} 没有设置`, todo: `在 SSM 的凭据里加上它：角色 ${ownerRole} 的地址。` }];
  const [owner, worker] = [addressIn(migrationUrl), addressIn(service.variables.DATABASE_URL ?? '')];
  if (!owner) return [addressProblem(migrating)];
  if (!worker) return service.variables.DATABASE_URL ? [addressProblem(working)] : [];
  return problemsAmong([
    [
      owner.username === worker.username,
      `${working} 和 ${migrating} 是同一个角色`,
      `按${names.roles}建两个角色：${ownerRole} 升级数据库，${workerRole} 给函数使用。`,
    ],
    [
      owner.pathname !== worker.pathname,
      '两个数据库地址不是同一个数据库',
      `让 ${working} 和 ${migrating} 末尾的库名相同。`,
    ],
    [
      !env.CLOUD_API_ENDPOINT && LOOPBACK.test(worker.hostname),
      `${working} 指向这台电脑，函数连不到`,
      `${working} 填数据库的内网地址；经转发连接时，只改 ${migrating}。`,
    ],
  ]);
}

function addressIn(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

function nameProblems({ service }: Grounds): readonly Problem[] {
  const isTooLong = (name: string) => `${prefixOf(service)}${name}`.length > MAX_NAME_LENGTH;
  return problemsAmong([
    [
      Object.keys(service.functions).some(isTooLong),
      `环境名太长，函数名会超过 ${MAX_NAME_LENGTH} 个字符`,
      '换一个短的 STAGE。',
    ],
  ]);
}

/** The keys of a list `<id>:<key>,…` or `<key>,…`. */
const keysIn = (list: string | undefined): readonly string[] =>
  (list ?? '').split(',').flatMap((entry) => entry.split(':').at(-1) || []);

/** What the desk shares with the filing service although it must not, where both are known here; and its two hosts. */
function sharedProblems({ env, service }: Grounds): readonly Problem[] {
  const own = [...keysIn(env.DESK_SEAL_KEYS), ...keysIn(env.DESK_BLIND_INDEX_KEY), ...keysIn(env.DESK_AUDIT_KEY)];
  const others = [...keysIn(env.SEAL_KEYS), ...keysIn(env.BLIND_INDEX_KEY), ...keysIn(env.SESSION_KEY)];
  const { DESK_URL = '' } = env;
  const [host, domain] = [addressIn(DESK_URL)?.hostname, service.domain?.name ?? ''];
  return problemsAmong([
    [
      own.some((key) => others.includes(key)),
      '审核工作台和备案服务用了同一个密钥',
      '为 DESK_SEAL_KEYS、DESK_BLIND_INDEX_KEY、DESK_AUDIT_KEY 各自新生成（openssl rand -base64 32）。',
    ],
    [
      service.bucket !== undefined && service.bucket === env.COS_BUCKET,
      'DESK_COS_BUCKET 与 COS_BUCKET 相同',
      '给审核工作台单独取一个存储桶的名称，部署时创建。',
    ],
    [
      domain !== '' && host !== undefined && host !== domain,
      `DESK_URL 是 ${host} 的，DESK_DOMAIN 是 ${domain}`,
      '两者用同一个域名：页面和接口在一起。',
    ],
  ]);
}
