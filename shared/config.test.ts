import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PROVINCES } from '../contracts/data/provinces.ts';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import type { ConfigurationError } from '../platform/config/configuration.ts';
import { optionalSwitch, Secret } from '../platform/config/formats.ts';
import { roleCredentials } from '../platform/config/instance.ts';
import { environment, readConfig } from './config.ts';

const KEY = 'u5nq0Jd1cXg3m8yZt7WkLr2bVf9sHa4eQpC6xNiYoTE=';
const OTHER_KEY = 'Wq4xT0bN7mZc2LhRk9sVdYpG6uJfA1eQi8oXwKtBzC0=';

const BUDGETS = 'ocr=60,faces=60,liveness=30,company-register=10,sms=40';
const PRODUCTION = {
  STAGE: 'production',
  RELEASE: 'v1.4.0',
  DATABASE_URL: 'postgres://icp:k3yJ@10.0.0.7:5432/icp?sslmode=verify-full',
  COS_BUCKET: 'icp-filing-1250000000',
  COS_REGION: 'ap-guangzhou',
  OBJECT_STORE: 'cos',
  S3_ENDPOINT: '',
  COS_ENDPOINT: '',
  CLOUD_API_ENDPOINT: '',
  RDAP_BOOTSTRAP_URL: 'https://data.iana.org/rdap/dns.json',
  WHOIS_HOST: 'whois.cnnic.cn:43',
  WECHAT_API_URL: 'https://api.weixin.qq.com',
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  POLLS_AT_ONCE: '100',
  PAID_CALLS_PER_ACCOUNT: BUDGETS,
  PAID_CALLS_PER_FILING: BUDGETS,
  PAID_CALLS_PER_DAY: BUDGETS,
  UPLOAD_ROLE: 'icp-filing-production-upload-grants',
  SESSION_KEY: KEY,
  SEAL_KEYS: `k1:${KEY}`,
  BLIND_INDEX_KEY: OTHER_KEY,
  REVIEW_DESK_URL: 'https://desk.provider.cn',
  REVIEW_DESK_SECRET: `whsec_${KEY}`,
  REVIEW_WEBHOOK_SECRETS: `whsec_${KEY},whsec_${KEY}`,
  RECORD_SERVICE_URL: '',
  OPEN_PROVINCES: '440000,350000,120000',
  CONSENT_TEXT_VERSION: '2026-11',
  TERMS_TEXT_VERSION: '2026-11',
  LETTER_FONT: '/var/user/NotoSansSC_400Regular.ttf',
};
const OPTIONAL = ['S3_ENDPOINT', 'COS_ENDPOINT', 'CLOUD_API_ENDPOINT', 'RECORD_SERVICE_URL'];
const REQUIRED = Object.keys(PRODUCTION).filter((name) => !OPTIONAL.includes(name));

/** The names in the lines of what is thrown; empty when nothing is. */
function namedProblems(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readConfig(variables);
    return [];
  } catch (error) {
    return [...String(error).matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name ?? '');
  }
}

