import { randomBytes } from 'node:crypto';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployerPolicy } from '../../deploy/deployer-policy.ts';
import { ROOT } from '../../deploy/root.ts';
import { requestText, signingKey, verifyMessage } from '../../platform/edge/signed-message.ts';
import { startTestProvider } from '../../tests/support/desk/desk-sign-in.ts';
import { type AccountToCheck, accountToCheck } from '../../tests/support/filings/account-to-check.ts';
import { examine } from './examine.ts';
import type { State } from './outcome.ts';

const BUCKET = 'icp-desk-1250000000';
const DOMAIN = 'www.shop.cn';
const key = () => randomBytes(32).toString('base64');
const VERDICTS = `whsec_${key()}`;
const REQUESTS = `whsec_${key()}`;

let account: AccountToCheck;
let provider: Awaited<ReturnType<typeof startTestProvider>>;
let filings: Running;
let env: Readonly<Record<string, string>>;
/** What the filing service answers to a signature that it believes. */
let status: number;

beforeAll(async () => {
  account = await accountToCheck();
  provider = await startTestProvider();
  filings = await listen(0, async ({ url = '', headers }, response) => {
    const sent = headers as Readonly<Record<string, string>>;
    const body = requestText({ method: 'GET', target: url, body: '' });
    const { believed } = verifyMessage([signingKey(VERDICTS)], { headers: sent, body, now: new Date() });
    if (!url.startsWith('/v1/records/changes?after=')) return void response.writeHead(404).end();
    response.writeHead(believed ? status : 401).end();
  });
  await account.setPolicy(
    deployerPolicy({ region: 'ap-guangzhou', service: 'icp-desk', prefix: 'icp-desk-test-', bucket: BUCKET }),
  );
  const desk = await account.database.withDesk();
  await account.database.query(`do $$ begin
    execute format('alter role desk in database %I set idle_session_timeout = ''5min''', current_database()); end $$`);
  const own = {
    DESK_COS_BUCKET: BUCKET,
    DESK_DATABASE_URL: desk.url,
    DESK_MIGRATION_URL: desk.migrationUrl,
    DESK_SEAL_KEYS: `k1:${key()}`,
    DESK_BLIND_INDEX_KEY: key(),
    DESK_AUDIT_KEY: key(),
    DESK_VERDICT_SECRET: VERDICTS,
    DESK_REQUEST_SECRETS: REQUESTS,
    REVIEW_DESK_SECRET: REQUESTS,
    REVIEW_DESK_URL: `https://${DOMAIN}`,
    FILING_WEBHOOK_URL: `${filings.url}/v1/webhooks/review`,
    DESK_URL: `https://${DOMAIN}/`,
    DESK_DOMAIN: DOMAIN,
    DESK_CERTIFICATE_ID: account.env.API_CERTIFICATE_ID ?? '',
    DESK_OIDC_ISSUER_URL: provider.url,
    DESK_OIDC_CLIENT_ID: 'icp-desk',
    DESK_OIDC_CLIENT_SECRET: 'secret-of-the-desk',
    DESK_OIDC_SECOND_FACTOR: 'acr=urn:laptop:two-factors',
  };
  env = { ...account.env, ...own };
  status = 200;
});
afterAll(async () => {
  await filings?.stop();
  await provider?.stop();
  await account?.close();
});

const examined = (variables: Readonly<Record<string, string | undefined>> = {}, only?: readonly string[]) =>
  examine(`${ROOT}/desk/serverless.yml`, { ...env, ...variables }, { timeoutSeconds: 1, ...(only && { only }) });
const statesOf = (findings: readonly { readonly check: string; readonly state: State }[]) =>
  Object.fromEntries(findings.map(({ check, state }) => [check, state]));

const READY = {
  settings: 'ok',
  keys: 'ok',
  services: 'ok',
  runtime: 'ok',
  rights: 'ok',
  bucket: 'later',
  logs: 'later',
  egress: 'later',
  database: 'ok',
  'working-role': 'ok',
  caps: 'ok',
  certificate: 'ok',
  dns: 'later',
  'identity-provider': 'ok',
  'filing-service': 'ok',
};

interface Fault {
  readonly check: keyof typeof READY;
  readonly variables?: () => Readonly<Record<string, string | undefined>>;
  readonly plant?: () => unknown;
  readonly restore?: () => unknown;
  readonly found: string;
  readonly todo: string;
}
const asSuperuser = (sql: string) => account.database.query(sql);

