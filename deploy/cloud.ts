import COS from 'cos-nodejs-sdk-v5';
import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import { clientConfig, type RoleCredentials } from '../platform/adapters/tencent/client.ts';
import type { Call } from './calls.ts';
import { hasCode, patiently } from './patience.ts';

export interface CloudSettings {
  readonly credentials: () => RoleCredentials;
  readonly region: string;
  /** `http://host:port` of a stand-in; undefined for the real service. */
  readonly cloudApiEndpoint: string | undefined;
  readonly cosEndpoint: string | undefined;
  /** Longest time of one call; the default suits code of some megabytes. */
  readonly timeoutSeconds?: number;
  /** First pause when a product says that there are too many requests; grows by half each time. */
  readonly firstPauseMs: number;
}

type Body = Call['body'];

/** A bucket's own settings, as the SDK returns them. */
export interface ActualBucket {
  readonly isPrivate: boolean;
  /** Whether new objects are encrypted by the store, by whichever key. */
  readonly isEncrypted: boolean;
  readonly cors: unknown;
  readonly lifecycle: unknown;
}

/** Products of the Cloud API that a deployment or its doctor reads. */
export type Product = keyof typeof VERSIONS;

/** The account, through the vendor's own SDKs. */
export interface Cloud {
  /** @throws the SDK's error, with `code`. */
  read<T>(product: Product, action: string, body: Body): Promise<T>;
  /** As `read`; undefined when the resource does not exist. */
  readIfThere<T>(product: Product, action: string, body: Body): Promise<T | undefined>;
  /** Undefined when the account has no such bucket. */
  readBucket(bucket: string): Promise<ActualBucket | undefined>;
  /** Makes one changing call. */
  change(product: Product | 'cos', action: string, body: Body): Promise<unknown>;
}

const VERSIONS = {
  scf: '2018-04-16',
  cam: '2019-01-16',
  cls: '2020-10-16',
  faceid: '2018-03-01',
  sms: '2021-01-11',
  ssl: '2019-12-05',
  vpc: '2017-03-12',
} as const;
/** Code of some megabytes is uploaded in one call, and a smoke check includes a function's cold start. */
const CALL_TIMEOUT_SECONDS = 120;

/** Creates the clients of the account. Makes no call. */
export function openCloud(settings: CloudSettings): Cloud {
  const { credentials, region, cloudApiEndpoint, cosEndpoint, timeoutSeconds = CALL_TIMEOUT_SECONDS } = settings;
  const config = clientConfig({ credentials, region, endpoint: cloudApiEndpoint, timeoutSeconds });
  const clientOf = (product: Product) => new CommonClient(`${product}.tencentcloudapi.com`, VERSIONS[product], config);
  const read = <T>(product: Product, action: string, body: Body): Promise<T> =>
    patiently(() => clientOf(product).request(action, body) as Promise<T>, isThrottled, settings);
  const cos = (action: string, body: Body) =>
    callCos(cosClient(credentials(), cosEndpoint, timeoutSeconds), action, body);
  return {
    read,
    readIfThere: <T>(product: Product, action: string, body: Body) =>
      read<T>(product, action, body).catch((error: { code?: string }) => {
        if (/^ResourceNotFound/.test(error.code ?? '')) return undefined;
        throw error;
      }),
    readBucket: async (Bucket) => {
      const place = { Bucket, Region: region };
      const isThere = await cos('headBucket', place).catch((error: { statusCode?: number }) => {
        if (error.statusCode === 404) return undefined;
        throw error;
      });
      if (!isThere) return undefined;
      return {
        isPrivate: (await cos('getBucketAcl', place)).ACL === 'private',
        // The SDK looks for the rules under another name than COS gives them.
        isEncrypted: /AES256|KMS/.test(
          JSON.stringify((await cos('getBucketEncryption', place)).ServerSideEncryptionConfiguration ?? ''),
        ),
        cors: corsRulesAsWritten((await cos('getBucketCors', place)).CORSRules),
        lifecycle: (await cos('getBucketLifecycle', place)).Rules,
      };
    },
    change: (product, action, body) => (product === 'cos' ? cos(action, body) : read(product, action, body)),
  };
}

/** The SDK reads its lists under other names (`AllowedOrigins`) than its types have for writing (`AllowedOrigin`). */
const corsRulesAsWritten = (rules: unknown): unknown =>
  Array.isArray(rules)
    ? rules.map((rule: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(
          Object.entries(rule).map(([name, value]) => [name.replace(/(Origin|Method|Header)s$/, '$1'), value]),
        ),
      )
    : rules;

const isThrottled = (error: unknown) => hasCode(error, 'RequestLimitExceeded');

function cosClient(
  { secretId, secretKey, token }: RoleCredentials,
  endpoint: string | undefined,
  timeoutSeconds: number,
): COS {
  const cos = new COS({
    SecretId: secretId,
    SecretKey: secretKey,
    Protocol: 'https:',
    Timeout: timeoutSeconds * 1000,
    ...(token ? { SecurityToken: token } : {}),
    ...(endpoint ? { Ip: new URL(endpoint).host, Protocol: 'http:' as const } : {}),
  });
  // A stand-in is called directly; otherwise the SDK uses the variable http_proxy.
  if (endpoint) cos.on('before-send', (request: { proxy?: string }) => Object.assign(request, { proxy: '' }));
  return cos;
}

type CosMethod = (body: Body) => Promise<Readonly<Record<string, unknown>>>;

const callCos = (cos: COS, action: string, body: Body): ReturnType<CosMethod> =>
  (cos as unknown as Readonly<Record<string, CosMethod>>)[action]?.call(cos, body) ??
  Promise.reject(new Error(`COS's SDK has no ${action}`));