describe('readConfig', () => {
  it('says of each variable what it must be', () => {
    const wrong = {
      ...PRODUCTION,
      STAGE: undefined,
      OBJECT_STORE: 'ftp',
      COS_ENDPOINT: 'nowhere',
      WHOIS_HOST: 'whois',
    };

    expect(() => readConfig(wrong)).toThrow(
      [
        'the environment is not complete:',
        '  STAGE: is missing',
        '  OBJECT_STORE: must be one of cos, s3',
        '  COS_ENDPOINT: is not well-formed',
        '  WHOIS_HOST: must be <host>:<port>',
      ].join('\n'),
    );
  });

  it('gives what it was given, secrets wrapped and empty stand-ins left out', () => {
    const config = readConfig(PRODUCTION);

    expect(config).toMatchObject({
      STAGE: 'production',
      COS_ENDPOINT: undefined,
      OPEN_PROVINCES: '440000,350000,120000',
    });
    expect(config.SESSION_KEY.reveal()).toBe(KEY);
  });

  it('knows every province, and no other code', () => {
    const known = Array.from({ length: 100 }, (_, n) => `${String(n).padStart(2, '0')}0000`).filter(
      (code) => namedProblems({ ...PRODUCTION, OPEN_PROVINCES: code }).length === 0,
    );

    expect(known).toEqual(PROVINCES.map(({ code }) => code).toSorted());
  });

  it('[C1] names every variable that is missing, all at once', () => {
    const named = namedProblems({});

    expect([...named].sort()).toEqual([...REQUIRED].sort());
  });

  it.each(REQUIRED)('[C1] names %s alone when it is missing or empty', (name) => {
    const named = [namedProblems({ ...PRODUCTION, [name]: undefined }), namedProblems({ ...PRODUCTION, [name]: '' })];

    expect(named).toEqual([[name], [name]]);
  });

  it.each([
    ['COS_BUCKET', 'icp-filing'],
    ['COS_BUCKET', 'ICP-1250000000'],
    ['OBJECT_STORE', 'oss'],
    ['S3_ENDPOINT', 's3.private.cloud'],
    ['WECHAT_API_URL', 'ftp://api.weixin.qq.com'],
    ['REVIEW_DESK_URL', 'desk.provider.cn'],
    ['RDAP_BOOTSTRAP_URL', 'data.iana.org'],
    ['WHOIS_HOST', 'whois.cnnic.cn'],
    ['OPEN_PROVINCES', '44,35'],
    ['OPEN_PROVINCES', '440000,'],
    ['OPEN_PROVINCES', '440000,990000'],
    ['OPEN_PROVINCES', '440100'],
    ['REPLACEMENT_PROVINCES', '44'],
    ['ONE_LIVENESS_PROVINCES', '广东'],
    ['REPLACEMENT_PROVINCES', '440000,470000'],
    ['PAID_CALLS_PER_DAY', 'ocr=60'],
    ['PAID_CALLS_PER_FILING', `${BUDGETS},fax=1`],
    ['PAID_CALLS_PER_ACCOUNT', BUDGETS.replace('60', 'many')],
    ['POLLS_AT_ONCE', '0'],
    ['POLLS_AT_ONCE', 'many'],
    ['RELEASE', 'two words'],
    ['DATABASE_URL', 'mysql://icp@10.0.0.7/icp'],
    ['DATABASE_CA_FILE', '../ca.pem'],
    ['SESSION_KEY', 'short'],
    ['SESSION_KEY', `${KEY}${KEY}`],
    ['SESSION_KEY', KEY.slice(1)],
    ['SEAL_KEYS', 'k1:short'],
    ['SEAL_KEYS', KEY],
    ['SEAL_KEYS', `k1:${KEY},`],
    ['SEAL_KEYS', `k 1:${KEY}`],
    ['SEAL_KEYS', `k1:${KEY},k1:${KEY.replace('u', 'v')}`],
    ['BLIND_INDEX_KEY', 'short'],
    ['BLIND_INDEX_KEY', KEY],
    ['WECHAT_APP_SECRET', 'short'],
    ['REVIEW_DESK_SECRET', 'whsec_short'],
    ['REVIEW_DESK_SECRET', `whsec_${KEY},whsec_${KEY}`],
    ['REVIEW_WEBHOOK_SECRETS', 'whsec_short'],
    ['REVIEW_WEBHOOK_SECRETS', `whsec_${KEY},short`],
  ])('[C1] [W6] names %s when it is %s', (name, value) => {
    const named = namedProblems({ ...PRODUCTION, [name]: value });

    expect(named).toEqual([name]);
  });

  it('[C1] takes several keys for sealing, and secrets with and without their prefix', () => {
    const rotating = { SEAL_KEYS: `2027-01:${KEY},k1:${KEY.replace('u', 'v')}`, REVIEW_DESK_SECRET: KEY };

    expect(namedProblems({ ...PRODUCTION, ...rotating })).toEqual([]);
  });

  it('[C1] has the names, and nothing else, in the code that the log repeats', () => {
    const read = () => readConfig({ ...PRODUCTION, SESSION_KEY: 'hunter2', COS_BUCKET: 'hunter2' });

    expect(read).toThrow(expect.objectContaining({ name: 'ConfigurationError', code: 'COS_BUCKET,SESSION_KEY' }));
  });

  it('[C1] says of each variable what is wrong with it', () => {
    const { REVIEW_DESK_URL: _, ...rest } = PRODUCTION;
    const faults = (variables: Readonly<Record<string, string>>) => {
      try {
        readConfig(variables);
        return [];
      } catch (error) {
        return (error as ConfigurationError).problems.map(({ name, fault, neededBy }) => [name, fault, neededBy]);
      }
    };

    expect(faults({ ...rest, SESSION_KEY: 'hunter2' })).toEqual([
      ['SESSION_KEY', 'malformed', undefined],
      ['REVIEW_DESK_URL', 'missing', undefined],
    ]);
    expect(faults({ ...PRODUCTION, LIVENESS_PROVIDER: 'eid', BLIND_INDEX_KEY: `${KEY},${KEY}` })).toEqual([
      ['EID_MERCHANT_ID', 'needed', 'LIVENESS_PROVIDER=eid'],
      ['BLIND_INDEX_KEY', 'seal-key', undefined],
      ['BLIND_INDEX_KEY', 'same-keys', undefined],
    ]);
  });

  it('[C3] does not repeat a value that is wrong', () => {
    const read = () =>
      readConfig({ ...PRODUCTION, SESSION_KEY: 'hunter2', REVIEW_DESK_URL: 'hunter2', COS_BUCKET: 'hunter2' });

    expect(read).toThrow(/^(?![\s\S]*hunter2)/);
  });
});

