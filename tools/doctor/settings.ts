import { prefixOf } from '../../deploy/desired-state.ts';
import {
  ConfigurationError,
  type ConfigurationFault,
  type ConfigurationProblem,
  readConfig,
} from '../../shared/config.ts';
import { variables } from '../docs/configuration-page.ts';
import type { Check, Grounds } from './check.ts';
import { ok, type Problem, unless } from './outcome.ts';

/** Longest name of a function. Source: SCF, CreateFunction. */
const MAX_NAME_LENGTH = 60;

/** The variables of `.env` and the secret, and the names that are made of them. */
export const settings: Check = {
  id: 'settings',
  title: '变量',
  run: async (grounds) => {
    const { service } = grounds;
    const problems = [...variableProblems(grounds), ...databaseProblems(grounds), ...nameProblems(grounds)];
    const { stage, region } = service;
    return unless(problems, () => ok(`环境 ${stage}，地域 ${region}，${Object.keys(service.variables).length} 个变量`));
  },
};

/** Unlike all others these are no secrets, so they stand in `.env`. */
const BEYOND_THE_FUNCTIONS: Readonly<Record<string, string>> = {
  COS_BUCKET: '填写为 <名称>-<APPID>',
  PUBLIC_NET: '填写 ENABLE 或 DISABLE',
  FIXED_EGRESS: '填写 ENABLE 或 DISABLE；PUBLIC_NET 为 DISABLE 时也须是 DISABLE',
};

function variableProblems({ env, service, misread }: Grounds): readonly Problem[] {
  const { COS_BUCKET = '', VPC_ID = '', SUBNET_ID = '', API_DOMAIN = '', API_CERTIFICATE_ID = '' } = env;
  const inEnv = (name: string, what: string) => ({
    found: `${name} ${what}`,
    todo: `在 .env 里改正 ${name}：${BEYOND_THE_FUNCTIONS[name] ?? '它的含义写在 .env.example 里'}。`,
  });
  return [
    ...(COS_BUCKET === '' ? [inEnv('COS_BUCKET', '没有设置')] : []),
    ...misread.map((name) => inEnv(name, '格式不对')),
    ...pairProblem('VPC_ID', VPC_ID, 'SUBNET_ID', SUBNET_ID),
    ...pairProblem('API_DOMAIN', API_DOMAIN, 'API_CERTIFICATE_ID', API_CERTIFICATE_ID),
    ...configProblems(service.variables).filter(({ found }) => !found.startsWith('COS_BUCKET ')),
  ];
}

const pairProblem = (one: string, first: string, other: string, second: string): readonly Problem[] => {
  if ((first === '') === (second === '')) return [];
  const [missing, given] = first === '' ? [one, other] : [other, one];
  return [{ found: `有 ${given}，没有 ${missing}`, todo: `在 .env 里补上 ${missing}，或去掉 ${given}。` }];
};

/** What the deployment would refuse, each with the variable's meaning. An address that can't be parsed is told below. */
function configProblems({ DATABASE_URL = '', ...others }: Readonly<Record<string, string>>): readonly Problem[] {
  const given = DATABASE_URL === '' || URL.canParse(DATABASE_URL) ? { ...others, DATABASE_URL } : others;
  try {
    readConfig(given, Object.keys(given));
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const meanings = new Map(variables().map((variable) => [variable.name, variable]));
    return error.problems.map((problem): Problem => {
      const { name } = problem;
      const { meaning = '', isSecret = false } = meanings.get(name) ?? {};
      const place = isSecret ? '在 SSM 的凭据里加上或改正' : '在 .env 里填写或改正';
      return { found: `${name} ${inChinese(problem)}`, todo: `${place} ${name}：${meaning}。` };
    });
  }
}

/** An address that can't be parsed. */
const ADDRESS_PROBLEM: Problem = {
  found: 'DATABASE_URL 不是一个地址',
  todo: '密码里的 #、/、?、@、% 须写成百分号编码；用 openssl rand -hex 24 生成的密码不含它们。',
};

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
function databaseProblems({ service, env }: Grounds): readonly Problem[] {
  const migrationUrl = service.release.migrations?.databaseUrl ?? '';
  if (migrationUrl === '')
    return [{ found: 'DATABASE_MIGRATION_URL 没有设置', todo: '在 SSM 的凭据里加上它：角色 icp_owner 的地址。' }];
  const [owner, worker] = [addressIn(migrationUrl), addressIn(service.variables.DATABASE_URL ?? '')];
  if (!owner) return [{ ...ADDRESS_PROBLEM, found: 'DATABASE_MIGRATION_URL 不是一个地址' }];
  if (!worker) return service.variables.DATABASE_URL ? [ADDRESS_PROBLEM] : [];
  const isReal = !env.CLOUD_API_ENDPOINT;
  return [
    ...(owner.username === worker.username
      ? [
          {
            found: 'DATABASE_URL 和 DATABASE_MIGRATION_URL 是同一个角色',
            todo: '按运维手册第 3 步建两个角色：icp_owner 升级数据库，icp 给函数使用。',
          },
        ]
      : []),
    ...(owner.pathname !== worker.pathname
      ? [
          {
            found: '两个数据库地址不是同一个数据库',
            todo: '让 DATABASE_URL 和 DATABASE_MIGRATION_URL 末尾的库名相同。',
          },
        ]
      : []),
    ...(isReal && LOOPBACK.test(worker.hostname)
      ? [
          {
            found: 'DATABASE_URL 指向这台电脑，函数连不到',
            todo: 'DATABASE_URL 填数据库的内网地址；经转发连接时，只改 DATABASE_MIGRATION_URL。',
          },
        ]
      : []),
  ];
}

function addressIn(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

function nameProblems({ service }: Grounds): readonly Problem[] {
  const long = Object.keys(service.functions).filter((name) => `${prefixOf(service)}${name}`.length > MAX_NAME_LENGTH);
  if (long.length === 0) return [];
  return [{ found: `环境名太长，函数名会超过 ${MAX_NAME_LENGTH} 个字符`, todo: '换一个短的 STAGE。' }];
}