/** One at a time. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'a variable is missing': {
    check: 'settings',
    variables: () => ({ DESK_AUDIT_KEY: undefined }),
    found: 'DESK_AUDIT_KEY 没有设置',
    todo: '在 SSM 的凭据里加上或改正 DESK_AUDIT_KEY：操作记录防篡改的密钥，32 个随机字节的 Base64；一直使用，不更换。',
  },
  'a variable that the functions have by another name is malformed': {
    check: 'settings',
    variables: () => ({ DESK_SEAL_KEYS: 'k1:short' }),
    found: 'DESK_SEAL_KEYS 格式不对',
    todo: '在 SSM 的凭据里加上或改正 DESK_SEAL_KEYS：加密数据的密钥，格式同 `SEAL_KEYS`，不得与它相同。',
  },
  'the bucket is not named': {
    check: 'settings',
    variables: () => ({ DESK_COS_BUCKET: undefined }),
    found: 'DESK_COS_BUCKET 没有设置',
    todo: '在 .env 里改正 DESK_COS_BUCKET：填写为 <名称>-<APPID>，与备案服务的不同。',
  },
  'the bucket is the filing service’s': {
    check: 'settings',
    variables: () => ({ COS_BUCKET: BUCKET }),
    found: 'DESK_COS_BUCKET 与 COS_BUCKET 相同',
    todo: '给审核工作台单独取一个存储桶的名称，部署时创建。',
  },
  'a key is the filing service’s': {
    check: 'settings',
    variables: () => ({ DESK_BLIND_INDEX_KEY: env.BLIND_INDEX_KEY }),
    found: '审核工作台和备案服务用了同一个密钥',
    todo: '为 DESK_SEAL_KEYS、DESK_BLIND_INDEX_KEY、DESK_AUDIT_KEY 各自新生成（openssl rand -base64 32）。',
  },
  'the page is on another host': {
    check: 'settings',
    variables: () => ({ DESK_URL: 'https://page.shop.cn/' }),
    found: `DESK_URL 是 page.shop.cn 的，DESK_DOMAIN 是 ${DOMAIN}`,
    todo: '两者用同一个域名：页面和接口在一起。',
  },
  'one role works and migrates': {
    check: 'settings',
    variables: () => ({ DESK_DATABASE_URL: env.DESK_MIGRATION_URL }),
    found: 'DESK_DATABASE_URL 和 DESK_MIGRATION_URL 是同一个角色',
    todo: '按审核工作台说明（docs/desk.md）“部署”第 2 步建两个角色：desk_owner 升级数据库，desk 给函数使用。',
  },
  'the bucket is named for another account': {
    check: 'keys',
    variables: () => ({ DESK_COS_BUCKET: 'icp-desk-1250000009' }),
    found: '账号的 APPID 是 1250000000，DESK_COS_BUCKET 以 1250000009 结尾',
    todo: '存储桶名以自己账号的 APPID 结尾：把 DESK_COS_BUCKET 改为 <名称>-1250000000，或换成那个账号的密钥。',
  },
  'the deployer has the policy of the filing service alone': {
    check: 'rights',
    plant: () => account.setPolicy(),
    restore: () =>
      account.setPolicy(
        deployerPolicy({ region: 'ap-guangzhou', service: 'icp-desk', prefix: 'icp-desk-test-', bucket: BUCKET }),
      ),
    found: '缺 ',
    todo: '运行 npm run plan -- --policy --config desk/serverless.yml，在访问管理 CAM 里用打印的内容更新部署人的策略；一两分钟后再运行一次。',
  },
  'a table of the schema belongs to another role': {
    check: 'database',
    plant: () => asSuperuser('create table desk.stray ()'),
    restore: () => asSuperuser('drop table desk.stray'),
    found: 'desk_owner 不能建表，或不是全部表的所有者',
    todo: '以管理员运行 grant create on database … to desk_owner，并把模式 desk 里已有的表都改为归它所有。',
  },
  'the role of the functions does not exist': {
    check: 'database',
    variables: () => ({ DESK_DATABASE_URL: (env.DESK_DATABASE_URL ?? '').replace('//desk:', '//desk_functions:') }),
    found: '没有角色 desk_functions',
    todo: '按审核工作台说明（docs/desk.md）“部署”第 2 步建角色 desk_functions（DESK_DATABASE_URL 的角色）。',
  },
  'the role of the functions lacks a right': {
    check: 'working-role',
    plant: () => asSuperuser('revoke update on desk.review_case from desk'),
    restore: () => asSuperuser('grant update on desk.review_case to desk'),
    found: 'desk 缺 update desk.review_case',
    todo: '运行 npm run migrate -- --config desk/serverless.yml（或再部署一次），它把权限重新设为函数需要的那些。',
  },
  'the role of the functions may read the filings': {
    check: 'working-role',
    plant: () => asSuperuser('grant usage on schema public to desk; grant select on filing to desk'),
    restore: () => asSuperuser('revoke select on filing from desk; revoke usage on schema public from desk'),
    found: 'desk 多了 select filing',
    todo: '以管理员收回它在备案服务的表上的权限：revoke all on all tables in schema public from desk。',
  },
  'idle connections never end': {
    check: 'working-role',
    plant: () =>
      asSuperuser(`do $$ begin
      execute format('alter role desk in database %I set idle_session_timeout = 0', current_database()); end $$`),
    restore: () =>
      asSuperuser(`do $$ begin
      execute format('alter role desk in database %I set idle_session_timeout = ''5min''', current_database()); end $$`),
    found: 'desk 的空闲连接不会结束',
    todo: "以管理员运行 alter role desk set idle_session_timeout = '5min';",
  },
  'the domain leads to the functions, and nothing shows the page': {
    check: 'dns',
    plant: () => account.dns.alias(DOMAIN, '1250000000.ap-guangzhou.tencentscf.com'),
    restore: () => account.dns.alias(DOMAIN, undefined),
    found: `${DOMAIN} 直接指向函数，页面打不开`,
    todo: `用 CDN 承接 ${DOMAIN}，把它的 CNAME 记录指向 CDN 给的域名（docs/desk.md 的“页面”第 3 步）；刚改的，几分钟后再查。`,
  },
  'the identity provider is out of reach': {
    check: 'identity-provider',
    variables: () => ({ DESK_OIDC_ISSUER_URL: 'http://127.0.0.1:1' }),
    found: '登录服务的说明有 1 处要改',
    todo: 'http://127.0.0.1:1/.well-known/openid-configuration 连不上：请检查 DESK_OIDC_ISSUER_URL 和网络。',
  },
  'the second factor is none of the provider’s': {
    check: 'identity-provider',
    variables: () => ({ DESK_OIDC_SECOND_FACTOR: 'acr=9' }),
    found: '登录服务的说明有 1 处要改',
    todo: '没有 acr 9：请核对 DESK_OIDC_SECOND_FACTOR。',
  },
  'the filing service is out of reach': {
    check: 'filing-service',
    variables: () => ({ FILING_WEBHOOK_URL: 'http://127.0.0.1:1/v1/webhooks/review' }),
    found: '连不到 127.0.0.1:1',
    todo: '先部署备案服务，核对 FILING_WEBHOOK_URL 的域名、它的证书和解析。',
  },
  'the address of the filing service is another path': {
    check: 'filing-service',
    variables: () => ({ FILING_WEBHOOK_URL: `${filings.url}/` }),
    found: 'FILING_WEBHOOK_URL 的路径是 /',
    todo: '改为 https://<API_DOMAIN>/v1/webhooks/review。',
  },
  'the filing service does not believe the desk': {
    check: 'filing-service',
    variables: () => ({ DESK_VERDICT_SECRET: `whsec_${key()}` }),
    found: '备案服务不认 DESK_VERDICT_SECRET 的签名',
    todo: '让它是备案服务 REVIEW_WEBHOOK_SECRETS 中的一个；刚改过的，先部署备案服务。还是不认的，看两边的时间。',
  },
  'the filing service is down': {
    check: 'filing-service',
    plant: () => {
      status = 503;
    },
    restore: () => {
      status = 200;
    },
    found: '返回 503',
    todo: '核对 FILING_WEBHOOK_URL 的域名；5xx 的，对备案服务运行 npm run doctor。',
  },
  'the desk would not believe the filing service': {
    check: 'filing-service',
    variables: () => ({ REVIEW_DESK_SECRET: `whsec_${key()}` }),
    found: 'DESK_REQUEST_SECRETS 里没有备案服务的 REVIEW_DESK_SECRET',
    todo: '让两边相同；更换期间 DESK_REQUEST_SECRETS 写两个。',
  },
  'the filing service sends to another desk': {
    check: 'filing-service',
    variables: () => ({ REVIEW_DESK_URL: 'https://other.shop.cn' }),
    found: '备案服务的 REVIEW_DESK_URL 是 other.shop.cn，不是审核工作台',
    todo: '改为 https://<DESK_DOMAIN>，末尾不带斜杠，再部署备案服务。',
  },
};

describe('a desk that is ready', () => {
  it('has nothing in trouble before the deployment', async () => {
    expect(statesOf(await examined())).toEqual(READY);
  });

  it('behind a CDN is fine, and tells what it could not compare', async () => {
    account.dns.alias(DOMAIN, 'www.shop.cn.cdn.dnsv1.com');

    const findings = await examined({ REVIEW_DESK_SECRET: undefined }, ['dns', 'filing-service']);

    account.dns.alias(DOMAIN, undefined);
    expect(statesOf(findings)).toEqual({ dns: 'ok', 'filing-service': 'later' });
  });
});

describe('a fault of the desk is found, and said what to do about', () => {
  it.each(Object.entries(FAULTS))('%s', async (_, { check, variables, plant, restore, found, todo }) => {
    await plant?.();
    const [told] = await examined(variables?.(), [check]);
    await restore?.();

    expect(told).toMatchObject({ check, state: 'trouble' });
    expect(told?.found).toContain(found);
    expect(told?.todo).toContain(todo);
  });
});