describe('[C6] a function that has only some of the variables', () => {
  const { DATABASE_URL, STAGE } = PRODUCTION;
  const names = ['STAGE', 'DATABASE_URL'];

  it('has those, without what depends on others', () => {
    const config = readConfig({ STAGE, DATABASE_URL, SESSION_KEY: KEY }, names);

    expect([config.STAGE, config.DATABASE_URL.reveal(), config.S3_ENDPOINT]).toEqual([STAGE, DATABASE_URL, undefined]);
    expect(Object.keys(config).toSorted()).toEqual(['DATABASE_URL', 'STAGE']);
  });

  it('never goes on with an empty one: another that is required is missing when it is asked for', () => {
    const config = readConfig({ STAGE, DATABASE_URL, SESSION_KEY: KEY }, names);

    expect(() => config.SESSION_KEY).toThrow(expect.objectContaining({ code: 'SESSION_KEY' }));
  });

  it('is refused when one of them is missing or wrong', () => {
    const read = () => readConfig({ STAGE, DATABASE_URL: 'mysql://x' }, [...names, 'SEAL_KEYS']);

    expect(read).toThrow(expect.objectContaining({ code: 'DATABASE_URL,SEAL_KEYS' }));
  });

  it('is refused a placeholder and a stand-in in production as before', () => {
    const read = () => readConfig({ STAGE, COS_ENDPOINT: 'http://127.0.0.1:1' }, ['STAGE', 'COS_ENDPOINT']);

    expect(read).toThrow(expect.objectContaining({ code: 'COS_ENDPOINT' }));
  });
});

describe('the way a site owner is filmed', () => {
  it.each([
    ['eid', 'EID_MERCHANT_ID'],
    ['hosted', 'FACEID_RULE_ID'],
  ])('%s needs %s', (provider, name) => {
    const chosen = { ...PRODUCTION, LIVENESS_PROVIDER: provider };

    expect([namedProblems(chosen), namedProblems({ ...chosen, [name]: '1' })]).toEqual([[name], []]);
  });

  it.each(['video', ''])('%j needs nothing more', (provider) => {
    expect(namedProblems({ ...PRODUCTION, LIVENESS_PROVIDER: provider })).toEqual([]);
  });

  it('is one of three', () => {
    expect(namedProblems({ ...PRODUCTION, LIVENESS_PROVIDER: 'none' })).toEqual(['LIVENESS_PROVIDER']);
  });
});

describe('an optional variable', () => {
  /** Each begins a choice that needs more. */
  const CHOICES: readonly Readonly<Record<string, string>>[] = [
    { LIVENESS_PROVIDER: 'eid' },
    { LIVENESS_PROVIDER: 'hosted' },
    { CAPTCHA_APP_ID: '190000000' },
    { SMTP_HOST: 'smtp.example.cn' },
  ];
  /** Nobody needs them: what they are for is left out without them. */
  const STANDS_ALONE = [
    ...['DATABASE_CA_FILE', 'OBJECT_PREFIX', 'S3_ENDPOINT', 'COS_ENDPOINT', 'CLOUD_API_ENDPOINT', 'SMTP_PORT'],
    ...[
      'ID_CARD_ACTION',
      'OCR_SURE_FROM',
      'WECHAT_TEMPLATES',
      'PAGE_URL',
      'SMS_SDK_APP_ID',
      'SMS_SIGN_NAME',
      'SMS_TEMPLATES',
    ],
    ...['DELIVERY_FUNCTION', 'RECORD_SERVICE_URL', 'REPLACEMENT_PROVINCES', 'ONE_LIVENESS_PROVINCES'],
  ];

  it('is a switch, begins a choice, is needed by one (missingBesides), or stands alone', () => {
    const optional = Object.entries(environment).filter(([, format]) => format.safeParse(undefined).success);
    const known = [
      ...optional.filter(([, format]) => format === optionalSwitch).map(([name]) => name),
      ...CHOICES.flatMap((choice) => [...Object.keys(choice), ...namedProblems({ ...PRODUCTION, ...choice })]),
      ...STANDS_ALONE,
    ];

    expect(optional.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !optional.some(([other]) => other === name))).toEqual([]);
  });
});

describe('mail', () => {
  const SMTP = {
    SMTP_HOST: 'smtp.example.cn',
    SMTP_PORT: '587',
    SMTP_USER: 'icp@example.cn',
    SMTP_PASSWORD: 'a-real-one',
    MAIL_FROM: '备案服务 <icp@example.cn>',
  };

  it.each(['SMTP_USER', 'SMTP_PASSWORD', 'MAIL_FROM'])('with a server needs %s', (name) => {
    expect(namedProblems({ ...PRODUCTION, ...SMTP, [name]: '' })).toEqual([name]);
    expect(namedProblems({ ...PRODUCTION, ...SMTP })).toEqual([]);
    expect(namedProblems({ ...PRODUCTION, [name]: '' })).toEqual([]);
  });

  it.each(['25', '2525'])('leaves production by a port that encrypts, not by %s', (port) => {
    expect(namedProblems({ ...PRODUCTION, ...SMTP, SMTP_PORT: port })).toEqual(['SMTP_PORT']);
    expect(namedProblems({ ...PRODUCTION, ...SMTP, SMTP_PORT: port, STAGE: 'test' })).toEqual([]);
  });

  it.each(['icp@example.cn', '备案 <icp>', 'a <b@mail.example.cn>\r\nBcc: <d@mail.example.cn>'])(
    'has a sender that is one: %j',
    (from) => {
      expect(namedProblems({ ...PRODUCTION, ...SMTP, MAIL_FROM: from })).toEqual(['MAIL_FROM']);
    },
  );
});

describe('budgets for codes and mails', () => {
  it('are those of SMS where they are left out', () => {
    const { PAID_CALLS_PER_DAY: old } = readConfig(PRODUCTION);
    const given = `${BUDGETS},sms-codes=7,mails=9`;
    const { PAID_CALLS_PER_DAY: day } = readConfig({ ...PRODUCTION, PAID_CALLS_PER_DAY: given });

    expect([old, day]).toMatchObject([
      { sms: 40, 'sms-codes': 40, mails: 40 },
      { sms: 40, 'sms-codes': 7, mails: 9 },
    ]);
  });
});

describe('production', () => {
  it.each([
    ['SESSION_KEY', 'laptop+only+session+key+0123456789abcdef+++='],
    ['SEAL_KEYS', 'k1:PLACEHOLDER0123456789abcdef0123456789abcdef='],
    ['BLIND_INDEX_KEY', 'changeme/changeme/changeme/changeme/changem='],
    ['REVIEW_DESK_SECRET', 'whsec_changeme0123456789abcdef01234567'],
    ['REVIEW_WEBHOOK_SECRETS', `whsec_${KEY},whsec_example0123456789abcdef012345678`],
    ['DATABASE_URL', 'postgres://user:password@db.example.com/icp?sslmode=verify-full'],
  ])('[C2] refuses a placeholder in %s, which is fine elsewhere', (name, value) => {
    const named = [
      namedProblems({ ...PRODUCTION, [name]: value }),
      namedProblems({ ...PRODUCTION, STAGE: 'laptop', [name]: value }),
    ];

    expect(named).toEqual([[name], []]);
  });

  it.each([
    ['COS_ENDPOINT', 'http://127.0.0.1:9001'],
    ['CLOUD_API_ENDPOINT', 'http://127.0.0.1:9002'],
    ['S3_ENDPOINT', 'http://127.0.0.1:9001'],
    ['WECHAT_API_URL', 'http://127.0.0.1:9003'],
    ['REVIEW_DESK_URL', 'http://127.0.0.1:9004'],
    ['RDAP_BOOTSTRAP_URL', 'http://127.0.0.1:9005/dns.json'],
    ['RECORD_SERVICE_URL', 'http://127.0.0.1:9007'],
  ])('[C2] [D5] refuses a stand-in in %s, which is fine elsewhere', (name, value) => {
    const named = [
      namedProblems({ ...PRODUCTION, [name]: value }),
      namedProblems({ ...PRODUCTION, STAGE: 'laptop', [name]: value }),
    ];

    expect(named).toEqual([[name], []]);
  });

  it.each([
    ['no sslmode', ''],
    ['sslmode=disable', '?sslmode=disable'],
    ['sslmode=require', '?sslmode=require'],
    ['sslmode=no-verify', '?sslmode=no-verify'],
    ['sslmode=verify-ca without a file of authorities', '?sslmode=verify-ca'],
    ['another sslmode before verify-full', '?sslmode=require&sslmode=verify-full'],
  ])('[C5] refuses a database with %s, which is fine elsewhere', (_, query) => {
    const DATABASE_URL = `postgres://icp:k3yJ@10.0.0.7:5432/icp${query}`;

    const named = [
      namedProblems({ ...PRODUCTION, DATABASE_URL }),
      namedProblems({ ...PRODUCTION, STAGE: 'laptop', DATABASE_URL }),
    ];

    expect(named).toEqual([['DATABASE_URL'], []]);
  });

  it('[C5] says in the operator’s language how the database is to be reached, without the address', () => {
    const read = () => readConfig({ ...PRODUCTION, DATABASE_URL: 'postgres://icp:k3yJ@10.0.0.7:5432/icp' });

    expect(read).toThrow(
      'DATABASE_URL: 正式环境须加密连接数据库并验证它的证书。请在地址末尾加上 ?sslmode=verify-full；' +
        '证书没有写明主机时，加上 ?sslmode=verify-ca，并用 DATABASE_CA_FILE 给出 CA 证书文件。',
    );
    expect(read).toThrow(/^(?![\s\S]*(k3yJ|10\.0\.0\.7))/);
  });

  it('[C5] takes a database whose certificate names no host, by the file of its authorities', () => {
    const DATABASE_URL = 'postgres://icp:k3yJ@10.0.0.7:5432/icp?sslmode=verify-ca';

    expect(namedProblems({ ...PRODUCTION, DATABASE_URL, DATABASE_CA_FILE: 'database-ca.pem' })).toEqual([]);
  });

  it('[C2] takes the S3 of a private cloud, which is no stand-in', () => {
    const config = readConfig({ ...PRODUCTION, OBJECT_STORE: 's3', S3_ENDPOINT: 'https://s3.provider.cn' });

    expect(config).toMatchObject({ OBJECT_STORE: 's3', S3_ENDPOINT: 'https://s3.provider.cn' });
  });

  it('[C1] [C2] names all of them at once', () => {
    const named = namedProblems({
      ...PRODUCTION,
      COS_ENDPOINT: 'http://127.0.0.1:1',
      SESSION_KEY: `${'changeme'.repeat(5)}abc=`,
    });

    expect(named).toEqual(['COS_ENDPOINT', 'SESSION_KEY']);
  });
});

describe('a secret', () => {
  const secret = new Secret('hunter2');

  it('[C3] prints as dots, however it is printed', () => {
    const printed = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ secret }, { depth: null, showHidden: true }),
      JSON.stringify(readConfig(PRODUCTION)),
      inspect(readConfig(PRODUCTION), { depth: null, showHidden: true }),
    ];

    expect(printed.slice(0, 5)).toEqual(['••••••', '••••••', '{"secret":"••••••"}', '••••••', '{ secret: •••••• }']);
    expect(printed.join()).not.toMatch(/hunter2|k3yJ/);
    expect(printed.join()).not.toContain(KEY);
  });

  it('[C3] has nothing to find but by asking for it', () => {
    const found = [Object.keys(secret), Object.getOwnPropertyNames(secret), { ...secret }];

    expect(found).toEqual([[], [], {}]);
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('roleCredentials', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('reads the platform’s names at each call, since a warm instance may get new ones', () => {
    vi.stubEnv('TENCENTCLOUD_SECRETID', 'id-1');
    vi.stubEnv('TENCENTCLOUD_SECRETKEY', 'key-1');
    vi.stubEnv('TENCENTCLOUD_SESSIONTOKEN', 'token-1');
    const first = roleCredentials();
    vi.stubEnv('TENCENTCLOUD_SESSIONTOKEN', 'token-2');

    const second = roleCredentials();

    expect(first).toEqual({ secretId: 'id-1', secretKey: 'key-1', token: 'token-1' });
    expect(second.token).toBe('token-2');
  });
});

describe('serverless.yml', () => {
  const file = fileURLToPath(new URL('../serverless.yml', import.meta.url));

  it('[C4] has exactly the variables that are read, and that of the C library', () => {
    const { variables } = readServerlessYml(file, PRODUCTION);
    const looksAt = new Set<string>();
    const watched = new Proxy(PRODUCTION, {
      get: (given, name) => {
        looksAt.add(String(name));
        return Reflect.get(given, name) as unknown;
      },
    });

    readConfig(watched);

    expect(Object.keys(variables).sort()).toEqual([...looksAt, 'MALLOC_ARENA_MAX'].sort());
  });

  it('[C5] gives no function the role that migrates', () => {
    const migrating = 'postgres://icp_owner:0wn3r@10.0.0.7:5432/icp?sslmode=verify-full';

    const service = readServerlessYml(file, { ...PRODUCTION, DATABASE_MIGRATION_URL: migrating });

    expect(service.release.migrations).toEqual({ databaseUrl: migrating });
    expect(JSON.stringify(service.functions)).not.toContain('0wn3r');
  });

  it('deploys the file of authorities with every function, and none when there is none', () => {
    const filesOf = (variables: Readonly<Record<string, string>>) =>
      Object.values(readServerlessYml(file, variables).functions).map(({ files }) => files[0]);

    expect(new Set(filesOf({ DATABASE_CA_FILE: 'database-ca.pem' }))).toEqual(new Set(['database-ca.pem']));
    expect(filesOf({}).filter((name) => name !== undefined)).toHaveLength(1);
  });

  it('[C1] has no default for what differs between deployments or must be secret', () => {
    const { variables } = readServerlessYml(file, {});

    const named = namedProblems(variables);

    expect([...named].sort()).toEqual([
      'BLIND_INDEX_KEY',
      'DATABASE_URL',
      'REVIEW_DESK_SECRET',
      'REVIEW_DESK_URL',
      'REVIEW_WEBHOOK_SECRETS',
      'SEAL_KEYS',
      'SESSION_KEY',
      'WECHAT_APP_ID',
      'WECHAT_APP_SECRET',
    ]);
  });
});
